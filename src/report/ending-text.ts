import type { Ending, JobState } from '../wait/job-state.ts'
import type { WaitOptions } from '../wait/options.ts'
import { WARNING_ICON } from './icons.ts'
import {
  failedAt,
  failedMachines,
  joberrorOf,
  jobfailedOf,
  machinesText,
  progressText,
  stateLabel,
  stateText,
  unseenText,
} from './job-text.ts'
import { describeListDefect, describeFault, describeRefusal } from './messages-faults.ts'
import { quote, withDetail } from './text.ts'

/** How a job ended, for the log and the summary: a verdict, and a reason that is empty if the verdict is all there is to say. */
export interface EndingText {
  readonly verdict: string
  readonly reason: string
}

/** The verdict and the reason of an ending. Without options, the number of machines that may fail is left out. */
export function describeEnding(job: JobState, ending: Ending, options: WaitOptions | undefined): EndingText {
  switch (ending.type) {
    case 'complete':
      return { verdict: 'complete', reason: completeReason(job, ending, options) }
    case 'inferred':
      return {
        verdict: `${ending.wasListed ? 'no longer' : 'never'} in the install list; assumed complete`,
        reason: '',
      }
    case 'failed':
      return { verdict: failedAt(job.lastResponse?.status), reason: joberrorOf(job) }
    case 'failed-by-count': {
      const count = `jobfailed is ${jobfailedOf(job)} while ${quote(stateText(job))}`
      return { verdict: 'failed', reason: withDetail(count, joberrorOf(job)) }
    }
    case 'machines-failed':
      return { verdict: 'failed', reason: machinesText(job, options) }
    case 'retry-refused': {
      const refusal = `re-run refused: ${describeRefusal(ending.error)}`
      const error = joberrorOf(job)
      const reason = error === '' ? refusal : `${error}; ${refusal}`
      return { verdict: failedAt(job.lastResponse?.status), reason }
    }
    case 'squashed':
      return { verdict: 'squashed', reason: '' }
    case 'stalled':
      return { verdict: 'stalled', reason: progressText(job) }
    case 'fault':
    case 'outage':
      return notTracked(describeFault(ending.error))
    case 'never-listed':
      return notTracked(unseenText(job))
    case 'list-unreliable':
      return notTracked(`not listed, and ${describeListDefect(ending.defect)}`)
    case 'denied-and-missing': {
      const denied = 'no longer in the install list, and its last response was denied'
      return notTracked(withDetail(denied, quote(ending.message)))
    }
  }
}

function notTracked(reason: string): EndingText {
  return { verdict: 'could not be tracked', reason }
}

function completeReason(
  job: JobState,
  { isStateUnknown, failedBefore }: Extract<Ending, { type: 'complete' }>,
  options: WaitOptions | undefined,
): string {
  if (isStateUnknown) return `100% in ${quote(stateLabel(job))}, which Clanforge does not document`
  if (failedBefore > 0) return `it had failed before (jobfailed is ${failedBefore})`
  return machinesText(job, options)
}

/** Whether a job is complete with a caveat: it was assumed, in an unknown state, or machines failed. */
export function hasCaveat(job: JobState): boolean {
  const { ending } = job
  if (ending?.type === 'inferred') return true
  return ending?.type === 'complete' && (ending.isStateUnknown || failedMachines(job) !== '')
}

/** The text, after a warning icon if the job is complete with a caveat. */
export function markCaveat(job: JobState, text: string): string {
  return hasCaveat(job) ? `${WARNING_ICON} ${text}` : text
}
