import type { Ending, JobState } from '../wait/job-state.ts'
import type { WaitOptions } from '../wait/options.ts'
import { resultOf } from '../wait/outcome.ts'
import { describeEnding, markCaveat } from './ending-text.ts'
import { joberrorOf } from './job-text.ts'
import { describeBlocker, describeDenial, describeFault } from './messages-faults.ts'
import { formatDuration, truncate, withDetail } from './text.ts'

/** The longest note in a row, characters. */
const MAX_NOTE_LENGTH = 200

/** The text after the columns of a row: how the job ended, or what its state and progress do not show. */
export function noteOf(job: JobState, options: WaitOptions): string {
  const { ending } = job
  return truncate(
    ending === undefined ? unfinishedNote(job) : endingNote(job, ending, options),
    MAX_NOTE_LENGTH,
  )
}

/** Whether the job has failed and is being re-run: until the new run starts, its responses still show the failure. */
export function isAwaitingRerun({ lastResponse, ending }: JobState): boolean {
  return ending === undefined && lastResponse?.status.type === 'job' && lastResponse.status.state === 'failed'
}

/** States that an unfinished job has not changed, or has no valid responses; empty otherwise. `at` is monotonic ms. */
export function quietNote(job: JobState, at: number): string {
  const { lastResponse, lastFault, ending, phase } = job
  if (ending !== undefined || phase === 'blocked') return ''
  if (lastFault !== undefined) {
    const since = lastResponse === undefined ? 'yet' : `for ${formatDuration(at - lastResponse.receivedAt)}`
    return `no valid response ${since}: ${truncate(describeFault(lastFault), MAX_NOTE_LENGTH)}`
  }
  const unchanged = unchangedFor(job)
  return unchanged < 1000 ? '' : `no change for ${formatDuration(unchanged)}`
}

/**
 * How long the responses have reported the same, ms: up to the last response, which may itself be old. 0 for a job that
 * is missing from the install list, because that is a change.
 */
function unchangedFor({ lastResponse, lastFieldChangeAt, listing }: JobState): number {
  const isMissing = listing.missing.since !== undefined
  return lastResponse === undefined || lastFieldChangeAt === undefined || isMissing
    ? 0
    : lastResponse.receivedAt - lastFieldChangeAt
}

/** The same for many jobs, to follow their tally. An ending is a change too. */
export function quietTally(jobs: readonly JobState[], at: number): string {
  const polled = jobs.filter(({ ending, phase }) => ending === undefined && phase !== 'blocked')
  const failing = polled.filter(({ lastFault }) => lastFault !== undefined).length
  if (failing > 0) return `; no valid response for ${failing} of them`
  const unchanged = Math.min(
    ...polled.map(unchangedFor),
    ...jobs.map(({ endedAt }) => at - (endedAt ?? -Infinity)),
  )
  return Number.isFinite(unchanged) && unchanged >= 1000 ? `; no change for ${formatDuration(unchanged)}` : ''
}

function unfinishedNote(job: JobState): string {
  const { lastResponse, confirmation, rollout } = job
  if (lastResponse === undefined) return ''
  if (isAwaitingRerun(job)) return 'waiting for the re-run to start'
  const { denial } = lastResponse.status
  if (denial !== undefined) return describeDenial('response denied', denial)
  if (job.installsBlocker !== undefined) return describeBlocker(job.installsBlocker)
  if (job.phase === 'installs') return 'waiting for the install list'
  if (confirmation.unconfirmedSince !== undefined || rollout?.zeroPending !== undefined)
    return 'to be confirmed'
  const error = lastResponse.status.type === 'job' && lastResponse.status.hasError ? joberrorOf(job) : ''
  return error === '' ? '' : `joberror: ${error}`
}

function endingNote(job: JobState, ending: Ending, options: WaitOptions): string {
  const { verdict, reason } = describeEnding(job, ending, options)
  // The columns of the row show the state and the progress.
  if (ending.type === 'stalled') return verdict
  const status = job.lastResponse?.status
  const isVerdictShown = status?.type === 'job' && status.state === resultOf(ending)
  return markCaveat(job, isVerdictShown ? reason : withDetail(verdict, reason))
}
