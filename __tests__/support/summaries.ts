import type { StepReport } from '../../src/report/step-report.ts'
import { formatSummary } from '../../src/report/summary.ts'
import type { JobState } from '../../src/wait/job-state.ts'
import type { Result } from '../../src/wait/outcome.ts'
import { START, defaultOptions, endedJob, jobStatus, outcomeWith, responseAt } from './job-states.ts'

/** The summary of a step of 60 s that ended so; anything can be set. */
export function summary(result: Result, jobs: readonly JobState[], more: Partial<StepReport> = {}): string {
  return formatSummary({
    outcome: outcomeWith(result, jobs),
    requests: 7,
    elapsed: 60_000,
    options: defaultOptions,
    problems: [],
    now: 60_000,
    wallClock: START * 1000 + 60_000,
    ...more,
  })
}

/** The summary of a step with invalid inputs. */
export function summaryOfProblems(...problems: readonly string[]): string {
  return summary('error', [], { options: undefined, requests: 0, problems })
}

/** A job that failed with this error, in a state that the API calls so. */
export function failing(joberror: string, stateName = 'Failed'): JobState {
  const lastResponse = responseAt(60_000, jobStatus({ state: 'failed', stateName }), { joberror })
  return endedJob({ kind: 'update', id: '101' }, { type: 'failed' }, 60_000, { lastResponse })
}

/** What GitHub shows: the signs that entities stand for. */
export function shown(markdown: string): string {
  return markdown.replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
}

/** The cells of the first row below the head of the table, as Markdown. */
export function firstRow(markdown: string): readonly string[] {
  const row = markdown.split('\n').filter(line => line.startsWith('| '))[2] ?? ''
  return row.slice(2, -2).split(' | ')
}
