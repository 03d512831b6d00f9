import type { ApiError } from '../clanforge/errors.ts'
import { countInARow, judgeFault, outageEndsAt } from './faults.ts'
import type { JobState } from './job-state.ts'
import type { Arrival } from './arrival.ts'
import { scheduleAfterFailure } from './next-poll.ts'
import type { WaitOptions } from './options.ts'
import { type Transition, end, withoutNotices } from './transition-steps.ts'

/** After a failed request: the fault ends the job, or the request is repeated. */
export function afterFault(
  before: JobState,
  error: ApiError,
  arrival: Arrival,
  options: WaitOptions,
): Transition {
  const { at } = arrival
  const verdict = judgeFault(before.faultState, {
    ...arrival,
    error,
    minPollInterval: options.minPollInterval,
  })
  const failed = { ...before, lastFault: error }
  if (verdict.type === 'fatal') return end(failed, { type: 'fault', error }, at)
  const isSpaced = verdict.type === 'retry-spaced'
  const spacing = isSpaced ? verdict.spacing : undefined
  const state = { ...failed, faultState: verdict.faultState }
  const timed = afterTime(state, at, options)
  if (timed.state.ending !== undefined) return timed
  const next = { ...state, ...scheduleAfterFailure(state, error, arrival, options, spacing) }
  if (arrival.isFinal) return withoutNotices(next)
  const retryIn = (next.nextPollAt ?? at) - at
  const inARow = isSpaced ? countInARow(verdict.faultState) : undefined
  return { state: next, notices: [{ type: 'request-failed', at, job: next, error, retryIn, inARow }] }
}

/** Ends a job whose outage has lasted for `outage-timeout`. */
export function afterTime(state: JobState, at: number, options: WaitOptions): Transition {
  const endsAt = outageEndsAt(state.faultState, options.outageTimeout)
  const hasTimedOut = endsAt !== undefined && endsAt <= at
  return hasTimedOut && state.lastFault !== undefined
    ? end(state, { type: 'outage', error: state.lastFault }, at)
    : withoutNotices(state)
}
