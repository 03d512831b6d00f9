import type { JobOutcome } from '../wait/outcome.ts'
import type { JobView } from '../wait/job.ts'
import type { ToServerTime } from './lives.ts'
import { errorOf, formatPercent, nameOf, percentOf, stateOf } from './standing.ts'
import { formatDuration, formatStamp, plural } from './text.ts'
import { resultSigns } from './words.ts'

/** The runner drops a summary over 1 MiB; rows stop well before. bytes */
const BYTES = 700 * 1024
const HEAD = ['Job', 'Outcome', 'Progress', 'Duration', 'Started', 'Finished', 'Polls', 'Error']

/** When a job began and ended, Unix seconds, as far as that is known. */
interface Span {
  readonly start?: number | undefined
  readonly finish?: number | undefined
}

/**
 * A row per job, as lines of Markdown, and under them the day that its times are of.
 *
 * @param escape makes a text harmless in Markdown
 */
export function jobTable(
  outcomes: readonly JobOutcome[],
  toServerTime: ToServerTime,
  escape: (text: string) => string,
): readonly string[] {
  const spans = outcomes.map(({ job }) => spanOf(job, toServerTime))
  const days = new Set(spans.flatMap(({ start, finish }) => [dayOf(start), dayOf(finish)]))
  days.delete('')
  const [day = ''] = days
  const rows = [rowOf(HEAD), rowOf(HEAD.map(() => '---'))]
  let size = 0
  for (const [index, outcome] of outcomes.entries()) {
    const row = rowOf(cellsOf(outcome, spans[index] ?? {}, days.size > 1).map(escape))
    size += Buffer.byteLength(row)
    if (size > BYTES) {
      const left = plural(outcomes.length - index, 'more job')
      return ['', ...rows, '', `… and ${left}; the output jobs has them all.`]
    }
    rows.push(row)
  }
  const caption = days.size === 1 ? [`Times are UTC, on ${escape(day)}.`] : ['Times are UTC.']
  return ['', ...rows, '', ...(days.size === 0 ? [] : caption)]
}

/** One row of a Markdown table. */
export function rowOf(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`
}

function cellsOf({ job, result }: JobOutcome, { start, finish }: Span, withDate: boolean): readonly string[] {
  const isKnown = start !== undefined && finish !== undefined && finish >= start
  const inferred = job.ending?.result === 'complete' && job.ending.inferred ? ', gone from the list' : ''
  const again = job.runsAgain > 0 ? `, run again ${times(job.runsAgain)}` : ''
  const [state, percent] = [stateOf(job), formatPercent(percentOf(job))]
  return [
    unbroken(nameOf(job)),
    unbroken(`${resultSigns[result]} ${result}${inferred}${again}`),
    [state, unbroken(percent)].filter(text => text !== '').join(', '),
    unbroken(isKnown ? formatDuration((finish - start) * 1000) : ''),
    unbroken(timeOf(start, withDate)),
    unbroken(timeOf(finish, withDate)),
    String(job.polls),
    errorOf(job),
  ]
}

/** By the job's own stamps; a rollout has none, so that its start is known only when it was seen. */
function spanOf(job: JobView, toServerTime: ToServerTime): Span {
  const { reading, ending, date, moments } = job
  if (reading?.type === 'job') {
    const start = reading.start !== undefined && reading.start > 0 ? reading.start : undefined
    return { start, finish: ending === undefined ? undefined : (reading.updated ?? date) }
  }
  const [before, begun] = moments
  const sawStart = before?.reading?.type === 'rollout' && before.reading.pending === 0
  return {
    start: sawStart && begun !== undefined ? toServerTime(job, begun.at) / 1000 : undefined,
    finish:
      ending?.result === 'complete' && job.endedAt !== undefined
        ? toServerTime(job, job.endedAt) / 1000
        : undefined,
  }
}

/** A table that is squeezed breaks in its long cells; a short one breaks after a comma at most. */
function unbroken(text: string): string {
  return text.replace(/(?<!,) /g, '\u00a0')
}

function timeOf(stamp: number | undefined, withDate: boolean): string {
  return formatStamp(stamp, withDate).replace(' UTC', '')
}

function dayOf(stamp: number | undefined): string {
  return formatStamp(stamp, true).slice(0, 10)
}

function times(count: number): string {
  return count === 1 ? 'once' : `${String(count)} times`
}
