import type { JobView } from '../wait/job.ts'
import { type Bar, type ToServerTime, barsOf, endOf } from './lives.ts'
import { shortNameOf } from './standing.ts'
import { resultSigns } from './words.ts'

/** A timeline of more jobs is not read by anyone. */
const JOBS = 20
/** So few jobs have a line for each bar; of more of them each has one line. */
const ROOMY = 3
/** About how wide GitHub draws the bars, and a letter in them. Pixels */
const CHART = 720
const LETTER = 7
/** Mermaid reads and writes dates in the reader's own time zone: dates that are written as UTC come out as UTC. */
const STAMP = 'YYYY-MM-DD HH:mm:ss.SSS'

interface Life {
  readonly name: string
  readonly bars: readonly Bar[]
  /** The mark at its end, without a name for it where there is none. */
  readonly mark: string
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
  const lives = drawn.map(job => ({
    name: shortNameOf(job),
    bars: barsOf(job, now, toServerTime),
    mark: markOf(job, toServerTime),
  }))
  const isCompact = lives.length > ROOMY
  const fits = isCompact ? fitting(lives) : () => true
  const sections = lives.flatMap(life => [
    `  section ${life.name}`,
    ...life.bars.map(bar => lineOf(bar, fits(bar))),
    ...(life.mark === '' ? [] : [`  ${life.mark}`]),
  ])
  const settings = [`dateFormat ${STAMP}`, 'axisFormat %H:%M:%S', 'todayMarker off'].map(line => `  ${line}`)
  return [layoutOf(lives, isCompact), 'gantt', ...settings, ...sections].join('\n')
}

/** Mermaid's default leaves less room for names than ids of seven digits need. */
function layoutOf(lives: readonly Life[], isCompact: boolean): string {
  const longest = Math.max(...lives.map(({ name }) => name.length))
  const gantt = {
    leftPadding: Math.max(75, 20 + longest * LETTER),
    ...(isCompact && { displayMode: 'compact' }),
  }
  return `%%{init: ${JSON.stringify({ gantt })}}%%`
}

/** Whether a bar has room for its name: where bars share a line, a name beside its bar would lie on the next one. */
function fitting(lives: readonly Life[]): (bar: Bar) => boolean {
  const bars = lives.flatMap(life => life.bars)
  const whole = Math.max(...bars.map(({ to }) => to)) - Math.min(...bars.map(({ from }) => from))
  return ({ label, from, to }) => ((to - from) / whole) * CHART >= label.length * LETTER
}

function lineOf({ state, label, from, to }: Bar, hasRoom: boolean): string {
  const name = hasRoom ? label : '·'
  if (state === 'run-again' && from === to) return `  ${name} :crit, milestone, ${stamp(from)}, 0ms`
  const tag = state === 'running' || state === 'counts' ? 'active, ' : state === 'run-again' ? 'crit, ' : ''
  return `  ${name} :${tag}${stamp(from)}, ${stamp(to)}`
}

function markOf(job: JobView, toServerTime: ToServerTime): string {
  const at = endOf(job, toServerTime)
  if (job.ending === undefined || at === undefined) return ''
  const { result } = job.ending
  const tag = result === 'complete' ? 'milestone' : 'crit, milestone'
  return `${resultSigns[result]} ${result} :${tag}, ${stamp(at)}, 0ms`
}

function stamp(ms: number): string {
  const date = new Date(ms)
  return Number.isNaN(date.getTime()) ? '' : date.toISOString().replace('T', ' ').replace('Z', '')
}
