import type { JobState } from '../wait/job-state.ts'
import type { WaitOptions } from '../wait/options.ts'
import { resultOf } from '../wait/outcome.ts'
import { describeEnding, markCaveat } from './ending-text.ts'
import { percentOf, shortNameOf, stateText } from './job-text.ts'
import {
  type LogState,
  type LogUpdate,
  entryOf,
  etaAfterRow,
  jobsOf,
  addLine,
  unchanged,
  updateEntry,
} from './log-state.ts'
import { quietNote, quietTally } from './row-notes.ts'
import { MANY_JOBS, formatRow, formatTable, formatTally, tableHeight } from './rows.ts'
import { capitalize } from './text.ts'

/** The longest time without a line. */
const HEARTBEAT_INTERVAL_MS = 60_000
/** The time between two tables, per row of a table: a table of 20 rows is logged at most once a minute. */
const TABLE_MS_PER_ROW = 3_000
/** With many jobs, those that complete within this time share a line. */
const COMPLETED_LINE_INTERVAL_MS = 10_000
/** How long the first table is delayed until there is a response about every job. */
const FIRST_TABLE_DELAY_MS = 3_000

/** Shows a job if its row would differ from the last one: a single job in a line, one of many in the next table. */
export function showChange(logged: LogUpdate, job: JobState, at: number): LogUpdate {
  const { state } = logged
  const entry = entryOf(state, job)
  const shown = appearanceOf(job)
  if (entry.shown === shown) return logged
  if (state.entries.length > 1)
    return { ...logged, state: updateEntry(state, job, { shown, isChanged: true }) }
  const row = formatRow(job, { ...state, at, shownEta: entry.eta })
  return addLine({ ...logged, state: updateEntry(state, job, { shown, eta: etaAfterRow(entry) }) }, at, row)
}

/**
 * Shows that a job has ended. With many jobs, completed jobs share lines; any other ending is logged immediately on its
 * own line. A single job that stalled or could not be tracked is left to the annotation.
 */
export function showEnding(before: LogState, job: JobState, at: number): LogUpdate {
  const state = updateEntry(before, job, { shown: appearanceOf(job), isChanged: false })
  const result = job.ending && resultOf(job.ending)
  const isSingleJob = state.entries.length === 1
  if (isSingleJob && (result === 'error' || result === 'stalled')) return unchanged(state)
  if (state.entries.length > MANY_JOBS && isPlainlyComplete(job, state.options))
    return flushCompleted(unchanged({ ...state, completed: [...state.completed, job] }), at, false)
  return addLine(unchanged(state), at, formatRow(job, { ...state, at, shownEta: undefined }))
}

/** Logs the completed jobs that no line has named yet, if enough time has passed or the step is ending. */
export function flushCompleted(logged: LogUpdate, at: number, isLast: boolean): LogUpdate {
  const { completed, lastCompletedAt, options } = logged.state
  if (completed.length === 0 || (!isLast && at - lastCompletedAt < COMPLETED_LINE_INTERVAL_MS)) return logged
  let flushed: LogUpdate = { ...logged, state: { ...logged.state, completed: [], lastCompletedAt: at } }
  for (const [title, jobs] of Map.groupBy(completed, job => completedTitle(job, options)))
    flushed = addLine(flushed, at, `${title}: ${jobs.map(shortNameOf).join(', ')}`)
  return flushed
}

/** Whether the verdict, complete or assumed complete, is all there is to say about a job. */
function isPlainlyComplete(job: JobState, options: WaitOptions): boolean {
  const { ending } = job
  if (ending?.type === 'inferred') return true
  return ending?.type === 'complete' && describeEnding(job, ending, options).reason === ''
}

/** The start of a line that names completed jobs. */
function completedTitle(job: JobState, options: WaitOptions): string {
  const { ending } = job
  return ending === undefined ? '' : markCaveat(job, capitalize(describeEnding(job, ending, options).verdict))
}

/** Logs the table of unfinished jobs if one has changed and enough time has passed, or the step is ending. */
export function flushTable(logged: LogUpdate, at: number, isLast: boolean): LogUpdate {
  const { state } = logged
  if (!state.entries.some(({ isChanged }) => isChanged)) return logged
  const jobs = jobsOf(state)
  const unfinished = jobs.filter(({ ending }) => ending === undefined).length
  const isTime =
    at - state.lastTableAt >= TABLE_MS_PER_ROW * tableHeight(unfinished) && !isTooEarly(state, at)
  if (!isLast && !isTime) return logged
  const rows = formatTable(jobs, job => entryOf(state, job).isChanged, { ...state, at })
  const entries = state.entries.map(entry => ({ ...entry, isChanged: false }))
  return addLine({ ...logged, state: { ...state, entries, lastTableAt: at } }, at, formatTally(jobs), rows)
}

/** Logs a line if there was none for a minute, with the time since the last change. */
export function heartbeat(logged: LogUpdate, at: number): LogUpdate {
  const { state } = logged
  if (at - state.lastLineAt < HEARTBEAT_INTERVAL_MS) return logged
  const [only, ...others] = state.entries
  if (only === undefined) return logged
  if (others.length > 0)
    return addLine(logged, at, formatTally(jobsOf(state)) + quietTally(jobsOf(state), at))
  const note = quietNote(only.job, at)
  const row = formatRow(only.job, { ...state, at, shownEta: only.eta })
  const quiet = note === '' ? row : `${row}  (${note})`
  return addLine({ ...logged, state: updateEntry(state, only.job, { eta: etaAfterRow(only) }) }, at, quiet)
}

/** Whether responses are still missing: a nearly empty table would delay the next one as much as a full one. */
function isTooEarly({ start, entries }: LogState, at: number): boolean {
  const isWaiting = ({ lastResponse, phase, ending }: JobState) =>
    lastResponse === undefined && phase !== 'blocked' && ending === undefined
  return at - start < FIRST_TABLE_DELAY_MS && entries.some(({ job }) => isWaiting(job))
}

/** What a row shows, without its times, which change constantly. */
function appearanceOf(job: JobState): string {
  const { lastResponse, ending } = job
  const percent = Math.floor(percentOf(job) ?? -1)
  const hasError = lastResponse?.status.type === 'job' && lastResponse.status.hasError
  const isDenied = lastResponse?.status.denial !== undefined
  return [stateText(job), percent, hasError, isDenied, ending?.type].join('/')
}
