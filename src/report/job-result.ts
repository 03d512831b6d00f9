import type { Ending, JobState } from '../wait/job-state.ts'
import type { WaitOptions } from '../wait/options.ts'
import type { JobOutcome, Result } from '../wait/outcome.ts'
import {
  allowanceText,
  errorText,
  failedAt,
  failedMachines,
  formatPercent,
  jobfailedOf,
  percentOf,
  stateText,
  unseenText,
} from './job-text.ts'
import { resultSigns } from './messages.ts'
import { describeFault, describeRefusal } from './messages-faults.ts'
import { withDetail } from './text.ts'

/** What a success with a reservation has instead of the green tick. */
export const WARNING_SIGN = '⚠️'

/** How a job ended, as a sign and in a few words, which are untrusted. */
export interface JobResult {
  readonly sign: string
  readonly text: string
}

/** How a job ended. Only a job that Clanforge reported as complete, without any reservation, has the green tick. */
export function jobResultOf({ job, result }: JobOutcome, options: WaitOptions | undefined): JobResult {
  const { ending } = job
  if (ending === undefined) return { sign: resultSigns[result], text: unfinishedText(job, result) }
  const text = endingText(job, ending, options)
  return { sign: isDoubtful(job, ending) ? WARNING_SIGN : resultSigns[result], text }
}

/** Whether a success needs a second look: it was assumed, in an unknown state, or machines failed. */
function isDoubtful(job: JobState, ending: Ending): boolean {
  if (ending.type === 'inferred') return true
  return ending.type === 'complete' && (ending.isStateUnknown || failedMachines(job) !== '')
}

function unfinishedText(job: JobState, result: Result | 'pending'): string {
  if (job.phase === 'blocked') return 'not polled: blocked by the image versions of this step'
  const fault = job.fault === undefined ? '' : `; the last request failed: ${describeFault(job.fault)}`
  return `${result === 'pending' ? 'unfinished' : result.replace('-', ' ')}: ${progressText(job)}${fault}`
}

function endingText(job: JobState, ending: Ending, options: WaitOptions | undefined): string {
  switch (ending.type) {
    case 'complete':
      return completeText(job, ending, options)
    case 'inferred':
      return `assumed complete: ${ending.wasListed ? 'no longer' : 'never'} in the install list`
    case 'failed':
      return failureText(job)
    case 'failed-by-count':
      return withError(`failed: jobfailed is ${jobfailedOf(job)} while ${stateText(job)}`, job)
    case 'machines-failed':
      return `failed: ${machinesText(job, options)}`
    case 'retry-refused':
      return `${failureText(job)}; re-running it was refused: ${describeRefusal(ending.error)}`
    case 'squashed':
      return 'squashed'
    case 'stalled':
      return `stalled: ${progressText(job)}`
    case 'fault':
    case 'outage':
      return `error: ${describeFault(ending.error)}`
    case 'never-listed':
      return `error: ${unseenText(job)}`
    case 'denied-and-missing':
      return withDetail(
        'error: no longer in the install list, and its last response was denied',
        ending.message,
      )
  }
}

function completeText(
  job: JobState,
  ending: Extract<Ending, { type: 'complete' }>,
  options: WaitOptions | undefined,
): string {
  if (ending.isStateUnknown) return `complete: ${progressText(job)}, which is an unknown state`
  // A failure that this step re-ran has a line of its own.
  if (ending.failedBefore > 0 && job.retries.used === 0)
    return `complete, although jobfailed is ${ending.failedBefore}`
  return failedMachines(job) === '' ? 'complete' : `complete, ${machinesText(job, options)}`
}

/** `1 of 40 machines failed (5% allowed)`. */
function machinesText(job: JobState, options: WaitOptions | undefined): string {
  return failedMachines(job) + (options === undefined ? '' : ` (${allowanceText(options)} allowed)`)
}

function failureText(job: JobState): string {
  return withError(failedAt(job.last?.status), job)
}

function withError(text: string, { last }: JobState): string {
  return withDetail(text, errorText(last?.fields ?? {}))
}

/** `Running, 40%`. */
function progressText(job: JobState): string {
  const percent = job.last?.status.type === 'rollout' ? '' : formatPercent(percentOf(job))
  return percent === '' ? stateText(job) : `${stateText(job)}, ${percent}`
}
