import type { JobView } from '../wait/job.ts'
import type { JobOutcome, Outcome, Result } from '../wait/outcome.ts'
import { errorOf, formatPercent, nameOf, percentOf, stateOf } from './standing.ts'
import { cut, defuse, formatDuration, formatStamp, plural } from './text.ts'
import { type ToServerTime, timelineOf } from './timeline.ts'

/** The runner drops a summary over 1 MiB; rows stop well before. bytes */
const BYTES = 700 * 1024
/** The longest text of the API in a cell, characters; escaped it may be six times as long. */
const CELL = 300
/** The changes of a rollout that are listed. */
const CHANGES = 40

const SIGNS: Readonly<Record<Result | 'pending', string>> = {
  complete: '✅',
  squashed: '⚠️',
  failed: '❌',
  'timed-out': '⏰',
  stalled: '🧊',
  cancelled: '🚫',
  error: '❌',
  pending: '⏳',
}

/** What a summary is made of. */
export interface SummaryParts {
  readonly outcome: Outcome
  /** The verdict in a line. */
  readonly verdict: string
  /** What is to be known besides: cause, what was last seen, what to do. A line each, untrusted. */
  readonly notes: readonly string[]
  /** Monotonic ms. */
  readonly now: number
  readonly toServerTime: ToServerTime
}

/** The job summary: verdict, notes, a row per job, a timeline, a rollout's counts. Markdown, without secrets. */
export function summaryOf(parts: SummaryParts, redact: (text: string) => string): string {
  const { outcome, verdict, notes, now, toServerTime } = parts
  const escape = (text: string) => escapeMarkdown(cut(defuse(redact(text)), CELL))
  const jobs = outcome.jobs.map(({ job }) => job)
  const timeline = timelineOf(jobs, now, toServerTime)
  return [
    `### ${SIGNS[outcome.result]} ${escape(verdict)}`,
    ...notes.map(note => `- ${escapeMarkdown(cut(defuse(redact(note)), 4 * CELL))}`),
    ...(jobs.length === 0 ? [] : tableOf(outcome.jobs, escape)),
    ...(timeline === undefined ? [] : ['', '```mermaid', timeline, '```']),
    ...jobs.flatMap(job => countsOf(job, toServerTime)),
    '',
  ].join('\n')
}

function tableOf(outcomes: readonly JobOutcome[], escape: (text: string) => string): readonly string[] {
  const head = ['Job', 'Outcome', 'Progress', 'Duration', 'Started', 'Finished', 'Polls', 'Error']
  const rows = [head, head.map(() => '---')].map(rowOf)
  let size = 0
  for (const [index, outcome] of outcomes.entries()) {
    const row = rowOf(cellsOf(outcome).map(escape))
    size += Buffer.byteLength(row)
    if (size > BYTES)
      return [
        '',
        ...rows,
        '',
        `… and ${plural(outcomes.length - index, 'more job')}; the output jobs has them all.`,
      ]
    rows.push(row)
  }
  return ['', ...rows]
}

function cellsOf({ job, result }: JobOutcome): readonly string[] {
  const { start, finish } = stampsOf(job)
  const took =
    start !== undefined && finish !== undefined && finish >= start
      ? formatDuration((finish - start) * 1000)
      : ''
  const inferred = job.ending?.result === 'complete' && job.ending.inferred ? ' (gone from the list)' : ''
  const again = job.runsAgain > 0 ? `, run again ${plural(job.runsAgain, 'time')}` : ''
  return [
    nameOf(job),
    `${SIGNS[result]} ${result}${inferred}${again}`,
    [stateOf(job), formatPercent(percentOf(job))].filter(text => text !== '').join(', '),
    took,
    formatStamp(start, true),
    formatStamp(finish, true),
    String(job.polls),
    errorOf(job),
  ]
}

/** When a job began and ended by its own stamps, Unix seconds. */
function stampsOf({ reading, ending, date }: JobView): {
  readonly start?: number | undefined
  readonly finish?: number | undefined
} {
  if (reading?.type !== 'job') return {}
  const start = reading.start !== undefined && reading.start > 0 ? reading.start : undefined
  return { start, finish: ending === undefined ? undefined : (reading.updated ?? date) }
}

function countsOf(job: JobView, toServerTime: ToServerTime): readonly string[] {
  const counts = job.moments.flatMap(({ at, reading }) =>
    reading?.type === 'rollout' ? [{ at, ...reading }] : [],
  )
  if (counts.length === 0) return []
  const rows = counts
    .slice(0, CHANGES)
    .map(({ at, completed, pending, failed }) =>
      rowOf([formatStamp(toServerTime(job, at) / 1000, false), ...[completed, pending, failed].map(String)]),
    )
  const more = counts.length > CHANGES ? ['', `… and ${plural(counts.length - CHANGES, 'more change')}.`] : []
  const head = [`Machines of the ${nameOf(job)}`, 'completed', 'pending', 'failed']
  return ['', rowOf(head), rowOf(head.map(() => '---')), ...rows, ...more]
}

function rowOf(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`
}

/** Everything but letters, digits and harmless signs as an entity: no Markdown, HTML, link or mention comes of it. */
function escapeMarkdown(text: string): string {
  return text.replace(
    /[^\p{L}\p{N}\p{Extended_Pictographic}\ufe0f ,;%…-]/gu,
    sign => `&#${String(sign.codePointAt(0))};`,
  )
}
