import type { JobState } from '../wait/job-state.ts'
import { type Span, spanOf } from './job-span.ts'
import type { JobResult } from './job-result.ts'
import { errorText, nameOf } from './job-text.ts'
import { formatRunTime, formatPeriod } from './job-times.ts'
import { details, escapeMarkdown, firstLines, tableHead, tableRow } from './markdown.ts'
import type { ToServerTime } from './server-time.ts'
import type { StepReport } from './step-report.ts'
import { formatDate, formatSeconds, formatTimeOfDay, plural } from './text.ts'

/** The most bytes of rows: the runner drops a summary over 1 MiB. */
const MAX_TABLE_BYTES = 700 * 1024
/** The longest text from the API in a cell, characters; escaped it may be ten times as long. */
const MAX_CELL_LENGTH = 300
/** The most re-runs of a job that are listed. */
const MAX_RERUNS = 5
/** With more jobs than this, those that are complete are in a table of their own, which a reader can open. */
const MAX_OPEN_ROWS = 20
const HEAD = ['Job', 'Result', 'Took', 'When']

/** Everything else that the table depends on. */
export interface TableContext extends Pick<StepReport, 'requests' | 'elapsed' | 'now'> {
  readonly toServerTime: ToServerTime
}

interface Row {
  readonly result: JobResult
  readonly span: Span
}

/** A row per job, as lines of Markdown, and below them the duration of the step and the dates of the times. */
export function jobTable(results: readonly JobResult[], context: TableContext): readonly string[] {
  const rows = results.map(result => ({ result, span: spanOf(result.job, context.toServerTime) }))
  const days = new Set(rows.flatMap(({ span }) => [formatDate(span.start), formatDate(span.finish)]))
  days.delete('')
  const isFolded = ({ result }: Row) => rows.length > MAX_OPEN_ROWS && result.isCleanSuccess
  const [open, folded] = [rows.filter(row => !isFolded(row)), rows.filter(isFolded)]
  const lines = [...open, ...folded].map(row => rowOf(row, context, days.size > 1))
  const kept = firstLines(lines, MAX_TABLE_BYTES)
  const [openLines, foldedLines] = [kept.slice(0, open.length), kept.slice(open.length)]
  const left = lines.length - kept.length
  const blocks = [
    openLines.length === 0 ? [] : withHead(openLines),
    foldedLines.length === 0
      ? []
      : details(`${plural(folded.length, 'job')} complete`, withHead(foldedLines)),
    left === 0 ? [] : [`… and ${plural(left, 'more job')}; the output jobs has them all.`],
    [captionOf(days, context)],
  ]
  return blocks.filter(block => block.length > 0).flatMap(block => ['', ...block])
}

function withHead(lines: readonly string[]): readonly string[] {
  return [...tableHead(HEAD), ...lines]
}

function captionOf(days: ReadonlySet<string>, { requests, elapsed }: TableContext): string {
  const cost = `The step took ${formatSeconds(elapsed)} and made ${plural(requests, 'request')}.`
  const sorted = [...days].toSorted()
  const [first = '', last = ''] = [sorted[0], sorted.at(-1)]
  if (days.size === 0) return cost
  return `${cost} Times are UTC, ${first === last ? `on ${first}` : `from ${first} to ${last}`}.`
}

function rowOf({ result, span }: Row, context: TableContext, withDate: boolean): string {
  const { job, icon, text } = result
  return tableRow([
    escapeMarkdown(unbroken(nameOf(job))),
    [`${icon} ${text}`, ...rerunTexts(job, context.toServerTime)]
      .map(line => escapeMarkdown(line, MAX_CELL_LENGTH))
      .join('<br>'),
    escapeMarkdown(unbroken(formatRunTime(job, span, context))),
    escapeMarkdown(unbroken(formatPeriod(span, withDate))),
  ])
}

/** `Re-run at 08:10:05 after the failure: No space left on device`, for each re-run. */
function rerunTexts(job: JobState, toServerTime: ToServerTime): readonly string[] {
  const reruns = job.history.flatMap(entry => (entry.type === 'rerun' ? [entry] : []))
  const texts = reruns.slice(0, MAX_RERUNS).map(({ at, failure }) => {
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
