import type { JobState } from '../wait/job-state.ts'
import type { WaitOptions } from '../wait/options.ts'
import type { JobOutcome, Result } from '../wait/outcome.ts'
import { WARNING_ICON, describeEnding, isDoubtful } from './ending-text.ts'
import { progressText } from './job-text.ts'
import { resultIcons } from './messages.ts'
import { describeFault } from './messages-faults.ts'
import { withDetail } from './text.ts'

/** How a job ended, as an icon and in a few words, which are untrusted. */
export interface JobResult {
  readonly icon: string
  readonly text: string
}

/** How a job ended. Only a job that Clanforge reported as complete, without any reservation, has the green tick. */
export function jobResultOf({ job, result }: JobOutcome, options: WaitOptions | undefined): JobResult {
  const { ending } = job
  if (ending === undefined) return { icon: resultIcons[result], text: unfinishedText(job, result) }
  const { verdict, reason } = describeEnding(job, ending, options)
  const icon = isDoubtful(job) ? WARNING_ICON : resultIcons[result]
  return { icon, text: withDetail(verdict, reason) }
}

function unfinishedText(job: JobState, result: Result | 'pending'): string {
  if (job.phase === 'blocked') return 'not polled: blocked by the image versions of this step'
  const fault = job.fault === undefined ? '' : `; the last request failed: ${describeFault(job.fault)}`
  return `${result === 'pending' ? 'unfinished' : result.replace('-', ' ')}: ${progressText(job)}${fault}`
}
