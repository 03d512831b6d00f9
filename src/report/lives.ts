import type { JobView, Moment } from '../wait/job.ts'

/** Bars of one job; one that flaps would fill the picture. */
const BARS = 40
/** A stamp from longer ago is not drawn, ms: it is garbage, or would make everything else too small to see. */
const DAY = 86_400_000
/** These are no bars: a job's end is a mark. */
const OVER: readonly string[] = ['complete', 'failed', 'squashed']
const LABELS: Readonly<Partial<Record<Moment['state'], string>>> = {
  counts: 'rollout',
  'run-again': 'run again',
  unknown: 'unknown state',
  absent: 'under way',
}

/** Where a moment lies on the server's clock: ms since 1970, from monotonic ms. */
export type ToServerTime = (job: JobView, at: number) => number

/** A time that a job spent in one state, ms since 1970. */
export interface Bar {
  readonly state: Moment['state']
  readonly label: string
  readonly from: number
  readonly to: number
}

/**
 * What a job has gone through, in order and without gaps: by its own stamps where it has some, else as it was seen.
 *
 * @param now monotonic ms: where the last bar of a job that is not over ends
 */
export function barsOf(job: JobView, now: number, toServerTime: ToServerTime): readonly Bar[] {
  const moments = job.moments.filter(({ state }, index) => state !== 'counts' || index === 0)
  const froms = moments.map(moment => beginOf(job, moment, toServerTime))
  const seen = moments.map(({ state }, index) => {
    const from = Math.max(...froms.slice(0, index + 1))
    const to = froms[index + 1] ?? toServerTime(job, job.endedAt ?? now)
    return { state, label: LABELS[state] ?? state, from, to: Math.max(from, to) }
  })
  const bars = [...before(job, seen[0]), ...seen.slice(1)]
  return bars.filter(({ state }) => !OVER.includes(state)).slice(0, BARS)
}

/** When a job was over, ms since 1970; undefined while it is not. */
export function endOf(job: JobView, toServerTime: ToServerTime): number | undefined {
  if (job.endedAt === undefined) return undefined
  const last = job.moments.at(-1)
  const isSaid = last !== undefined && OVER.includes(last.state)
  return isSaid ? beginOf(job, last, toServerTime) : toServerTime(job, job.endedAt)
}

/** A job runs, and is over, since its own stamp says so, which is before an answer could show it. */
function beginOf(job: JobView, { at, state, reading }: Moment, toServerTime: ToServerTime): number {
  const seen = toServerTime(job, at)
  if (reading?.type !== 'job') return seen
  if (state === 'running') return past(reading.start, seen)
  return OVER.includes(state) ? past(reading.updated, seen) : seen
}

/** The first bar, and what came before the wait began, as far as the job's own stamps tell. */
function before(job: JobView, first: Bar | undefined): readonly Bar[] {
  const reading = job.moments[0]?.reading
  if (first === undefined || reading?.type !== 'job') return first === undefined ? [] : [first]
  const born = past(reading.created, first.from)
  if (first.state !== 'running' && !OVER.includes(first.state)) return [{ ...first, from: born }]
  const begun = Math.max(born, past(reading.start, first.from))
  const end = first.state === 'running' ? first.to : first.from
  const bars: readonly Bar[] = [
    { state: 'queued', label: 'queued', from: born, to: begun },
    { state: 'running', label: 'running', from: begun, to: end },
  ]
  return bars.filter(({ from, to }) => to > from)
}

/** A stamp of the job in ms, if it is one and lies within a day before `limit`; else `limit`. */
function past(seconds: number | undefined, limit: number): number {
  const ms = (seconds ?? NaN) * 1000
  return ms <= limit && ms > limit - DAY ? ms : limit
}
