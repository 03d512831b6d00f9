import { kindOf } from '../clanforge/endpoints.ts'
import type { JobState } from '../wait/job-state.ts'
import type { WaitOptions } from '../wait/options.ts'
import { type Outcome, type Result, resultOf } from '../wait/outcome.ts'
import { isUnqueued, machinesText, nameOf, subjectOf } from './job-text.ts'
import { explainEnding } from './messages-endings.ts'
import { type Reason, explainUnfinished, lastSeen } from './messages-unfinished.ts'
import { type StepReport, isWaitSuccessful } from './step-report.ts'
import { formatDuration, formatSeconds, joinSentences, plural } from './text.ts'

/** The predicate of a sentence whose subject is a job. */
const resultPhrases: Readonly<Record<Result, string>> = {
  complete: 'is complete',
  squashed: 'was squashed',
  failed: 'failed',
  'timed-out': 'did not finish in time',
  stalled: 'stalled',
  cancelled: 'had not finished when the step was cancelled',
  error: 'could not be tracked',
}

/** The advice for a step that would succeed if its outputs could be written. */
const UNWRITTEN_ADVICE = 'Check that the runner can write the file of GITHUB_OUTPUT: its disk may be full.'

/** Why a step ended, what to do, and whether re-running it is safe. Full sentences or empty. */
export interface Explanation extends Reason {
  readonly rerun: string
}

/** How the step ended, without a full stop: `Image update 101 failed`, `1 of 7 jobs failed`. */
export function headline({ outcome, options }: StepReport): string {
  const { jobs, result } = outcome
  if (options === undefined) return 'The inputs of this step are not valid'
  if (isCrash(outcome)) return 'The step ended with an unexpected error'
  const [only, ...others] = jobs
  if (only !== undefined && others.length === 0)
    return `${subjectOf(only.job)} ${phraseOf(only.job, result, options)}`
  return result === 'complete' ? headlineOfComplete(outcome) : headlineOfMany(outcome)
}

/** The title of the step's error annotation. A step whose wait succeeded can only fail because of its outputs. */
export function titleOf(report: StepReport): string {
  return isWaitSuccessful(report) ? 'The outputs could not be written' : headline(report)
}

/** The last line of the log of a step that succeeded. */
export function verdictLine(report: StepReport): string {
  const { elapsed, requests } = report
  return `${headline(report)}, after ${formatSeconds(elapsed)} and ${plural(requests, 'request')}`
}

/** Why the step ended as it did. Every cause names its job; problems of the report are not repeated. */
export function explain(report: StepReport): Explanation {
  const { outcome, options } = report
  if (options === undefined) return { cause: '', advice: '', rerun: 'No request was sent.' }
  const jobs = outcome.jobs.map(({ job }) => job)
  const { cause, advice } = explainResult(report, options)
  const rerun = joinSentences(leftAlone(outcome), rerunAdvice(jobs, options))
  const isUnwritten = isWaitSuccessful(report) && report.problems.length > 0
  return { cause, advice: isUnwritten ? UNWRITTEN_ADVICE : advice, rerun }
}

/** Only an unexpected error ends a step as `error` without a job that ended as `error`. */
function isCrash({ result, deciding }: Outcome): boolean {
  return result === 'error' && (deciding?.ending === undefined || resultOf(deciding.ending) !== 'error')
}

function explainResult({ outcome, now }: StepReport, options: WaitOptions): Reason {
  const { deciding, result, jobs } = outcome
  if (deciding === undefined || isCrash(outcome)) return { cause: '', advice: '' }
  if (deciding.ending !== undefined) return explainEnding(deciding, deciding.ending, options, now)
  const isSingleJob = jobs.length === 1
  const first = `The first unfinished job is ${nameOf(deciding)}.`
  if (result !== 'timed-out') {
    const cancelled = isSingleJob ? `${subjectOf(deciding)} ${resultPhrases.cancelled}.` : first
    return { cause: joinSentences(cancelled, lastSeen(deciding, now)), advice: '' }
  }
  const timeout = formatDuration(options.timeout)
  const passed = isSingleJob
    ? `${subjectOf(deciding)} did not finish within ${timeout} (timeout).`
    : `The timeout of ${timeout} passed. ${first}`
  const { cause, advice } = explainUnfinished(deciding)
  return { cause: joinSentences(passed, lastSeen(deciding, now), cause), advice }
}

/** States that unfinished jobs were left alone in Clanforge; empty if there are none, and for a success. */
function leftAlone({ jobs, result }: Outcome): string {
  if (result === 'complete' || result === 'squashed') return ''
  const unfinished = jobs.filter(({ job }) => !hasFinished(job)).length
  if (unfinished === 0) return ''
  if (jobs.length === 1) return 'The job was left alone in Clanforge.'
  return `The unfinished ${unfinished === 1 ? 'job was' : 'jobs were'} left alone in Clanforge.`
}

/** Whether the job itself has ended in Clanforge, not only the wait for it. */
function hasFinished({ ending }: JobState): boolean {
  return ending !== undefined && !['stalled', 'error'].includes(resultOf(ending))
}

function rerunAdvice(jobs: readonly JobState[], { installMode, jobRetries }: WaitOptions): string {
  const installs = jobs.filter(({ target }) => kindOf(target).isInstall === true)
  if (installs.length > 0 && installMode !== 'watch') {
    const again = installs.some(isUnqueued) ? '' : ' again'
    return `Re-running this step queues the ${installs.length === 1 ? 'install' : 'installs'}${again}.`
  }
  const canRetry = jobRetries > 0 && jobs.some(({ target }) => kindOf(target).retry !== undefined)
  return canRetry
    ? 'Re-running this step is safe, but it may re-run a failed job (job-retries).'
    : 'Re-running this step is safe (read-only).'
}

function phraseOf(job: JobState, result: Result, options: WaitOptions): string {
  if (job.ending?.type === 'inferred') return 'is assumed complete'
  const machines = machinesText(job, options)
  return result === 'complete' && machines !== '' ? `is complete, ${machines}` : resultPhrases[result]
}

function headlineOfComplete({ jobs }: Outcome): string {
  const inferred = jobs.filter(({ job }) => job.ending?.type === 'inferred').length
  const assumed = inferred === 0 ? '' : ` (${inferred} assumed complete)`
  return `All ${jobs.length} jobs are complete${assumed}`
}

/** `1 of 7 jobs failed, 2 could not be tracked`: the result of the step first, then what else went wrong. */
function headlineOfMany({ jobs, result }: Outcome): string {
  const isUnfinished = result === 'timed-out' || result === 'cancelled'
  const count = (wanted: Result) =>
    jobs.filter(
      job => job.result === wanted || (isUnfinished && wanted === result && job.result === 'pending'),
    ).length
  const others = (['failed', 'squashed', 'stalled', 'error'] as const).filter(
    other => other !== result && count(other) > 0,
  )
  const more = others.map(other => `, ${count(other)} ${phraseFor(other, count(other))}`)
  return `${count(result)} of ${jobs.length} jobs ${phraseFor(result, count(result))}${more.join('')}`
}

function phraseFor(result: Result, count: number): string {
  return result === 'squashed' && count > 1 ? 'were squashed' : resultPhrases[result]
}
