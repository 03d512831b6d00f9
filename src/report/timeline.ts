import type { JobView, Moment } from '../wait/job.ts'
import { shortNameOf } from './standing.ts'

/** A timeline of more jobs is not read by anyone. */
const JOBS = 20
/** Bars of one job; one that flaps would fill the picture. */
const BARS = 40

/** Where a moment lies on the server's clock: ms since 1970, from monotonic ms. */
export type ToServerTime = (job: JobView, at: number) => number

interface Bar {
  readonly label: string
  readonly from: number
  readonly to: number
}

/**
 * The jobs' lives as a Mermaid gantt; undefined when there is nothing to draw. No text of the API gets into it.
 *
 * @param now monotonic ms: where the bars of jobs that are not over end
 */
export function timelineOf(
  jobs: readonly JobView[],
  now: number,
  toServerTime: ToServerTime,
): string | undefined {
  const drawn = jobs.filter(job => job.moments.length > 0).slice(0, JOBS)
  if (drawn.length === 0) return undefined
  const sections = drawn.flatMap(job => [`  section ${shortNameOf(job)}`, ...linesOf(job, now, toServerTime)])
  return ['gantt', '  dateFormat x', '  axisFormat %H:%M:%S', ...sections].join('\n')
}

function linesOf(job: JobView, now: number, toServerTime: ToServerTime): readonly string[] {
  const { ending, endedAt } = job
  const lines = barsOf(job, now, toServerTime)
    .slice(0, BARS)
    .map(({ label, from, to }) => `  ${label} :${tagOf(label)}${stamp(from)}, ${stamp(Math.max(to, from))}`)
  if (ending === undefined || endedAt === undefined) return lines
  const tag = ending.result === 'complete' ? 'milestone' : 'crit, milestone'
  return [...lines, `  ${ending.result} :${tag}, ${stamp(toServerTime(job, endedAt))}, 0ms`]
}

/** One bar per state; what came before the wait began is known from the job's own stamps. */
function barsOf(job: JobView, now: number, toServerTime: ToServerTime): readonly Bar[] {
  const over = ['complete', 'failed', 'squashed']
  const moments = job.moments.filter(({ state }, index) => state !== 'counts' || index === 0)
  const froms = moments.map(moment => beginOf(job, moment, toServerTime))
  const bars = moments.map(({ state }, index) => ({
    label: state === 'counts' ? 'rollout' : state,
    from: froms[index] ?? 0,
    to: froms[index + 1] ?? toServerTime(job, job.endedAt ?? now),
  }))
  return [...before(job, bars[0]), ...bars.slice(1)].filter(({ label }) => !over.includes(label))
}

/** A job runs since its own stamp says so, which is before an answer could show it. */
function beginOf(job: JobView, { at, state, reading }: Moment, toServerTime: ToServerTime): number {
  const seen = toServerTime(job, at)
  return state === 'running' && reading?.type === 'job' ? past(reading.start, seen) : seen
}

function before(job: JobView, first: Bar | undefined): readonly Bar[] {
  if (first === undefined) return []
  const reading = job.moments[0]?.reading
  const { created, start } = reading?.type === 'job' ? reading : {}
  const born = past(created, first.from)
  if (first.label === 'created' || first.label === 'pending' || first.label === 'queued')
    return [{ ...first, from: born }]
  const begun = Math.max(born, past(start, first.from))
  const isOver = first.label !== 'running'
  const bars = [
    { label: 'queued', from: born, to: begun },
    { ...first, label: isOver ? 'running' : first.label, from: begun, to: isOver ? first.from : first.to },
  ]
  return bars.filter(({ from, to }) => to > from)
}

/** A stamp of the job in ms, if it is one and lies within a day before `limit`; else `limit`. */
function past(seconds: number | undefined, limit: number): number {
  const ms = (seconds ?? NaN) * 1000
  return ms <= limit && ms > limit - 86_400_000 ? ms : limit
}

function tagOf(label: string): string {
  return label === 'running' || label === 'rollout' ? 'active, ' : label === 'run-again' ? 'crit, ' : ''
}

function stamp(ms: number): string {
  return String(Math.round(ms))
}
