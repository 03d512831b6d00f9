import type { JobResponse } from '../clanforge/response.ts'
import type { JobStatus, RolloutStatus } from '../clanforge/status.ts'
import type { InstallsBlocker, JobState } from './job-state.ts'
import { nextConfirmation, judgeJob } from './job-verdict.ts'
import type { Arrival } from './arrival.ts'
import { scheduleRetryCall, scheduleImmediately } from './next-poll.ts'
import type { WaitOptions } from './options.ts'
import { isStale, recordResponse } from './response-record.ts'
import { judgeRollout, nextRolloutState } from './rollout-verdict.ts'
import {
  type Transition,
  andThen,
  end,
  enterPhase,
  continuePolling,
  withoutNotices,
  recover,
} from './transition-steps.ts'

/** The ending of a complete rollout: it has neither a state nor `jobfailed`. */
const rolloutComplete = { type: 'complete', failedBefore: 0, isStateUnknown: false } as const

/** After a valid response about the job. The notice contains the job as it is after the verdict. */
export function afterResponse(
  before: JobState,
  response: JobResponse,
  arrival: Arrival,
  options: WaitOptions,
): Transition {
  const { at } = arrival
  const { status } = response
  return andThen(recover(before, at), recovered => {
    const recorded = recordResponse(recovered, response, arrival)
    const { state, notices } =
      status.type === 'job'
        ? afterJobStatus(recorded, { ...response, status }, arrival, options)
        : afterRolloutStatus(recorded, status, arrival, options)
    return { state, notices: [{ type: 'response', at, job: state, previous: before }, ...notices] }
  })
}

function afterJobStatus(
  before: JobState,
  response: JobResponse & { readonly status: JobStatus },
  arrival: Arrival,
  options: WaitOptions,
): Transition {
  const { status } = response
  if (isStale(before, response, arrival.at)) return continuePolling(before, arrival, options)
  const confirmation = nextConfirmation(before.confirmation, status, arrival)
  const state = { ...before, confirmation }
  const verdict = judgeJob(status, {
    maxJobfailed: before.retries.maxJobfailed,
    minPollInterval: options.minPollInterval,
    confirmation,
    received: arrival,
  })
  switch (verdict.type) {
    case 'complete': {
      const isStateUnknown = status.state === 'unknown'
      return end(state, { type: 'complete', failedBefore: status.jobfailed, isStateUnknown }, arrival.at)
    }
    case 'failed': {
      const canRetry = state.retries.left > 0 && !arrival.isFinal
      if (!canRetry) return end(state, verdict, arrival.at)
      return withoutNotices({ ...enterPhase(state, 'retry'), ...scheduleRetryCall(arrival, options) })
    }
    case 'failed-by-count':
    case 'squashed':
      return end(state, verdict, arrival.at)
    case 'unconfirmed':
      return continuePolling(state, arrival, options, arrival.at)
    case 'unfinished':
      return continuePolling(state, arrival, options)
  }
}

function afterRolloutStatus(
  before: JobState,
  status: RolloutStatus,
  arrival: Arrival,
  options: WaitOptions,
): Transition {
  const rollout = nextRolloutState(before.rollout, status, arrival)
  const isZeroPending = rollout.zeroPending !== undefined
  const state = { ...before, rollout, installsBlocker: isZeroPending ? before.installsBlocker : undefined }
  const { allowedFailedMachines: allowance, minPollInterval } = options
  const verdict = judgeRollout(status, { allowance, minPollInterval, rollout, received: arrival })
  switch (verdict.type) {
    case 'complete':
      if (state.waitsForInstalls)
        return withoutNotices({ ...enterPhase(state, 'installs'), ...scheduleImmediately(arrival) })
      return end(state, rolloutComplete, arrival.at)
    case 'machines-failed':
      return end(state, verdict, arrival.at)
    case 'unconfirmed':
      return continuePolling(state, arrival, options, verdict.confirmAt)
    case 'unfinished':
      return continuePolling(state, arrival, options)
  }
}

/** After the install list that a rollout needs before it counts as complete. */
export function afterInstallsChecked(
  before: JobState,
  blocker: InstallsBlocker | undefined,
  arrival: Arrival,
  options: WaitOptions,
): Transition {
  const { at } = arrival
  const hadFault = before.lastFault !== undefined
  return andThen(recover(before, at), recovered => {
    const polling = enterPhase(recovered, 'status')
    // The counters may have changed while requests for the list failed.
    if (hadFault) return withoutNotices({ ...polling, ...scheduleImmediately(arrival) })
    const state = { ...polling, installsBlocker: blocker }
    if (blocker === undefined) return end(state, rolloutComplete, at)
    const next = continuePolling(state, arrival, options)
    if (before.installsBlocker !== undefined || next.state.ending !== undefined) return next
    return { ...next, notices: [{ type: 'awaiting-installs', at, job: next.state, blocker }] }
  })
}
