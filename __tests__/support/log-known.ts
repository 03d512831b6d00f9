import { stringifyJson } from '../../src/clanforge/json.ts'
import type { StepReport } from '../../src/report/step-report.ts'
import type { InstallsBlocker, Ending, JobState, Notice } from '../../src/wait/job-state.ts'
import { percentDone } from '../../src/wait/rollout-verdict.ts'

/** What was known when something was written: the notices until then, and the report of the whole step. */
export interface Known {
  readonly at: number
  readonly notices: readonly Notice[]
  readonly first: readonly JobState[]
  readonly report: StepReport
}

export function nameOf({ target }: JobState): string {
  return `${target.kind} ${target.id}`
}

/** Every job as it was at its last notice. */
export function jobs(known: Known): readonly JobState[] {
  return known.first.map(job => jobOf(known, nameOf(job)) ?? job)
}

export function jobOf({ notices, first }: Known, name: string | undefined): JobState | undefined {
  const of = (notice: Notice) => 'job' in notice && nameOf(notice.job) === name
  const last = notices.findLast(of)
  return last !== undefined && 'job' in last ? last.job : first.find(job => nameOf(job) === name)
}

export function unfinished(known: Known): readonly JobState[] {
  return jobs(known).filter(({ ending }) => ending === undefined)
}

export function polled(known: Known): readonly JobState[] {
  return unfinished(known).filter(({ phase }) => phase !== 'blocked')
}

export function countOf(known: Known, type: Ending['type']): number {
  return jobs(known).filter(({ ending }) => ending?.type === type).length
}

export function responses(
  { notices }: Known,
  name: string | undefined,
): readonly Extract<Notice, { type: 'response' }>[] {
  return notices.filter(notice => notice.type === 'response').filter(({ job }) => nameOf(job) === name)
}

export function failures({ notices }: Known): readonly Extract<Notice, { type: 'request-failed' }>[] {
  return notices.filter(notice => notice.type === 'request-failed')
}

/** Whether a request has just failed that will be repeated. */
export function isRetried(known: Known): boolean {
  return known.notices.at(-1)?.type === 'request-failed' && failures(known).at(-1)?.lostCall === undefined
}

/** Whether the request that the last failure announces comes only after `timeout`. */
export function isRetriedAfterTimeout(known: Known): boolean {
  const { now, elapsed, options } = known.report
  const failure = failures(known).at(-1)
  if (failure === undefined || options === undefined) return false
  // A request closer to the timeout than this is moved there.
  const latest = now - elapsed + options.timeout - options.minPollInterval
  return failure.at + failure.retryIn > latest
}

export function notListed({ notices }: Known, name: string | undefined): number {
  return notices.filter(notice => notice.type === 'not-listed' && nameOf(notice.job) === name).length
}

export function hasEnded(known: Known, name: string | undefined): boolean {
  return jobOf(known, name)?.ending !== undefined
}

export function percentOf(job: JobState | undefined): number | undefined {
  const status = job?.lastResponse?.status
  if (status === undefined) return undefined
  const percent = status.type === 'rollout' ? percentDone(status) : status.progress
  return percent === undefined ? undefined : Math.floor(percent)
}

export function stateOf(job: JobState | undefined): string {
  return job?.lastResponse?.status.type === 'job' ? job.lastResponse.status.state : ''
}

export function failedBefore(job: JobState | undefined): number | undefined {
  return job?.ending?.type === 'complete' ? job.ending.failedBefore : undefined
}

export function firstFailed(known: Known, name: string | undefined): number | undefined {
  const status = responses(known, name)[0]?.job.lastResponse?.status
  return status?.type === 'rollout' ? status.failed : undefined
}

export function isCounted(known: Known, count: number, limit: number): boolean {
  const { inARow } = failures(known).at(-1) ?? {}
  return inARow?.count === count && inARow.limit === limit
}

export function wasRerun({ notices }: Known, name: string | undefined, percent: number): boolean {
  const notice = notices.at(-1)
  if (notice?.type !== 'rerun' || nameOf(notice.job) !== name) return false
  const { status } = notice.failure
  return status.type === 'job' && Math.floor(status.progress ?? NaN) === percent
}

export function isBeingRerun(known: Known, name: string | undefined): boolean {
  const job = jobOf(known, name)
  return job?.ending === undefined && (job?.phase === 'retry' || job?.retries.rerun !== undefined)
}

/** Everything that a response says, as text. */
function contentOf({ lastResponse }: JobState): string {
  return lastResponse === undefined
    ? ''
    : JSON.stringify(lastResponse.status) + stringifyJson(lastResponse.fields)
}

/** Whether the responses of so long before the last one all say the same. */
export function isUnchanged(known: Known, name: string | undefined, duration: string | undefined): boolean {
  const all = responses(known, name)
  const last = all.at(-1)
  const from = (last?.at ?? NaN) - toMs(duration)
  const index = all.findLastIndex(({ at }) => at <= from + 1_000)
  const contents = new Set(all.slice(index).map(({ job }) => contentOf(job)))
  return index >= 0 && contents.size === 1
}

/** Until the ETA, on the server's clock, ms. */
export function msLeft(known: Known, name: string | undefined): number | undefined {
  const { lastResponse } = jobOf(known, name) ?? {}
  if (
    lastResponse?.date === undefined ||
    lastResponse.status.type !== 'job' ||
    lastResponse.status.eta === undefined
  )
    return undefined
  return (lastResponse.status.eta - lastResponse.date) * 1000 - (known.at - lastResponse.receivedAt)
}

export function isLeft(known: Known, name: string | undefined, ms: number): boolean {
  const left = msLeft(known, name) ?? NaN
  // Two units are written: of days, no minutes.
  const tolerance = left < 60_000 ? 5_000 : left < 300_000 ? 15_000 : left < 86_400_000 ? 61_000 : 3_661_000
  return Math.abs(left - ms) <= tolerance + 100
}

export function toMs(duration: string | undefined): number {
  const units: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 }
  const parts = [...(duration ?? '').matchAll(/([\d.]+)(ms|s|m|h|d)/g)]
  return parts.reduce((sum, [, count, unit]) => sum + Number(count) * (units[unit ?? ''] ?? NaN), 0)
}

/** Whether the install list kept a rollout from being complete for this reason. */
export function wasBlockedBy({ notices }: Known, reason: InstallsBlocker['type']): boolean {
  return notices.some(notice => notice.type === 'awaiting-installs' && notice.blocker.type === reason)
}
