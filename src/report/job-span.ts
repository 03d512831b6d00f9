import type { JobStatus } from '../clanforge/status.ts'
import type { JobState } from '../wait/job-state.ts'
import { hasNotStarted } from '../clanforge/states.ts'
import type { ToServerTime } from './server-time.ts'

/** The Date header has whole seconds, so a timestamp of the job may be this far ahead of it. */
const DATE_ROUNDING_MS = 1_000

/** A start that is further ahead of the server's time is garbage, such as one in milliseconds. */
const MAX_CLOCK_DIFFERENCE_MS = 86_400_000

/** When a job ran, on the server's clock in ms since 1970, as far as that is known. */
export interface Span {
  readonly start: number | undefined
  /** Undefined while the job is unfinished, and when its end is not known. */
  readonly finish: number | undefined
  /** `about`: it started or finished between two responses; `partial`: it had already started at the first response. */
  readonly precision: 'exact' | 'about' | 'partial'
}

/** When a job ran: by its own timestamps, re-runs included; a rollout has none, so its counters decide. */
export function spanOf(job: JobState, toServerTime: ToServerTime): Span {
  const status = job.lastResponse?.status
  if (status?.type === 'rollout') return rolloutSpan(job, toServerTime)
  const finish = finishOf(job, status, toServerTime)
  return {
    start: firstStart(job, status, toServerTime),
    finish: finish?.at,
    precision: finish === undefined || finish.isExact ? 'exact' : 'about',
  }
}

/** A timestamp of a job in ms, if it is one and not after `limit`; else undefined. */
export function timestampBefore(seconds: number | undefined, limit: number): number | undefined {
  const ms = (seconds ?? NaN) * 1000
  return ms > 0 && ms <= limit + DATE_ROUNDING_MS ? Math.min(ms, limit) : undefined
}

function firstStart(
  job: JobState,
  status: JobStatus | undefined,
  toServerTime: ToServerTime,
): number | undefined {
  const latest = toServerTime(job, job.lastResponse?.receivedAt ?? 0) + MAX_CLOCK_DIFFERENCE_MS
  const runs = [
    ...job.history.flatMap(entry => (entry.type === 'rerun' ? [entry.failure.status] : [])),
    status,
  ]
  const [start] = runs.flatMap(run => {
    const seconds = run?.type === 'job' && !hasNotStarted(run.state) ? (run.start ?? 0) : 0
    return seconds > 0 && seconds * 1000 <= latest ? [seconds * 1000] : []
  })
  return start
}

/** When a job finished: exact by its own timestamp, otherwise by when a response showed it. */
function finishOf(
  job: JobState,
  status: JobStatus | undefined,
  toServerTime: ToServerTime,
): { readonly at: number; readonly isExact: boolean } | undefined {
  const { ending, endedAt, lastResponse, listing } = job
  if (ending === undefined || endedAt === undefined) return undefined
  switch (ending.type) {
    case 'complete':
    case 'failed':
    case 'failed-by-count':
    case 'retry-refused':
    case 'squashed': {
      const seen = toServerTime(job, lastResponse?.receivedAt ?? endedAt)
      const updated = timestampBefore(status?.updated, seen)
      return updated === undefined ? { at: seen, isExact: false } : { at: updated, isExact: true }
    }
    case 'inferred':
      return { at: toServerTime(job, listing.reliablyMissing.since ?? endedAt), isExact: false }
    case 'machines-failed':
    case 'stalled':
    case 'fault':
    case 'outage':
    case 'never-listed':
    case 'denied-and-missing':
    case 'list-unreliable':
      return undefined
  }
}

/** From the first response with pending machines to the first of those that reported none any more. */
function rolloutSpan(job: JobState, toServerTime: ToServerTime): Span {
  const { history, rollout, ending, endedAt } = job
  const pendingAt = history.findIndex(
    entry => entry.type === 'status' && entry.status.type === 'rollout' && entry.status.pending > 0,
  )
  const start = history[pendingAt]?.at
  const first = rollout?.first
  const isPartial = pendingAt === 0 && first !== undefined && first.completed + first.failed > 0
  const done = start === undefined ? undefined : rollout?.zeroPending?.since
  const finish = ending?.type === 'complete' ? (done ?? endedAt) : undefined
  return {
    start: start === undefined ? undefined : toServerTime(job, start),
    finish: finish === undefined ? undefined : toServerTime(job, finish),
    precision: isPartial ? 'partial' : 'about',
  }
}
