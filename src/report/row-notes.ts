import type { Ending, JobState } from '../wait/job-state.ts'
import { errorText, failedMachines, jobfailedOf, unseenText } from './job-text.ts'
import { describeFault, describeRefusal, quote } from './messages-faults.ts'
import { formatDuration, truncate, withDetail } from './text.ts'

/** The longest text of the API in a row, characters. */
const NOTE = 200

/** The text after the columns of a row: how the job ended, or what its state and progress do not show. */
export function noteOf(job: JobState): string {
  const { ending } = job
  return truncate(ending === undefined ? unfinishedNote(job) : endingNote(job, ending), NOTE)
}

/** Whether the job has failed and is being re-run: until the new run starts, its responses still show the failure. */
export function isAwaitingRerun({ last, ending }: JobState): boolean {
  return ending === undefined && last?.status.type === 'job' && last.status.state === 'failed'
}

/** Why there is no news of an unfinished job; empty when there is some. `at` is monotonic ms. */
export function quietNote(job: JobState, at: number): string {
  const { last, fault, ending, phase } = job
  if (ending !== undefined || phase === 'blocked') return ''
  if (fault !== undefined) {
    const since = last === undefined ? 'yet' : `for ${formatDuration(at - last.receivedAt)}`
    return `no valid response ${since}: ${truncate(describeFault(fault), NOTE)}`
  }
  const unchanged = unchangedFor(job)
  return unchanged < 1000 ? '' : `no change for ${formatDuration(unchanged)}`
}

/**
 * How long the responses have reported the same, ms: up to the last response, which may itself be old. 0 for a job that
 * is missing from the install list, because that is a change.
 */
function unchangedFor({ last, lastNewsAt, listing }: JobState): number {
  const isMissing = listing.missingSince !== undefined
  return last === undefined || lastNewsAt === undefined || isMissing ? 0 : last.receivedAt - lastNewsAt
}

/** The same for many jobs, to follow their tally. What has ended is a change too. */
export function quietTally(jobs: readonly JobState[], at: number): string {
  const polled = jobs.filter(({ ending, phase }) => ending === undefined && phase !== 'blocked')
  const failing = polled.filter(({ fault }) => fault !== undefined).length
  if (failing > 0) return `; no valid response about ${failing} of them`
  const unchanged = Math.min(
    ...polled.map(unchangedFor),
    ...jobs.map(({ endedAt }) => at - (endedAt ?? -Infinity)),
  )
  return Number.isFinite(unchanged) && unchanged >= 1000 ? `; no change for ${formatDuration(unchanged)}` : ''
}

function unfinishedNote(job: JobState): string {
  const { last, confirmation, rollout } = job
  if (last === undefined) return ''
  if (isAwaitingRerun(job)) return 'waiting for the re-run to start'
  const { denial } = last.status
  if (denial !== undefined)
    return withDetail('response denied (success: false or error: true)', quote(denial.message))
  if (job.isAwaitingInstalls) return 'installs of its versions are still listed'
  if (confirmation.unconfirmedSince !== undefined || rollout?.zeroPending !== undefined)
    return 'to be confirmed'
  const error = last.status.type === 'job' && last.status.hasError ? quote(errorText(last.fields)) : ''
  return error === '' ? '' : `joberror: ${error}`
}

function endingNote(job: JobState, ending: Ending): string {
  const error = job.last === undefined ? '' : quote(errorText(job.last.fields))
  switch (ending.type) {
    case 'complete':
      return completeNote(job, ending)
    case 'inferred':
      return `⚠️ ${ending.wasListed ? 'no longer' : 'never'} in the install list; assumed complete`
    case 'failed':
      return error
    case 'failed-by-count':
      return withDetail(`failed: jobfailed is ${jobfailedOf(job)}`, error)
    case 'machines-failed':
      return 'failed: more failed machines than allowed-failed-machines'
    case 'retry-refused':
      return [error, `re-run refused: ${describeRefusal(ending.error)}`]
        .filter(text => text !== '')
        .join('; ')
    case 'squashed':
      return ''
    case 'stalled':
      return 'stalled'
    case 'fault':
    case 'outage':
      return `could not be tracked: ${describeFault(ending.error)}`
    case 'never-listed':
      return `could not be tracked: ${unseenText(job)}`
    case 'denied-and-missing':
      return 'could not be tracked: no longer in the install list after a denied response'
  }
}

/** Empty where the state Complete is all there is to know. */
function completeNote(job: JobState, ending: Extract<Ending, { type: 'complete' }>): string {
  const status = job.last?.status
  if (failedMachines(job) !== '') return `⚠️ complete, ${failedMachines(job)}`
  const before = ending.failedBefore > 0 ? ` (jobfailed is ${ending.failedBefore}: it had failed before)` : ''
  const complete = ending.isStateUnknown ? 'complete in an unknown state' : 'complete'
  const isPlain = status?.type === 'job' && status.state === 'complete' && before === ''
  return isPlain ? '' : `${complete}${before}`
}
