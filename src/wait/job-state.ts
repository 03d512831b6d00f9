import type { Target } from '../clanforge/endpoints.ts'
import type { ApiError } from '../clanforge/errors.ts'
import type { JobResponse, ListDefect } from '../clanforge/response.ts'
import type { Status } from '../clanforge/status.ts'
import type { FaultState } from './faults.ts'
import type { ListingState } from './install-list.ts'
import type { ConfirmationState } from './job-verdict.ts'
import type { RolloutState } from './rollout-verdict.ts'
import type { ScheduleState } from './schedule.ts'

/**
 * The phase of a job decides its next request.
 *
 * - `blocked`: none yet; a rollout waits for the versions of the step
 * - `status`: its own status endpoint
 * - `list`: the install list, which the jobs in this phase share
 * - `queue`, `retry`: the call that queues it once, or that re-runs it
 * - `installs`: the install list, before a rollout counts as complete
 */
export type Phase = 'blocked' | 'status' | 'list' | 'queue' | 'retry' | 'installs'

/** A phase in which a job has a next request. */
export type RequestPhase = Exclude<Phase, 'blocked'>

/** Whether the request of this phase changes something in Clanforge. */
export function isCall(phase: Phase): phase is 'queue' | 'retry' {
  return phase === 'queue' || phase === 'retry'
}

/** How the wait for one job ended. outcome.ts has the result of each. */
export type Ending =
  /** `failedBefore`: `jobfailed` of a job that is complete nevertheless. */
  | { readonly type: 'complete'; readonly failedBefore: number; readonly isStateUnknown: boolean }
  /** No longer in the install list, so assumed complete; or never in it, after a queue call that was accepted. */
  | { readonly type: 'inferred'; readonly wasListed: boolean }
  | { readonly type: 'failed' }
  /** `jobfailed` is above `max-jobfailed` in a state other than Failed. */
  | { readonly type: 'failed-by-count' }
  | { readonly type: 'machines-failed' }
  /** The job failed, and re-running it was refused. */
  | { readonly type: 'retry-refused'; readonly error: ApiError }
  | { readonly type: 'squashed' }
  | { readonly type: 'stalled' }
  /** A fault that ends a wait immediately or at the third in a row. */
  | { readonly type: 'fault'; readonly error: ApiError }
  | { readonly type: 'outage'; readonly error: ApiError }
  /** Not seen anywhere: never in the install list, or only in entries that cannot be read. */
  | { readonly type: 'never-listed' }
  /** Missing from the list after a denied response. */
  | { readonly type: 'denied-and-missing'; readonly message: string }
  /** Missing from lists that cannot be relied on. */
  | { readonly type: 'list-unreliable'; readonly defect: ListDefect }

/** Why the install list keeps a rollout from being complete: installs of its versions are listed, or the list is unreliable. */
export type InstallsBlocker = { readonly type: 'listed' } | ListDefect

/** A job's last valid response. */
export interface LastResponse extends JobResponse {
  /** Monotonic ms. */
  readonly receivedAt: number
  /** The Date header, Unix seconds. */
  readonly date: number | undefined
}

/** An entry of the history in the summary: a change of state or of a rollout's counters, or a re-run. `at` in monotonic ms. */
export type HistoryEntry =
  | { readonly type: 'status'; readonly at: number; readonly status: Status }
  | { readonly type: 'rerun'; readonly at: number; readonly failure: JobResponse }

/** The re-runs of a job. */
export interface RetryState {
  readonly left: number
  readonly used: number
  /** `max-jobfailed`, raised at every re-run to at least the count at that time. */
  readonly maxJobfailed: number
  /** The failure before the last re-run, and when the call was made (monotonic ms). */
  readonly rerun: { readonly failure: JobResponse; readonly at: number } | undefined
}

/** Everything known about one job, as one readonly value. Only `initialJobs` and `transition` create them. Monotonic ms. */
export interface JobState {
  readonly target: Target
  readonly phase: Phase
  /** When the next request is scheduled; undefined while the job is blocked, when it has ended, and when the wait has ended before it was queued. */
  readonly nextPollAt: number | undefined
  /** No poll is sent before this moment, except the final poll: `min-poll-interval` or an honored Retry-After. */
  readonly notBefore: number
  /** When an honored Retry-After ends; undefined without one. */
  readonly retryAfterUntil: number | undefined
  /** Requests sent for this job; a shared request counts for every job that it covers. */
  readonly polls: number
  readonly lastResponse: LastResponse | undefined
  /** The last fault, while no valid response has arrived since. */
  readonly lastFault: ApiError | undefined
  readonly faultState: FaultState
  readonly schedule: ScheduleState
  readonly confirmation: ConfirmationState
  readonly retries: RetryState
  readonly rollout: RolloutState | undefined
  /** Whether installs of the step's versions keep a rollout from being complete. */
  readonly waitsForInstalls: boolean
  /** Why a rollout that is complete by its counters is not complete by the install list; else undefined. */
  readonly installsBlocker: InstallsBlocker | undefined
  readonly listing: ListingState
  /** When state, progress or `jobupdated` (a rollout: its counters) last changed; undefined before the first response. */
  readonly lastChangeAt: number | undefined
  /** When any field of the responses last changed, including the ETA and `joberror`; undefined before the first response. */
  readonly lastFieldChangeAt: number | undefined
  readonly history: readonly HistoryEntry[]
  readonly ending: Ending | undefined
  readonly endedAt: number | undefined
}

/** What happened to a job, for the report. `at` in monotonic ms. */
export type Notice =
  /** A valid response about the job. `previous`: the job before it. */
  | { readonly type: 'response'; readonly at: number; readonly job: JobState; readonly previous: JobState }
  /** A list was received that does not contain the job (yet, or any longer). */
  | { readonly type: 'not-listed'; readonly at: number; readonly job: JobState }
  /**
   * A request failed, and the next one is sent `retryIn` ms later. `inARow`: how many faults in a row, of how many.
   * `lostCall`: it was a call that may have arrived and is not repeated.
   */
  | {
      readonly type: 'request-failed'
      readonly at: number
      readonly job: JobState
      readonly error: ApiError
      readonly retryIn: number
      readonly inARow: { readonly count: number; readonly limit: number } | undefined
      readonly lostCall?: 'queue' | 'retry'
    }
  /** The first valid response after one or more failed requests. */
  | { readonly type: 'recovered'; readonly at: number; readonly job: JobState }
  /** The failed job is being re-run: the call was made. */
  | { readonly type: 'rerun'; readonly at: number; readonly job: JobState; readonly failure: JobResponse }
  | { readonly type: 'unblocked'; readonly at: number; readonly job: JobState }
  /** The rollout is complete by its counters, but not by the install list. Sent once. */
  | {
      readonly type: 'awaiting-installs'
      readonly at: number
      readonly job: JobState
      readonly blocker: InstallsBlocker
    }
  | { readonly type: 'ended'; readonly at: number; readonly job: JobState }
  /** The step's limits on requests delayed a poll to `interval` ms, more than `max-poll-interval`. Sent once. */
  | { readonly type: 'rate-limited'; readonly at: number; readonly interval: number }
