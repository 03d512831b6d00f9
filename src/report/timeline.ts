import type { Bar, BarType } from './job-history.ts'

/** A timeline of more jobs is hard to read. */
export const MAX_TIMELINE_JOBS = 20
/** The most bars in all, and of one job: Mermaid draws nothing from more than 50,000 characters. */
const MAX_BARS = 400
const MAX_BARS_PER_JOB = 40
/** The minimum width of the chart on GitHub, and of a letter in it. */
const CHART_WIDTH_PX = 640
const LETTER_WIDTH_PX = 6.5
/** The longest axis. It is longer than the longest `timeout`; a longer one can only come from a wrong clock. */
const MAX_AXIS_MS = 60 * 86_400_000
const SECOND = 1_000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
/** The most ticks on the axis. */
const MAX_TICKS = 8
/** Intervals between ticks that are easy to read, in Mermaid's notation. */
const INTERVALS: readonly (readonly [ms: number, text: string])[] = [
  ...[1, 2, 5, 10, 15, 30].map(count => [count * SECOND, `${count}second`] as const),
  ...[1, 2, 5, 10, 15, 30].map(count => [count * MINUTE, `${count}minute`] as const),
  ...[1, 2, 3, 6, 12].map(count => [count * HOUR, `${count}hour`] as const),
  ...[1, 2].map(count => [count * DAY, `${count}day`] as const),
  [7 * DAY, '1week'],
  [14 * DAY, '2week'],
]
/** Without a time zone: Mermaid reads and writes dates in the reader's zone, so UTC comes out as UTC. */
const DATE_FORMAT = 'YYYY-MM-DD HH:mm:ss.SSS'
const TAGS: Readonly<Record<BarType, string>> = { waiting: '', running: 'active, ', failed: 'crit, ' }
/** Dark text on colors that stand out from a light page and from a dark one. */
const COLORS = {
  taskBkgColor: '#afb8c1',
  taskBorderColor: '#afb8c1',
  activeTaskBkgColor: '#54aeff',
  activeTaskBorderColor: '#54aeff',
  critBkgColor: '#ff8182',
  critBorderColor: '#ff8182',
  taskTextColor: '#1f2328',
  taskTextDarkColor: '#1f2328',
  // The bands behind the jobs have no meaning.
  sectionBkgColor: 'transparent',
  sectionBkgColor2: 'transparent',
  altSectionBkgColor: 'transparent',
}

/** A line of the timeline. Neither its name nor a label may contain text from the API. */
export interface TimelineRow {
  readonly name: string
  readonly bars: readonly Bar[]
}

/** The jobs as a Mermaid gantt chart, a line each; undefined when there is nothing to draw. */
export function formatTimeline(rows: readonly TimelineRow[]): string | undefined {
  const drawn = rows.filter(({ bars }) => bars.length > 0).slice(0, MAX_TIMELINE_JOBS)
  const bars = drawn.flatMap(row => row.bars)
  const from = Math.min(...bars.map(bar => bar.from))
  const span = Math.max(...bars.map(bar => bar.to)) - from
  const isDate = Math.abs(from) < 8.64e15 - MAX_AXIS_MS
  if (!isDate || !(span >= SECOND && span <= MAX_AXIS_MS)) return undefined
  const most = Math.min(MAX_BARS_PER_JOB, Math.floor(MAX_BARS / drawn.length))
  return [
    layoutOf(drawn),
    'gantt',
    `  dateFormat ${DATE_FORMAT}`,
    ...axisOf(span),
    '  todayMarker off',
    ...drawn.flatMap(row => [
      `  section ${row.name}`,
      ...row.bars.slice(-most).map(bar => `  ${lineOf(bar, span)}`),
    ]),
  ].join('\n')
}

function axisOf(span: number): readonly string[] {
  const [step, tickInterval] = INTERVALS.find(([ms]) => Math.floor(span / ms) < MAX_TICKS) ?? [DAY, '1week']
  const dayFormat = step < DAY ? '%-d %b %H:%M' : '%-d %b'
  const axisFormat = step < MINUTE ? '%H:%M:%S' : span < DAY ? '%H:%M' : dayFormat
  return [`  axisFormat ${axisFormat}`, `  tickInterval ${tickInterval}`]
}

function layoutOf(rows: readonly TimelineRow[]): string {
  const longest = Math.max(...rows.map(({ name }) => name.length))
  const config = {
    // Mermaid's default leaves less room for names than IDs of seven digits need.
    gantt: {
      displayMode: 'compact',
      leftPadding: Math.max(75, 24 + longest * 7),
      rightPadding: 40,
      fontSize: 12,
      sectionFontSize: 12,
    },
    themeVariables: COLORS,
    themeCSS: '.grid .tick line { opacity: 0.2; }',
  }
  return `%%{init: ${JSON.stringify(config)}}%%`
}

/** A label that does not fit would overlap the next bar, so that bar gets an invisible one; Mermaid requires a label. */
function lineOf({ type, label, from, to }: Bar, span: number): string {
  const hasRoom = ((to - from) / span) * CHART_WIDTH_PX >= (label.length + 1) * LETTER_WIDTH_PX
  return `${hasRoom ? label : '\u200b'} :${TAGS[type]}${dateOf(from)}, ${dateOf(to)}`
}

function dateOf(ms: number): string {
  return new Date(ms).toISOString().replace('T', ' ').replace('Z', '')
}
