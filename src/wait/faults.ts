import type { ApiError } from '../clanforge/errors.ts'
import type { Arrival } from './arrival.ts'

/** The time between two requests that fail with 404, a refusal, 401 or 403. */
const FAULT_SPACING_MS = 10_000
/** This many of these faults in a row end the job. */
const MAX_FAULTS_IN_A_ROW = 3
/** A single failed request may be a blip. */
const MIN_OUTAGE_FAILURES = 2

/**
 * The classes of faults (docs/how-results-are-decided.md, "Faults").
 *
 * - `outage`: the next request may succeed: network, timeouts, invalid responses, 408, 429, 5xx
 * - `not-found`: 404 and refusals, because a job may not be readable in the instant after it was created
 * - `unauthorized`: 401 and 403
 * - `final`: 3xx, other 4xx, certificates
 */
type FaultClass = 'outage' | 'not-found' | 'unauthorized' | 'final'

/** The failed requests since the last valid response. From the second one on they are an outage. Monotonic ms. */
interface FailedRequests {
  /** When the first of them was sent. */
  readonly startedAt: number
  /** How long the outage clock was paused, by Retry-After or by faults that do not run it. ms */
  readonly pausedFor: number
  readonly failures: number
}

/** Faults of one class in a row. */
interface Streak {
  readonly faultClass: 'not-found' | 'unauthorized'
  readonly count: number
  readonly lastAt: number
}

/** The faults of a job since its last valid response. */
export interface FaultState {
  readonly failedRequests: FailedRequests | undefined
  readonly streak: Streak | undefined
  /** Whether there has been a valid response: then 401 and 403 are tolerated twice. */
  readonly hadResponse: boolean
}

/** Before the first request. */
export const initialFaults: FaultState = { failedRequests: undefined, streak: undefined, hadResponse: false }

/** After a valid response. */
export const faultsAfterResponse: FaultState = { ...initialFaults, hadResponse: true }

/** A fault ends the job, or is followed by another request: by the schedule or after a fixed time. */
export type FaultVerdict =
  | { readonly type: 'fatal' }
  | { readonly type: 'retry'; readonly faultState: FaultState }
  | { readonly type: 'retry-spaced'; readonly faultState: FaultState; readonly spacing: number }

/** A request that failed. */
export interface FailedRequest extends Pick<Arrival, 'sentAt' | 'at' | 'retryAfter'> {
  readonly error: ApiError
  /** `min-poll-interval`, ms. */
  readonly minPollInterval: number
}

/** Judges a failed request. */
export function judgeFault(before: FaultState, request: FailedRequest): FaultVerdict {
  const faultClass = classify(request.error)
  switch (faultClass) {
    case 'final':
      return { type: 'fatal' }
    case 'outage':
      return { type: 'retry', faultState: failedRequestsAfter(before, request) }
    case 'unauthorized':
      return before.hadResponse ? judgeStreak(before, faultClass, request) : { type: 'fatal' }
    case 'not-found':
      return judgeStreak(before, faultClass, request)
  }
}

/**
 * Whether a call that changes something took place: it provably did not arrive, its response was lost (then it
 * counts as made), it was refused, or it failed permanently.
 */
export function judgeCall(error: ApiError): 'not-arrived' | 'lost' | 'refused' | 'fatal' {
  if (error.type === 'connect' || error.status === 429) return 'not-arrived'
  switch (classify(error)) {
    case 'outage':
      return 'lost'
    case 'not-found':
    case 'unauthorized':
      return 'refused'
    case 'final':
      return (error.status ?? 0) >= 400 ? 'refused' : 'fatal'
  }
}

/** When the outage ends the job (monotonic ms); undefined while there is no outage. */
export function outageEndsAt({ failedRequests }: FaultState, outageTimeout: number): number | undefined {
  return isOutage(failedRequests)
    ? failedRequests.startedAt + failedRequests.pausedFor + outageTimeout
    : undefined
}

/** Whether enough requests have failed in a row to call it an outage. */
export function isOutage(requests: FailedRequests | undefined): requests is FailedRequests {
  return requests !== undefined && requests.failures >= MIN_OUTAGE_FAILURES
}

/** The number of faults in a row, and the number that ends the job; undefined while there are none. */
export function countInARow({
  streak,
}: FaultState): { readonly count: number; readonly limit: number } | undefined {
  return streak && { count: streak.count, limit: MAX_FAULTS_IN_A_ROW }
}

function classify({ type, status = 0 }: ApiError): FaultClass {
  if (type === 'certificate') return 'final'
  if (type === 'refusal') return 'not-found'
  if (type !== 'status') return 'outage'
  if (status === 404) return 'not-found'
  if (status === 401 || status === 403) return 'unauthorized'
  return status === 408 || status === 429 || status >= 500 ? 'outage' : 'final'
}

/** A failed request with a response ends a streak. One without a response does not. */
function failedRequestsAfter(
  before: FaultState,
  { error, sentAt, retryAfter = 0 }: FailedRequest,
): FaultState {
  const first = { startedAt: sentAt, pausedFor: 0, failures: 0 }
  const { startedAt, pausedFor, failures } = before.failedRequests ?? first
  const isResponse =
    error.status !== undefined || error.type === 'invalid-response' || error.type === 'too-large'
  return {
    ...before,
    failedRequests: { startedAt, pausedFor: pausedFor + retryAfter, failures: failures + 1 },
    streak: isResponse ? undefined : before.streak,
  }
}

function judgeStreak(
  before: FaultState,
  faultClass: Streak['faultClass'],
  request: FailedRequest,
): FaultVerdict {
  const streak = streakAfter(before.streak, faultClass, request.at)
  if (streak.count >= MAX_FAULTS_IN_A_ROW) return { type: 'fatal' }
  const spacing = Math.max(FAULT_SPACING_MS, request.minPollInterval, request.retryAfter ?? 0)
  const { failedRequests } = before
  // These faults pause the outage clock for the delay that follows them.
  const paused = failedRequests && { ...failedRequests, pausedFor: failedRequests.pausedFor + spacing }
  return { type: 'retry-spaced', faultState: { ...before, failedRequests: paused, streak }, spacing }
}

/** Counts a fault only if it has the usual spacing, so that an early poll (the final one) does not end a job. */
function streakAfter(before: Streak | undefined, faultClass: Streak['faultClass'], at: number): Streak {
  if (before?.faultClass !== faultClass) return { faultClass, count: 1, lastAt: at }
  return at - before.lastAt < FAULT_SPACING_MS ? before : { faultClass, count: before.count + 1, lastAt: at }
}
