import type { ApiError } from '../errors.ts'
import { kindOf } from '../clanforge/kinds.ts'
import type { Ending, JobView } from '../wait/job.ts'
import type { Outcome, Result } from '../wait/outcome.ts'
import { machines } from '../wait/rollout.ts'
import type { Rules } from '../wait/rules.ts'
import { QUOTE, UNLOCK, adviceFor, describe, isLock } from './fault-words.ts'
import { errorOf, formatPercent, nameOf, percentOf, stateOf } from './standing.ts'
import { cut, formatDuration, plural } from './text.ts'

/** Each result in words that follow a job's name. */
export const resultWords: Readonly<Record<Result | 'pending', string>> = {
  complete: 'is complete',
  squashed: 'was squashed',
  failed: 'failed',
  'timed-out': 'was not over in time',
  stalled: 'stands still',
  cancelled: 'was not over when the step was cancelled',
  error: 'could not be followed to its end',
  pending: 'was not over when the wait ended',
}

/** Each result as a sign that is seen before a word is read. */
export const resultSigns: Readonly<Record<Result | 'pending', string>> = {
  complete: '✅',
  squashed: '⚠️',
  failed: '❌',
  'timed-out': '⏰',
  stalled: '🧊',
  cancelled: '🚫',
  error: '❌',
  pending: '⏳',
}

/** Why a job ended, and what to do about it; both empty when there is nothing to say. */
export interface Explanation {
  readonly cause: string
  readonly advice: string
}

/** Why the step ended as it did, for a person at three in the morning. */
export function explain(outcome: Outcome, rules: Rules): Explanation {
  const { deciding, result } = outcome
  if (deciding?.ending?.result === result) return explainEnding(deciding, deciding.ending, rules)
  if (result === 'timed-out') return explainTimeout(deciding, rules)
  if (result === 'cancelled')
    return { cause: 'the runner ended the wait', advice: 'Run the step again to go on waiting.' }
  return { cause: '', advice: '' }
}

/** The last that is known of a job: its state, its progress, and how old that is. `now` in monotonic ms */
export function lastSeen(job: JobView, now: number): string {
  if (job.heardAt === undefined)
    return job.held ? 'It was not asked about yet.' : 'There was no usable answer about it.'
  const percent = formatPercent(percentOf(job))
  const state = percent === '' ? stateOf(job) : `${stateOf(job)}, ${percent}`
  const age = now - job.heardAt
  return `Last seen: ${state}, ${age < 1000 ? 'just now' : `${formatDuration(age)} ago`}.`
}

/** What a step that gives up has done to a job that is not over: nothing. Empty for one that is. */
export function leftAlone({ deciding, result }: Outcome): string {
  if (deciding === undefined || ['complete', 'failed', 'squashed'].includes(result)) return ''
  return 'The job itself was left alone: giving up changes nothing in Clanforge.'
}

/** Whether running the step again changes anything in Clanforge. */
export function rerunAdvice(jobs: readonly JobView[], rules: Rules): string {
  const queues = rules.installMode !== 'watch' && jobs.some(({ target }) => kindOf(target).queues === true)
  if (queues) return 'Running this step again queues the install again.'
  const retries = rules.retries > 0 && jobs.some(({ target }) => kindOf(target).retry !== undefined)
  return retries
    ? 'Running this step again is safe, but may run a failed job again (job-retries).'
    : 'Running this step again is safe: it only asks.'
}

function explainTimeout(job: JobView | undefined, rules: Rules): Explanation {
  const passed = `timeout (${formatDuration(rules.timeout)}) passed`
  if (job?.fault !== undefined) {
    return {
      cause: `${passed}, and the last request failed: ${describe(job.fault)}`,
      advice: adviceFor(job.fault),
    }
  }
  const denied = job?.reading?.denied === true
  return denied
    ? {
        cause: `${passed}; Clanforge says success: false or error: true, so nothing else was believed`,
        advice: 'Look at the job in Clanforge.',
      }
    : { cause: passed, advice: 'Raise timeout if it needs longer.' }
}

/** Why a log has nothing new to say of a job. */
export function quietOf({ fault }: JobView): string {
  return fault === undefined ? 'no change for a minute' : `no usable answer: ${describe(fault)}`
}

function explainEnding(job: JobView, ending: Ending, rules: Rules): Explanation {
  switch (ending.result) {
    case 'complete':
      return { cause: '', advice: '' }
    case 'squashed':
      return {
        cause: 'another job took its place (state Squashed)',
        advice: 'Wait for that one, or set on-squashed: pass if this is fine.',
      }
    case 'stalled':
      return {
        cause: `nothing has moved for ${formatDuration(rules.stallTimeout ?? 0)} (stall-timeout)`,
        advice: 'Look in Clanforge whether it hangs.',
      }
    case 'failed':
      return explainFailure(job, ending, rules)
    case 'error':
      return ending.why === 'nowhere' ? NOWHERE : explainFault(ending.error, ending.why, rules)
  }
}

const NOWHERE: Explanation = {
  cause: 'the list of installs has not had this job for 60s, and no queue call was answered',
  advice:
    'Check jobid, mirroring and accountserviceid. A job that was over before the step began is not listed either.',
}

function explainFailure(job: JobView, ending: Ending & { result: 'failed' }, rules: Rules): Explanation {
  const { reading } = job
  const said = errorOf(job)
  const error = said === '' ? '' : `: ${cut(said, QUOTE)}`
  if (ending.by === 'machines' && reading?.type === 'rollout') {
    const { allowance } = rules
    const allowed = 'machines' in allowance ? String(allowance.machines) : `${String(allowance.percent)}%`
    return {
      cause: `${plural(reading.failed, 'machine')} of ${String(machines(reading))} failed (allowed-failed-machines: ${allowed})`,
      advice: 'Look at these machines in Clanforge.',
    }
  }
  if (ending.by === 'count' && reading?.type === 'job') {
    const count = String(reading.failures)
    const hint = `if this job was run again after a failure, set max-jobfailed to ${count}`
    return {
      cause: `jobfailed is ${count} while ${stateOf(job)}; ${hint}${error}`,
      advice: 'Look at the job in Clanforge.',
    }
  }
  const { retryFault } = ending
  const refused = retryFault === undefined ? '' : `; running it again was refused (${describe(retryFault)})`
  const cause = `Clanforge says Failed${error}${refused}`
  if (isLock(said) || isLock(retryFault?.detail ?? '')) return { cause, advice: UNLOCK }
  const canRetry = kindOf(job.target).retry !== undefined && rules.retries === 0
  return {
    cause,
    advice: `Look at the job in Clanforge${canRetry ? '; job-retries lets this step run it again' : ''}.`,
  }
}

function explainFault(error: ApiError, why: 'fault' | 'outage', rules: Rules): Explanation {
  if (why === 'outage') {
    return {
      cause: `requests have failed for ${formatDuration(rules.outageTimeout)} (outage-timeout), lastly: ${describe(error)}`,
      advice: 'Check api-url, the proxy and the network; raise outage-timeout to sit out longer outages.',
    }
  }
  return { cause: describe(error), advice: adviceFor(error) }
}

/** The verdict of a step in a line. @param elapsed ms */
export function verdictLine(outcome: Outcome, requests: number, elapsed: number): string {
  const { deciding, result, jobs } = outcome
  // Whole seconds that have passed, as in the log's first column.
  const passed = elapsed < 1000 ? elapsed : Math.floor(elapsed / 1000) * 1000
  const cost = `after ${formatDuration(passed)} and ${plural(requests, 'request')}`
  if (result === 'complete' && jobs.length > 1) return `All ${String(jobs.length)} jobs are complete, ${cost}`
  if (deciding === undefined) return `The step could not begin, ${cost}`
  const name = nameOf(deciding)
  const named = name.slice(0, 1).toUpperCase() + name.slice(1)
  // With on-squashed: pass, the job that ended last need not be the squashed one.
  const squashed = result === 'squashed' && deciding.ending?.result !== 'squashed'
  return squashed
    ? `All jobs are over, at least one of them squashed, ${cost}`
    : `${named} ${resultWords[result]}, ${cost}`
}
