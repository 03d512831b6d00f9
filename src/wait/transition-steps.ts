import type { Ending, JobState, Notice, Phase } from './job-state.ts'
import { faultsAfterResponse } from './faults.ts'
import type { Arrival } from './arrival.ts'
import { unschedule, scheduleAfterResponse } from './next-poll.ts'
import type { WaitOptions } from './options.ts'
import { stallsAt } from './response-record.ts'

// The steps of transitions. A job's ending and phase are changed here and nowhere else.

/** A job after an event, and the notices for the report. */
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

/** Applies a second step to the state after the first one. The notices of both follow each other. */
export function andThen(first: Transition, next: (state: JobState) => Transition): Transition {
  const second = next(first.state)
  return { state: second.state, notices: [...first.notices, ...second.notices] }
}

/** Clears the faults after a valid response, even one without this job, such as an install list. */
export function recover(state: JobState, at: number): Transition {
  const recovered = { ...state, faultState: faultsAfterResponse, lastFault: undefined }
  const hadFailedRequests = state.faultState.failedRequests !== undefined
  return { state: recovered, notices: hadFailedRequests ? [{ type: 'recovered', at, job: recovered }] : [] }
}

/** Schedules the next poll, no later than `latest` (monotonic ms); ends the job instead if it is stalled. */
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
