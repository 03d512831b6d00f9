import type { Ending, JobState, Notice, Phase } from './job-state.ts'
import { faultsAfterResponse } from './faults.ts'
import type { Arrival } from './arrival.ts'
import { unschedule, scheduleAfterResponse } from './next-poll.ts'
import type { WaitOptions } from './options.ts'
import { stallsAt } from './response-record.ts'

// The steps that transitions are made of. A job's ending and phase are changed here and nowhere else.

/** A job after an event, and what the report is to know about it. */
export interface Transition {
  readonly state: JobState
  readonly notices: readonly Notice[]
}

/** A transition without notices. */
export function withoutNotices(state: JobState): Transition {
  return { state, notices: [] }
}

/** Changes the phase. */
export function enterPhase(state: JobState, phase: Phase): JobState {
  return { ...state, phase }
}

/** Ends the wait for the job. */
export function end(state: JobState, ending: Ending, at: number): Transition {
  const ended = { ...state, ...unschedule(), ending, endedAt: at }
  return { state: ended, notices: [{ type: 'ended', at, job: ended }] }
}

/** Puts the notices of an earlier step before those of a later one. */
export function andThen(first: Transition, next: (state: JobState) => Transition): Transition {
  const second = next(first.state)
  return { state: second.state, notices: [...first.notices, ...second.notices] }
}

/** The API has sent a valid response, even if this job is not in it: its faults end. */
export function recover(state: JobState, at: number): Transition {
  const recovered = { ...state, faultState: faultsAfterResponse, lastFault: undefined }
  const hadFailedRequests = state.faultState.failedRequests !== undefined
  return { state: recovered, notices: hadFailedRequests ? [{ type: 'recovered', at, job: recovered }] : [] }
}

/** Unless the job is stalled, it is polled again: by the schedule, at the `latest` when something can be decided. */
export function continuePolling(
  state: JobState,
  arrival: Arrival,
  options: WaitOptions,
  latest = Infinity,
): Transition {
  const stalled = stallsAt(state, options)
  if (arrival.at >= stalled) return end(state, { type: 'stalled' }, arrival.at)
  return withoutNotices({
    ...state,
    ...scheduleAfterResponse(state, arrival, options, Math.min(latest, stalled)),
  })
}
