import type { ApiError } from '../errors.ts'
import type { Fields, JobState, Reading } from '../clanforge/job.ts'
import type { Target } from '../clanforge/kinds.ts'

/** How the wait for one job ended. */
export type Ending =
  /** `inferred`: gone from the list of installs; `failedBefore`: `jobfailed` of a job that is complete all the same. */
  | { readonly result: 'complete'; readonly inferred: boolean; readonly failedBefore: number }
  /** By its state, by `jobfailed` in another state, or by its failed machines; `retryFault`: running it again was refused. */
  | {
      readonly result: 'failed'
      readonly by: 'state' | 'count' | 'machines'
      readonly retryFault?: ApiError | undefined
    }
  | { readonly result: 'squashed' }
  | { readonly result: 'stalled' }
  /** A fault that ends a wait at once or at the third time, an outage, or a job that no list ever had. */
  | { readonly result: 'error'; readonly why: 'fault' | 'outage'; readonly error: ApiError }
  | { readonly result: 'error'; readonly why: 'nowhere' }

/** A moment at which a job's state, or a rollout's counts, changed. `at` in monotonic ms. */
export interface Moment {
  readonly at: number
  readonly state: JobState | 'counts' | 'run-again'
  readonly reading: Reading | undefined
}

/** What there is to know of one job while it is waited for and afterwards. Monotonic ms. */
export interface JobView {
  readonly target: Target
  /** What the last usable answer said, and when it came. */
  readonly reading: Reading | undefined
  readonly fields: Fields
  readonly heardAt: number | undefined
  /** The server's time of that answer, Unix seconds. */
  readonly date: number | undefined
  /** Requests made for this job; a shared call counts for every job it tells of. */
  readonly polls: number
  readonly ending: Ending | undefined
  readonly endedAt: number | undefined
  /** How often it was run again. */
  readonly runsAgain: number
  readonly moments: readonly Moment[]
  /** Waits for the versions of the step, or was never asked because they did not end well. */
  readonly held: boolean
  /** The counts of the rollout say complete, but installs of the step's versions are still listed. */
  readonly awaitsInstalls?: boolean
  /** The last fault, while no usable answer has come since. */
  readonly fault: ApiError | undefined
}

/** What happens during a wait, for whoever tells people about it. Durations in ms. */
export type WaitEvent =
  | { readonly type: 'heard'; readonly job: JobView }
  /** A request failed; it will be asked again `after` ms from now. `failures`: in a row. */
  | {
      readonly type: 'fault'
      readonly job: JobView
      readonly error: ApiError
      readonly after: number
      readonly failures: number
    }
  | { readonly type: 'recovered'; readonly job: JobView; readonly gone: number }
  | { readonly type: 'run-again'; readonly job: JobView; readonly left: number }
  | { readonly type: 'over'; readonly job: JobView; readonly ending: Ending }
  /** The step's own rate limit made a poll later than `max-poll-interval`. Told once. */
  | { readonly type: 'limited'; readonly interval: number }
