import type { Fields, JobStatus } from '../../src/clanforge/status.ts'
import type { State } from '../../src/clanforge/states.ts'
import type { HistoryEntry, JobState } from '../../src/wait/job-state.ts'
import { START, jobState, jobStatus, responseAt, rolloutStatus } from './job-states.ts'

/** A job that was seen in this state at so many seconds after the start of the step. */
export function seen(second: number, state: State, more: Partial<JobStatus> = {}): HistoryEntry {
  return { type: 'status', at: second * 1000, status: jobStatus({ state, stateName: state, ...more }) }
}

/** A rollout that was seen with these counters. */
export function counted(second: number, pending: number, failed: number, completed: number): HistoryEntry {
  return { type: 'status', at: second * 1000, status: rolloutStatus(pending, failed, completed) }
}

/** A re-run of a job that had failed with this `joberror`. */
export function rerun(second: number, joberror: string, more: Partial<JobStatus> = {}): HistoryEntry {
  const status = jobStatus({ state: 'failed', stateName: 'Failed', progress: 60, ...more })
  return { type: 'rerun', at: second * 1000, failure: { status, fields: { joberror } } }
}

/** A job with this history, whose last status is also its last response. */
export function lived(
  history: readonly HistoryEntry[],
  more: Partial<JobState> = {},
  fields: Fields = {},
): JobState {
  const last = history.findLast(entry => entry.type === 'status')
  return jobState({ history, lastResponse: last && responseAt(last.at, last.status, fields), ...more })
}

/** The server's time in ms when `at` ms have passed in a step that starts at START. */
export function toServerTime(_: JobState, at: number): number {
  return START * 1000 + at
}
