import { kindOf } from '../clanforge/endpoints.ts'
import type { ApiError } from '../clanforge/errors.ts'
import type { ListDefect } from '../clanforge/response.ts'
import type { Ending, JobState } from '../wait/job-state.ts'
import type { WaitOptions } from '../wait/options.ts'
import {
  allowanceText,
  failedAt,
  failedMachines,
  joberrorOf,
  jobfailedOf,
  stateText,
  subjectOf,
  unseenText,
} from './job-text.ts'
import {
  adviceFor,
  describeListDefect,
  describeFault,
  describeRefusal,
  unlockAdvice,
} from './messages-faults.ts'
import { links } from './messages-links.ts'
import { type Reason, lastSeen, whyNotComplete } from './messages-unfinished.ts'
import { formatDuration, joinSentences, plural, quote, sentence, withDetail } from './text.ts'

/** Why a job ended, with its last response, and what to do about it; empty for a success. `now` is monotonic ms. */
export function explainEnding(job: JobState, ending: Ending, options: WaitOptions, now: number): Reason {
  const { cause, advice } = reasonFor(job, ending, options)
  if (cause === '') return { cause, advice }
  // The cause already says that the job was not seen anywhere.
  const isUnseen = ending.type === 'never-listed' && job.lastResponse === undefined
  const seen = isUnseen ? '' : lastSeen(job, now)
  const doubt = ending.type === 'stalled' ? whyNotComplete(job) : ''
  return { cause: joinSentences(cause, seen, doubt), advice }
}

function reasonFor(job: JobState, ending: Ending, options: WaitOptions): Reason {
  switch (ending.type) {
    case 'complete':
    case 'inferred':
      return { cause: '', advice: '' }
    case 'failed':
      return explainFailure(job, options)
    case 'retry-refused':
      return explainRefusedRetry(job, ending.error, options)
    case 'failed-by-count':
      return explainCount(job)
    case 'machines-failed':
      return explainMachines(job, options)
    case 'squashed':
      return {
        cause: `${subjectOf(job)} was squashed, which usually means that another job replaced it.`,
        advice: `Wait for the job that replaced it, or set on-squashed: pass if this is expected: ${links.jobStates}`,
      }
    case 'stalled':
      return explainStall(job, options)
    case 'fault':
      return {
        cause: untracked(job, describeFault(ending.error)),
        advice: adviceFor(ending.error),
      }
    case 'outage':
      return explainOutage(job, ending.error, options)
    case 'never-listed':
      return {
        cause: untracked(job, `it was ${unseenText(job)}`),
        advice: `Check jobid, mirroring and accountserviceid. An install that finished before the step started is not listed: ${links.installList}`,
      }
    case 'denied-and-missing':
      return explainDenied(job, ending.message)
    case 'list-unreliable':
      return explainUnreliableList(job, ending.defect)
  }
}

function untracked(job: JobState, reason: string): string {
  return sentence(`${subjectOf(job)} could not be tracked: ${reason}`)
}

function explainFailure(job: JobState, { jobRetries }: WaitOptions): Reason {
  const unlock = unlockAdvice(joberrorOf(job))
  if (unlock !== undefined) return { cause: failureOf(job), advice: unlock }
  const kind = kindOf(job.target)
  const canRetry = kind.retry !== undefined && jobRetries === 0
  const link = kind.isInstall === true ? links.installFailure : links.errors
  return {
    cause: failureOf(job),
    advice: `${canRetry ? 'Check the job in Clanforge, or set job-retries so that this step re-runs it' : 'Check the job in Clanforge'}: ${link}`,
  }
}

/** `Image update 101 failed at 60%, after 1 re-run: No space left on device.` */
function failureOf(job: JobState): string {
  const { used } = job.retries
  const after = used === 0 ? '' : `, after ${plural(used, 're-run')}`
  const failure = `${subjectOf(job)} ${failedAt(job.lastResponse?.status)}${after}`
  const error = joberrorOf(job)
  return error === ''
    ? `${failure}. Clanforge gave no reason (joberror is empty).`
    : sentence(`${failure}: ${error}`)
}

function explainRefusedRetry(job: JobState, error: ApiError, options: WaitOptions): Reason {
  const { advice } = explainFailure(job, options)
  return {
    cause: joinSentences(
      failureOf(job),
      sentence(`Clanforge refused to re-run it: ${describeRefusal(error)}`),
    ),
    advice:
      error.status === 401 || error.status === 403
        ? adviceFor(error)
        : (unlockAdvice(error.detail) ?? advice),
  }
}

function explainCount(job: JobState): Reason {
  const count = jobfailedOf(job)
  const { lastResponse } = job
  const isSquashed = lastResponse?.status.type === 'job' && lastResponse.status.state === 'squashed'
  const hint = isSquashed ? '' : `; if this job was run again after a failure, set max-jobfailed to ${count}`
  const error = joberrorOf(job)
  return {
    cause: joinSentences(
      `${subjectOf(job)} failed: jobfailed is ${count} while ${quote(stateText(job))}${hint}.`,
      error === '' ? '' : sentence(`joberror: ${error}`),
    ),
    advice: `Check the job in Clanforge: ${links.jobFields}`,
  }
}

function explainMachines(job: JobState, options: WaitOptions): Reason {
  const before = job.rollout?.first.failed ?? 0
  return {
    cause: joinSentences(
      `${subjectOf(job)} failed: ${failedMachines(job)} (allowed-failed-machines: ${allowanceText(options)}).`,
      before === 0 ? '' : sentence(alreadyFailed(before)),
    ),
    advice: `Check these machines in Clanforge, or raise allowed-failed-machines: ${links.rolloutStatus}`,
  }
}

/** States how many machines of a rollout had failed at the first response. */
export function alreadyFailed(machines: number): string {
  return `${plural(machines, 'machine')} had already failed at the first response`
}

function explainStall(job: JobState, { stallTimeout = 0 }: WaitOptions): Reason {
  const isRollout = kindOf(job.target).isRollout === true
  const what = isRollout ? 'its counters have' : 'its state, progress and jobupdated have'
  return {
    cause: `${subjectOf(job)} stalled: ${what} not changed for ${formatDuration(stallTimeout)} (stall-timeout).`,
    advice: 'Check in Clanforge whether it hangs, or raise stall-timeout.',
  }
}

function explainOutage(job: JobState, error: ApiError, options: WaitOptions): Reason {
  const { outageTimeout } = options
  const { startedAt = 0, pausedFor = 0 } = job.faultState.failedRequests ?? {}
  // An outage needs a second failed request, which may take longer than outage-timeout.
  const isLonger = (job.endedAt ?? 0) - startedAt - pausedFor > outageTimeout + 1000
  const lasted = `${isLonger ? 'more than ' : ''}${formatDuration(outageTimeout)}`
  const failure = `requests failed for ${lasted} (outage-timeout), most recently: ${describeFault(error)}`
  return {
    cause: untracked(job, failure),
    advice: joinSentences(adviceFor(error), 'To wait through longer outages, raise outage-timeout.'),
  }
}

function explainUnreliableList(job: JobState, defect: ListDefect): Reason {
  return {
    cause: untracked(job, `it is not listed, and ${describeListDefect(defect)}`),
    advice: `Check accountserviceid, and the install in Clanforge: ${links.installList}`,
  }
}

function explainDenied(job: JobState, message: string): Reason {
  const reason =
    'it is no longer in the install list, and its last response was denied (success: false or error: true)'
  return {
    cause: untracked(job, withDetail(reason, quote(message))),
    advice: 'Check in Clanforge how the install ended.',
  }
}
