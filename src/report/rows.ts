import type { JobState } from '../wait/job-state.ts'
import type { WaitOptions } from '../wait/options.ts'
import { resultOf } from '../wait/outcome.ts'
import { etaOf, formatPercent, percentOf, shortNameOf, stateText } from './job-text.ts'
import { noteOf } from './row-notes.ts'
import { bar, plural } from './text.ts'
import { timeLeft } from './time-left.ts'

/** A table has no more rows than this; jobs that changed come first. */
const MAX_ROWS = 20
/** A step with more jobs than this has a shorter log: completed jobs share lines. */
export const MANY_JOBS = 20

/** Everything else that a row depends on. */
export interface RowContext {
  readonly options: WaitOptions
  /** Monotonic ms. */
  readonly at: number
  /** Width of the column with the name; 0 for a line of its own. */
  readonly width: number
  /** The ETA as it was last shown, Unix seconds. */
  readonly shownEta: number | undefined
}

/** `update 101  █████░░░░░   50%  Running    about 4m left`: a job in columns. */
export function formatRow(job: JobState, { options, at, width, shownEta }: RowContext): string {
  const percent = percentOf(job)
  const isSingleJob = width === 0
  const progress =
    percent === undefined ? [' '.repeat(10), '    '] : [bar(percent), formatPercent(percent).padStart(4)]
  const columns = [
    shortNameOf(job).padEnd(width),
    ...(percent === undefined && isSingleJob ? [] : progress),
    stateText(job).padEnd(9),
    timeLeft(job, at, shownEta),
    noteOf(job, options),
  ]
  return columns
    .filter(column => column !== '')
    .join('  ')
    .trimEnd()
}

/** How many lines a table of so many jobs has. */
export function tableHeight(jobs: number): number {
  return Math.min(jobs, MAX_ROWS + 1)
}

/** The rows of the unfinished jobs. If there are too many, those that changed take precedence. */
export function formatTable(
  jobs: readonly JobState[],
  hasChanged: (job: JobState) => boolean,
  context: Pick<RowContext, 'options' | 'at'>,
): readonly string[] {
  const unfinished = jobs.filter(({ ending }) => ending === undefined)
  const changedFirst = unfinished.toSorted((a, b) => Number(hasChanged(b)) - Number(hasChanged(a)))
  const chosen = new Set(changedFirst.slice(0, MAX_ROWS))
  const rows = unfinished.filter(job => chosen.has(job))
  const width = Math.max(...rows.map(job => shortNameOf(job).length))
  const lines = rows.map(job => formatRow(job, { ...context, width, shownEta: etaOf(job) }))
  return unfinished.length > MAX_ROWS
    ? [...lines, `… and ${plural(unfinished.length - MAX_ROWS, 'more unfinished job')}`]
    : lines
}

/** `12 jobs: 3 complete, 1 failed, 8 unfinished`. */
export function formatTally(jobs: readonly JobState[]): string {
  const counts = new Map<string, number>()
  for (const job of jobs) {
    const word = tallyWord(job)
    counts.set(word, (counts.get(word) ?? 0) + 1)
  }
  const parts = [...counts].map(([word, count]) => `${count} ${word}`)
  return `${jobs.length} jobs: ${parts.join(', ')}`
}

function tallyWord({ ending, phase }: JobState): string {
  if (ending === undefined) return phase === 'blocked' ? 'blocked' : 'unfinished'
  if (ending.type === 'inferred') return 'assumed complete'
  const result = resultOf(ending)
  return result === 'error' ? 'could not be tracked' : result
}
