import type { JobState } from '../wait/job-state.ts'
import type { WaitOptions } from '../wait/options.ts'
import type { JobOutcome, Result } from '../wait/outcome.ts'
import { describeEnding, hasCaveat } from './ending-text.ts'
import { WARNING_ICON, resultIcons } from './icons.ts'
import { progressText } from './job-text.ts'
import { describeFault } from './messages-faults.ts'
import { withDetail } from './text.ts'

/** A job and how it ended. */
export interface JobResult {
  readonly job: JobState
  readonly icon: string
  /** How it ended, in a few words. Untrusted. */
  readonly text: string
  /** Whether Clanforge reported it as complete, without any caveat: the only jobs with a green tick. */
  readonly isCleanSuccess: boolean
}

/** How a job ended. */
export function jobResultOf({ job, result }: JobOutcome, options: WaitOptions | undefined): JobResult {
  const { ending } = job
  if (ending === undefined)
    return { job, icon: resultIcons[result], text: unfinishedText(job, result), isCleanSuccess: false }
  const { verdict, reason } = describeEnding(job, ending, options)
  const text = withDetail(verdict, reason)
  if (hasCaveat(job)) return { job, icon: WARNING_ICON, text, isCleanSuccess: false }
  return { job, icon: resultIcons[result], text, isCleanSuccess: result === 'complete' }
}

function unfinishedText(job: JobState, result: Result | 'pending'): string {
  if (job.phase === 'blocked') return 'not polled: blocked by the image versions of this step'
  const fault =
    job.lastFault === undefined ? '' : `; the last request failed: ${describeFault(job.lastFault)}`
  return `${result === 'pending' ? 'unfinished' : result.replace('-', ' ')}: ${progressText(job)}${fault}`
}
