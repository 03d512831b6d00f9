import type { ApiError } from '../clanforge/errors.ts'
import type { EntryContent, JobResponse, ListDefect } from '../clanforge/response.ts'
import { afterCall, afterFailedRequest, afterRefusedCall, callMade } from './after-call.ts'
import { afterTime } from './after-fault.ts'
import { afterInstallsChecked, afterResponse } from './after-response.ts'
import { judgeMissing, listed, listedUnreadable, missingAfter } from './install-list.ts'
import type { InstallsBlocker, JobState } from './job-state.ts'
import type { Arrival } from './arrival.ts'
import { scheduleAfterResponse, scheduleAt, scheduleAfterSending, unschedule } from './next-poll.ts'
import type { WaitOptions } from './options.ts'
import { type Transition, andThen, end, enterPhase, withoutNotices, recover } from './transition-steps.ts'

/** Something that happened to one job. Moments in monotonic ms. */
export type JobEvent =
  /** A request that covers the job was sent. */
  | { readonly type: 'sent'; readonly at: number }
  /** A valid response of its own endpoint, or of the install list. */
  | { readonly type: 'response'; readonly response: JobResponse; readonly arrival: Arrival }
  /** An entry of the install list. */
  | { readonly type: 'listed'; readonly content: EntryContent; readonly arrival: Arrival }
  /** A well-formed install list without the job. */
  | { readonly type: 'not-listed'; readonly defect: ListDefect | undefined; readonly arrival: Arrival }
  /** The list that is requested before a rollout counts as complete. */
  | {
      readonly type: 'installs-checked'
      readonly blocker: InstallsBlocker | undefined
      readonly arrival: Arrival
    }
  /** A queue or retry call took place. */
  | { readonly type: 'call-made'; readonly response: JobResponse; readonly arrival: Arrival }
  /** A call was refused. `response` is defined if it had a job's fields. */
  | {
      readonly type: 'call-refused'
      readonly error: ApiError
      readonly response: JobResponse | undefined
      readonly arrival: Arrival
    }
  /** Any other request failed, or a call in a way that is not a refusal. */
  | { readonly type: 'request-failed'; readonly error: ApiError; readonly arrival: Arrival }
  /** The versions that a rollout was blocked by are complete. */
  | { readonly type: 'unblocked'; readonly at: number }
  /** Time has passed: an outage may have lasted too long. */
  | { readonly type: 'time-passed'; readonly at: number }
  /** The deadline has come while no request was in flight: calls that change something are no longer made. */
  | { readonly type: 'deadline'; readonly at: number }
  /** The wait stops. `isInFlight`: while a request that covers the job is in flight. */
  | { readonly type: 'stopped'; readonly at: number; readonly isInFlight: boolean }

/** The next state of a job. A job changes here and nowhere else, and an ended job never changes. */
export function transition(state: JobState, event: JobEvent, options: WaitOptions): Transition {
  if (state.ending !== undefined) return withoutNotices(state)
  switch (event.type) {
    case 'sent':
      return withoutNotices({ ...state, ...scheduleAfterSending(state, event.at), polls: state.polls + 1 })
    case 'response':
      return afterResponse(state, event.response, event.arrival, options)
    case 'listed':
      return afterListed(state, event.content, event.arrival, options)
    case 'not-listed':
      return afterMissing(state, event.defect, event.arrival, options)
    case 'installs-checked':
      return afterInstallsChecked(state, event.blocker, event.arrival, options)
    case 'call-made':
      return afterCall(state, event.response, event.arrival, options)
    case 'call-refused':
      return afterRefusedCall(state, event.error, event.response, event.arrival)
    case 'request-failed':
      return afterFailedRequest(state, event.error, event.arrival, options)
    case 'unblocked': {
      const next = { ...enterPhase(state, 'status'), ...scheduleAt(event.at) }
      return { state: next, notices: [{ type: 'unblocked', at: event.at, job: next }] }
    }
    case 'time-passed':
      return afterTime(state, event.at, options)
    case 'deadline':
      return afterDeadline(state, event.at)
    case 'stopped':
      return afterStop(state, event.at, event.isInFlight)
  }
}

/** An entry of the list counts as a response. One without any of a job's fields only shows that the job is listed. */
function afterListed(
  before: JobState,
  content: EntryContent,
  arrival: Arrival,
  options: WaitOptions,
): Transition {
  const state = { ...before, listing: listed }
  switch (content.type) {
    case 'response':
      return afterResponse(state, content.response, arrival, options)
    case 'no-fields':
      return andThen(recover(state, arrival.at), recovered =>
        withoutNotices({ ...recovered, ...scheduleAfterResponse(recovered, arrival, options) }),
      )
    case 'invalid': {
      const listing = listedUnreadable(before.listing)
      return afterFailedRequest({ ...before, listing }, content.error, arrival, options)
    }
  }
}

function afterMissing(
  before: JobState,
  defect: ListDefect | undefined,
  arrival: Arrival,
  options: WaitOptions,
): Transition {
  return andThen(recover(before, arrival.at), recovered => {
    const { at } = arrival
    const listing = missingAfter(recovered.listing, at, defect)
    const state = { ...recovered, listing }
    const denial = state.lastResponse?.status.denial
    const lastSeen = { wasSeen: state.lastResponse !== undefined, isDenied: denial !== undefined }
    const verdict = judgeMissing(listing, lastSeen, at)
    switch (verdict.type) {
      case 'inferred':
        return end(state, { type: 'inferred', wasListed: listing.wasListed || listing.wasUnreadable }, at)
      case 'never-listed':
        return end(state, { type: 'never-listed' }, at)
      case 'denied-and-missing':
        return end(state, { type: 'denied-and-missing', message: denial?.message ?? '' }, at)
      case 'list-unreliable':
        return end(state, verdict, at)
      case 'missing': {
        const next = { ...state, ...scheduleAfterResponse(state, arrival, options, verdict.settledAt) }
        return { state: next, notices: [{ type: 'not-listed', at, job: next }] }
      }
    }
  })
}

function afterDeadline(state: JobState, at: number): Transition {
  switch (state.phase) {
    case 'queue':
      // No final poll either: a list proves nothing about an install that was not queued.
      return withoutNotices({ ...state, ...unschedule() })
    case 'retry':
      return end(state, { type: 'failed' }, at)
    case 'blocked':
    case 'status':
    case 'list':
    case 'installs':
      return withoutNotices(state)
  }
}

function afterStop(state: JobState, at: number, isInFlight: boolean): Transition {
  // A re-run that was requested is reported, even if its response is not awaited.
  if (state.phase === 'retry' && isInFlight) return callMade(state, at)
  // No queue call of this job has arrived.
  const isUnqueued = state.phase === 'queue' && !isInFlight
  return withoutNotices(isUnqueued ? { ...state, ...unschedule() } : state)
}
