import type { JobOutcome } from '../wait/outcome.ts'
import { type Span, spanOf } from './job-span.ts'
import { type JobResult, jobResultOf } from './job-result.ts'
import { errorText, nameOf } from './job-text.ts'
import { formatRunTime, formatPeriod } from './job-times.ts'
import { details, escapeMarkdown, firstLines, tableHead, tableRow } from './markdown.ts'
import { resultIcons } from './messages.ts'
import type { ToServerTime } from './server-time.ts'
import type { StepReport } from './step-report.ts'
import { formatDate, formatSeconds, formatTimeOfDay, plural } from './text.ts'

/** The runner drops a summary over 1 MiB; rows stop well before. bytes */
const BYTES = 700 * 1024
/** The longest text from the API in a cell, characters; escaped it may be ten times as long. */
const MAX_CELL_LENGTH = 300
/** The re-runs of a job that are listed. */
const RERUNS = 5
/** With more jobs than this, those that are complete are in a table of their own, which a reader can open. */
const OPEN_ROWS = 20
const HEAD = ['Job', 'Result', 'Took', 'When']

/** What the table depends on besides the jobs. */
export interface TableContext extends Pick<StepReport, 'options' | 'requests' | 'elapsed' | 'now'> {
  readonly toServerTime: ToServerTime
}

interface Row {
  readonly outcome: JobOutcome
  readonly result: JobResult
  readonly span: Span
}

/** A row per job, as lines of Markdown, and below them what the step took and the day or days of the times. */
export function jobTable(outcomes: readonly JobOutcome[], context: TableContext): readonly string[] {
  const rows = outcomes.map(outcome => ({
    outcome,
    result: jobResultOf(outcome, context.options),
    span: spanOf(outcome.job, context.toServerTime),
  }))
  const days = new Set(rows.flatMap(({ span }) => [formatDate(span.start), formatDate(span.finish)]))
  days.delete('')
  const lines = rows.map(row => [row, rowOf(row, context, days.size > 1)] as const)
  const isFolded = ([row]: (typeof lines)[number]) =>
    lines.length > OPEN_ROWS && row.result.icon === resultIcons.complete
  const [folded, open] = [lines.filter(isFolded), lines.filter(line => !isFolded(line))]
  const kept = firstLines(
    [...open, ...folded].map(([, line]) => line),
    BYTES,
  )
  const [openRows, foldedRows] = [kept.slice(0, open.length), kept.slice(open.length)]
  const left = lines.length - kept.length
  const blocks = [
    openRows.length === 0 ? [] : [...tableHead(HEAD), ...openRows],
    foldedRows.length === 0
      ? []
      : details(`${plural(folded.length, 'job')} complete`, [...tableHead(HEAD), ...foldedRows]),
    left === 0 ? [] : [`… and ${plural(left, 'more job')}; the output jobs has them all.`],
    [captionOf(days, context)],
  ]
  return blocks.filter(block => block.length > 0).flatMap(block => ['', ...block])
}

function captionOf(days: ReadonlySet<string>, { requests, elapsed }: TableContext): string {
  const cost = `The step took ${formatSeconds(elapsed)} and made ${plural(requests, 'request')}.`
  const sorted = [...days].toSorted()
  const [first = '', last = ''] = [sorted[0], sorted.at(-1)]
  if (days.size === 0) return cost
  return `${cost} Times are UTC, ${first === last ? `on ${first}` : `from ${first} to ${last}`}.`
}

function rowOf({ outcome, result, span }: Row, context: TableContext, withDate: boolean): string {
  return tableRow([
    escapeMarkdown(unbroken(nameOf(outcome.job))),
    [`${result.icon} ${result.text}`, ...rerunTexts(outcome, context.toServerTime)]
      .map(text => escapeMarkdown(text, MAX_CELL_LENGTH))
      .join('<br>'),
    escapeMarkdown(unbroken(formatRunTime(outcome.job, span, context))),
    escapeMarkdown(unbroken(formatPeriod(span, withDate))),
  ])
}

/** `Re-run at 08:10:05 after the failure: No space left on device`, for each re-run. */
function rerunTexts({ job }: JobOutcome, toServerTime: ToServerTime): readonly string[] {
  const reruns = job.history.flatMap(entry => (entry.type === 'rerun' ? [entry] : []))
  const texts = reruns.slice(0, RERUNS).map(({ at, failure }) => {
    const error = errorText(failure.fields)
    const time = formatTimeOfDay(toServerTime(job, at))
    return `Re-run at ${time} after ${error === '' ? 'a failure without joberror' : `the failure: ${error}`}`
  })
  const more = job.retries.used - texts.length
  return more > 0 && texts.length > 0 ? [...texts, plural(more, 'more re-run')] : texts
}

/** Only the result may break into several lines. */
function unbroken(text: string): string {
  return text.replaceAll(' ', '\u00a0')
}
