import type { JobState } from '../wait/job-state.ts'
import type { WaitOptions } from '../wait/options.ts'
import { etaOf, shortNameOf } from './job-text.ts'
import { type FaultLog, noFaultsLogged } from './log-faults.ts'
import { formatElapsed } from './text.ts'
import { hasMoved } from './time-left.ts'

/** A job as it was at its last notice, and what the log has shown of it. */
export interface LogEntry {
  readonly job: JobState
  /** What a row showed last; undefined before the first. */
  readonly shown: string | undefined
  /** The ETA that was shown last, Unix seconds. */
  readonly eta: number | undefined
  /** Changed since the last table. */
  readonly isChanged: boolean
}

/** The state of the log, as one readonly value. Monotonic ms. */
export interface LogState {
  readonly options: WaitOptions
  /** When the step started. */
  readonly start: number
  /** One per job, in step order. */
  readonly entries: readonly LogEntry[]
  /** Where the entry of a job is, by its name. */
  readonly positions: ReadonlyMap<string, number>
  /** Width of the column with the names; 0 for a single job. */
  readonly width: number
  readonly faults: FaultLog
  /** The unknown states that were named. */
  readonly unknownStates: ReadonlySet<string>
  /** With many jobs: those that are complete and not yet named in a line. */
  readonly completed: readonly JobState[]
  readonly lastCompletedAt: number
  readonly lastLineAt: number
  readonly lastTableAt: number
}

/** The state after a notice or a tick, and the text to write: the lines, then the warnings. */
export interface LogUpdate {
  readonly state: LogState
  readonly lines: readonly string[]
  /** Texts of warning annotations. */
  readonly warnings: readonly string[]
}

/** The log before its first line. */
export function createLogState(jobs: readonly JobState[], options: WaitOptions, start: number): LogState {
  const names = jobs.map(shortNameOf)
  return {
    options,
    start,
    entries: jobs.map(createEntry),
    positions: new Map(names.map((name, index) => [name, index])),
    width: jobs.length === 1 ? 0 : Math.max(0, ...names.map(name => name.length)),
    faults: noFaultsLogged,
    unknownStates: new Set(),
    completed: [],
    lastCompletedAt: -Infinity,
    lastLineAt: start,
    lastTableAt: -Infinity,
  }
}

/** A state with nothing to write. */
export function unchanged(state: LogState): LogUpdate {
  return { state, lines: [], warnings: [] }
}

/** The jobs of a step as they were at their last notices. */
export function jobsOf({ entries }: LogState): readonly JobState[] {
  return entries.map(({ job }) => job)
}

/** The entry of a job. Every job of a notice was there at the start. */
export function entryOf({ entries, positions }: LogState, job: JobState): LogEntry {
  return entries[positions.get(shortNameOf(job)) ?? -1] ?? createEntry(job)
}

function createEntry(job: JobState): LogEntry {
  return { job, shown: undefined, eta: undefined, isChanged: false }
}

/** The state with another entry for a job. */
export function updateEntry(state: LogState, job: JobState, change: Partial<LogEntry>): LogState {
  const index = state.positions.get(shortNameOf(job))
  if (index === undefined) return state
  return { ...state, entries: state.entries.with(index, { ...entryOf(state, job), job, ...change }) }
}

/** The ETA that counts as shown after a row of this job. */
export function etaAfterRow({ job, eta }: LogEntry): number | undefined {
  const now = etaOf(job)
  return now !== undefined && hasMoved(now, eta) ? now : eta
}

/** Adds a line with the time since the start of the step, and more lines below it. `at` is monotonic ms. */
export function addLine(
  logged: LogUpdate,
  at: number,
  text: string,
  below: readonly string[] = [],
): LogUpdate {
  const { state } = logged
  const line = `${formatElapsed(at - state.start).padStart(8)}  ${text}`
  const more = below.map(row => `${' '.repeat(10)}${row}`)
  return {
    ...logged,
    state: { ...state, lastLineAt: at },
    lines: [...logged.lines, line, ...more],
  }
}
