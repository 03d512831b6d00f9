import type { ApiError } from '../clanforge/errors.ts'
import type { JobResponse } from '../clanforge/response.ts'
import { afterFault } from './after-fault.ts'
import { afterResponse } from './after-response.ts'
import { judgeCall } from './faults.ts'
import { type JobState, isCall } from './job-state.ts'
import { confirmationAfterCall } from './job-verdict.ts'
import type { Arrival } from './arrival.ts'
import { scheduleAfterQueueCall } from './next-poll.ts'
import type { WaitOptions } from './options.ts'
import { recordResponse, rerunRecord } from './response-record.ts'
import { type Transition, andThen, end, enterPhase, withoutNotices } from './transition-steps.ts'

/** After a queue or retry call that was made. Its response is also a response about the job. */
export function afterCall(
  before: JobState,
  response: JobResponse,
  arrival: Arrival,
  options: WaitOptions,
): Transition {
  const called = andThen(callMade(before, arrival.at), state =>
    afterResponse(state, response, arrival, options),
  )
  return before.phase === 'queue' ? afterQueueCall(before, called) : called
}

/** After a call that took place, or may have: from now on the job is only polled, and its responses may still report an earlier run. */
export function callMade(before: JobState, at: number): Transition {
  const state = { ...before, confirmation: confirmationAfterCall }
  if (before.phase === 'queue') return withoutNotices(enterPhase(state, 'list'))
  const failure = before.lastResponse
  if (failure?.status.type !== 'job') return withoutNotices(enterPhase(state, 'status'))
  const next = enterPhase({ ...state, ...rerunRecord(state, failure, failure.status, at) }, 'status')
  return { state: next, notices: [{ type: 'rerun', at, job: next, failure }] }
}

function afterQueueCall(before: JobState, { state, notices }: Transition): Transition {
  return { state: { ...state, ...scheduleAfterQueueCall(before, state) }, notices }
}

/** After a refused call, which ends the job. `response` is defined if a denied response had fields of the job. */
export function afterRefusedCall(
  before: JobState,
  error: ApiError,
  response: JobResponse | undefined,
  arrival: Arrival,
): Transition {
  const state = { ...before, lastFault: error }
  if (before.phase === 'retry') return end(state, { type: 'retry-refused', error }, arrival.at)
  const recorded = response === undefined ? state : recordResponse(state, response, arrival)
  return end(recorded, { type: 'fault', error }, arrival.at)
}

/** After a failed request. A call whose response was lost counts as made; one that provably did not arrive is repeated. */
export function afterFailedRequest(
  before: JobState,
  error: ApiError,
  arrival: Arrival,
  options: WaitOptions,
): Transition {
  const { phase } = before
  // After the deadline, the job is not re-run and stays failed.
  if (phase === 'retry' && arrival.isFinal && judgeCall(error) === 'not-arrived')
    return end(before, { type: 'failed' }, arrival.at)
  if (!isCall(phase) || judgeCall(error) !== 'lost') return afterFault(before, error, arrival, options)
  const { state, notices } = andThen(callMade(before, arrival.at), called =>
    afterFault(called, error, arrival, options),
  )
  const marked = notices.map(notice =>
    notice.type === 'request-failed' ? { ...notice, lostCall: phase } : notice,
  )
  const failed = { state, notices: marked }
  return phase === 'queue' ? afterQueueCall(before, failed) : failed
}
