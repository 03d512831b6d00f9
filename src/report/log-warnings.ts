import type { JobState } from '../wait/job-state.ts'
import { listNames } from './job-lists.ts'
import { shortNameOf, stateLabel } from './job-text.ts'
import { links } from './messages-links.ts'
import type { StepReport } from './step-report.ts'
import { formatDuration, plural, quote } from './text.ts'

/** The warning annotations at the end of a step, at most one of each kind. */
export function finalWarnings(report: StepReport): readonly string[] {
  const jobs = report.outcome.jobs.map(({ job }) => job)
  const warnings = [inferredWarning(jobs), unknownWarning(jobs), timeoutWarning(report)]
  return warnings.filter(warning => warning !== '')
}

function inferredWarning(jobs: readonly JobState[]): string {
  const inferred = jobs.filter(({ ending }) => ending?.type === 'inferred')
  if (inferred.length === 0) return ''
  const why = `The API does not report how such a job ended (${links.installList})`
  // The names are last because a long list of them is truncated.
  return `Assumed complete because missing from the install list. ${why}. Check in Clanforge: ${namesOf(inferred)}`
}

function unknownWarning(jobs: readonly JobState[]): string {
  const unknown = jobs.filter(({ ending }) => ending?.type === 'complete' && ending.isStateUnknown)
  if (unknown.length === 0) return ''
  const names = unknown.map(job => `${shortNameOf(job)} in ${quote(stateLabel(job))}`).join(', ')
  return `Complete because of jobprogress, in a state that Clanforge does not document (${links.jobStates}): ${names}`
}

function namesOf(jobs: readonly JobState[]): string {
  return jobs.map(shortNameOf).join(', ')
}

function timeoutWarning({ outcome, options, problems }: StepReport): string {
  if (outcome.result !== 'timed-out' || options?.onTimeout !== 'pass') return ''
  // The step fails nevertheless when its outputs could not be written; the error annotation has the timeout too.
  if (problems.length > 0) return ''
  const unfinished = outcome.jobs
    .filter(({ job }) => job.ending === undefined)
    .map(({ job }) => shortNameOf(job))
  const passed = `The timeout of ${formatDuration(options.timeout)} passed`
  return `${passed} before ${plural(unfinished.length, 'job')} finished: ${listNames(unfinished)}. The step succeeds because of on-timeout: pass. ${unfinished.length === 1 ? 'The job was' : 'The jobs were'} left alone in Clanforge.`
}
