// A local stand-in for the file of the same name that is written elsewhere.
import { isSuccess } from '../wait/outcome.ts'
import type { Result } from '../wait/outcome.ts'
import { nameOf } from './job-text.ts'
import type { StepReport } from './step-report.ts'
import { formatDuration, plural } from './text.ts'

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

export interface Explanation {
  readonly cause: string
  readonly advice: string
  readonly rerun: string
}

export function headline({ outcome, requests, elapsed }: StepReport): string {
  const { deciding, jobs, result } = outcome
  const cost = `after ${formatDuration(elapsed)} and ${plural(requests, 'request')}`
  if (deciding === undefined) return 'The step could not start'
  const bad = jobs.filter(job => job.result === result).length
  if (jobs.length > 1)
    return result === 'complete'
      ? `All ${String(jobs.length)} jobs are complete, ${cost}`
      : `${String(bad)} of ${String(jobs.length)} jobs ${result}, ${cost}`
  return `${nameOf(deciding).replace(/^./, letter => letter.toUpperCase())} is ${result}, ${cost}`
}

export function explain({ outcome, options }: StepReport): Explanation {
  if (options === undefined || isSuccess(outcome.result, options)) return { cause: '', advice: '', rerun: '' }
  return {
    cause: 'Clanforge reports the state Failed: No space left on device: /srv/images.',
    advice: 'Check the job in Clanforge.',
    rerun: 'Re-running this step is safe (read-only).',
  }
}
