import type { JobView } from '../wait/job.ts'
import type { Outcome } from '../wait/outcome.ts'
import { jobTable, rowOf } from './job-table.ts'
import type { ToServerTime } from './lives.ts'
import { nameOf } from './standing.ts'
import { cut, defuse, formatStamp, plural } from './text.ts'
import { timelineOf } from './timeline.ts'
import { resultSigns } from './words.ts'

/** The longest text of the API in a cell, characters; escaped it may be six times as long. */
const CELL = 300
/** The changes of a rollout that are listed, and the rollouts whose changes are. */
const CHANGES = 40
const ROLLOUTS = 20

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
  const rollouts = jobs.filter(({ reading }) => reading?.type === 'rollout').slice(0, ROLLOUTS)
  return [
    `### ${resultSigns[outcome.result]} ${escape(verdict)}`,
    ...notes.map(note => `- ${escapeMarkdown(cut(defuse(redact(note)), 4 * CELL))}`),
    ...(jobs.length === 0 ? [] : jobTable(outcome.jobs, toServerTime, escape)),
    ...(timeline === undefined ? [] : ['', '```mermaid', timeline, '```']),
    ...rollouts.flatMap(job => countsOf(job, toServerTime)),
    '',
  ].join('\n')
}

function countsOf(job: JobView, toServerTime: ToServerTime): readonly string[] {
  const counts = job.moments.flatMap(({ at, reading }) =>
    reading?.type === 'rollout' ? [{ at, ...reading }] : [],
  )
  const rows = counts
    .slice(0, CHANGES)
    .map(({ at, completed, pending, failed }) =>
      rowOf([formatStamp(toServerTime(job, at) / 1000, false), ...[completed, pending, failed].map(String)]),
    )
  const more = counts.length > CHANGES ? ['', `… and ${plural(counts.length - CHANGES, 'more change')}.`] : []
  const head = [`Machines of the ${nameOf(job)}`, 'completed', 'pending', 'failed']
  return ['', rowOf(head), rowOf(head.map(() => '---')), ...rows, ...more]
}

/** Everything but letters, digits and harmless signs as an entity: no Markdown, HTML, link or mention comes of it. */
function escapeMarkdown(text: string): string {
  return text.replace(
    /[^\p{L}\p{N}\p{Extended_Pictographic}\ufe0f ,;%…-]/gu,
    sign => `&#${String(sign.codePointAt(0))};`,
  )
}
