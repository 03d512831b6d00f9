import type { StepReport } from '../../src/report/step-report.ts'
import { type Explanation, explain } from '../../src/report/messages.ts'
import type { Ending, JobState } from '../../src/wait/job-state.ts'
import type { WaitOptions } from '../../src/wait/options.ts'
import { type StopReason, decideOutcome } from '../../src/wait/outcome.ts'
import { defaultOptions, endedJob, responseAt } from './job-states.ts'

/** The report of a step that stopped 90 s after its start. */
export function reportOf(
  jobs: readonly JobState[],
  reason: StopReason = 'finished',
  more: Partial<WaitOptions> = {},
): StepReport {
  const options = { ...defaultOptions, ...more }
  const outcome = decideOutcome(jobs, reason, options)
  return { outcome, requests: 12, elapsed: 90_000, options, problems: [], now: 90_000, wallClock: 0 }
}

/** The explanation of an update that ended, 60 s after the start; it was last seen at 40%, then. */
export function why(
  ending: Ending,
  job: Partial<JobState> = {},
  options: Partial<WaitOptions> = {},
): Explanation {
  const lastResponse = responseAt(60_000)
  const ended = endedJob({ kind: 'update', id: '101' }, ending, 60_000, { lastResponse, ...job })
  return explain(reportOf([ended], 'finished', options))
}
