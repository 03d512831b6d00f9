import { stringifyJson } from '../clanforge/json.ts'
import type { JobResponse } from '../clanforge/response.ts'
import type { JobStatus, Status } from '../clanforge/status.ts'
import type { HistoryEntry, JobState } from './job-state.ts'
import type { Arrival } from './arrival.ts'
import type { WaitOptions } from './options.ts'

/** A response that shows the old failure counts as stale for this long after a re-run. */
const STALE_TIME_MS = 60_000
/** Limits the memory of a job whose state changes for hours. */
const MAX_HISTORY_LENGTH = 200

/** The job with this response as its last one. */
export function recordResponse(before: JobState, response: JobResponse, { at, date }: Arrival): JobState {
  const { status } = response
  const previous = before.lastResponse
  const isChanged = previous === undefined || progressOf(previous) !== progressOf(response)
  const isNewStage = previous === undefined || stageOf(previous.status) !== stageOf(status)
  return {
    ...before,
    lastResponse: { ...response, receivedAt: at, date },
    lastChangeAt: isChanged ? at : before.lastChangeAt,
    lastFieldChangeAt: isChanged || isDifferent(previous, response) ? at : before.lastFieldChangeAt,
    history: isNewStage ? addToHistory(before.history, { type: 'status', at, status }) : before.history,
  }
}

/** The changes to a failed job that is re-run at `at`, monotonic ms. */
export function rerunRecord(
  { retries, history }: JobState,
  failure: JobResponse,
  status: JobStatus,
  at: number,
): Pick<JobState, 'retries' | 'lastChangeAt' | 'lastFieldChangeAt' | 'history'> {
  const { left, used, maxJobfailed } = retries
  return {
    retries: {
      left: left - 1,
      used: used + 1,
      maxJobfailed: Math.max(maxJobfailed, status.jobfailed),
      rerun: { failure, at },
    },
    // Time without progress in the failed run does not count against the new run.
    lastChangeAt: at,
    lastFieldChangeAt: at,
    history: addToHistory(history, { type: 'rerun', at, failure }),
  }
}

function addToHistory(history: readonly HistoryEntry[], entry: HistoryEntry): readonly HistoryEntry[] {
  return history.length < MAX_HISTORY_LENGTH ? [...history, entry] : history
}

/** Whether a response still shows the failure that the job was re-run for. */
export function isStale({ retries }: JobState, response: JobResponse, at: number): boolean {
  const { rerun } = retries
  return (
    rerun !== undefined &&
    stageOf(response.status) === 'failed' &&
    at - rerun.at < STALE_TIME_MS &&
    updateOf(rerun.failure) === updateOf(response) &&
    failuresOf(rerun.failure) === failuresOf(response)
  )
}

/** `jobupdated`, which may be in any format: only whether it has changed matters. */
function updateOf({ status, fields }: JobResponse): string {
  const seconds = status.type === 'job' ? status.updated : undefined
  return seconds === undefined ? stringifyJson(fields.jobupdated ?? null) : String(seconds)
}

function failuresOf({ status }: JobResponse): number {
  return status.type === 'job' ? status.jobfailed : 0
}

/** When a response that shows no change ends the job as stalled, monotonic ms; Infinity without `stall-timeout`. */
export function stallsAt({ lastChangeAt }: JobState, { stallTimeout }: WaitOptions): number {
  return lastChangeAt === undefined || stallTimeout === undefined ? Infinity : lastChangeAt + stallTimeout
}

/** The text that changes with the fields of `stall-timeout`: state, progress and `jobupdated`, or a rollout's counters. */
function progressOf(response: JobResponse): string {
  const { status } = response
  return status.type === 'rollout'
    ? stageOf(status)
    : [status.state, unknownName(status), status.progress, updateOf(response)].join('/')
}

/** The name of an unknown state, which is all that distinguishes it from another one. */
function unknownName({ state, stateName }: JobStatus): string {
  return state === 'unknown' ? stateName.toLowerCase() : ''
}

/** Whether any field or status differs between two responses. */
function isDifferent(before: JobResponse, { status, fields }: JobResponse): boolean {
  return (
    JSON.stringify(before.status) !== JSON.stringify(status) ||
    stringifyJson(before.fields) !== stringifyJson(fields)
  )
}

/** The state, or a rollout's counters. When it changes, the history gets an entry. */
function stageOf(status: Status): string {
  return status.type === 'rollout'
    ? [status.pending, status.failed, status.completed].join('/')
    : status.state
}
