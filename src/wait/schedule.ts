import type { Arrival } from './arrival.ts'
import { type Hints, type PredictionState, noPrediction, predict } from './prediction.ts'

// When to poll next: the square-root rule of docs/polling.md. Server timestamps are only compared with each other.
//
// If a job finishes at rate h, polling every d seconds costs d·h/2 of lag and λ/d in requests, so d = sqrt(2λ/h) is
// best. With x seconds left, or overdue, the memoryless guess is h = 1/x: wait sqrt(2λx). A job may also fail at any
// moment, and nothing predicts that. For it an even interval is best, so STEADY_WAIT_MS and MAX_WAIT_SHARE bound the wait.

/** The cost of one request in seconds of delay. */
const LAMBDA_S = 1
/** With this bound, failing jobs lag under 8 s in the benchmark; 17 s would cost a release too many requests. */
const STEADY_WAIT_MS = 18_500
/** One delay may be this share of the predicted length of the wait, even if that is more than STEADY_WAIT_MS. */
const MAX_WAIT_SHARE = 0.01
/** The interval when nothing predicts the finish. */
const BLIND_INTERVAL_MS = 10_000
/** The polls of a job that the budget allows beyond one per blind interval. */
const SPARE_POLLS = 9
/** The longest delay, as long as the longest `timeout`. Timers overflow soon after it. */
const MAX_DELAY_MS = 24 * 86_400_000

/** `min-poll-interval` and `max-poll-interval`, ms. */
export interface PollIntervals {
  readonly min: number
  readonly max: number
}

/** The state of a job's schedule. */
export interface ScheduleState {
  /** When the first request was sent, monotonic ms. */
  readonly firstAt: number
  readonly polls: number
  /** Failed requests in a row. */
  readonly failures: number
  readonly prediction: PredictionState
}

/** The delay until the next poll, ms, and the state after it. */
export interface Scheduled {
  readonly delay: number
  readonly schedule: ScheduleState
}

/** The schedule of a job whose first request is sent at `now`, monotonic ms. */
export function startSchedule(now: number): ScheduleState {
  return { firstAt: now, polls: 0, failures: 0, prediction: noPrediction }
}

/** The delay after a valid response. */
export function delayAfterResponse(
  before: ScheduleState,
  hints: Hints,
  { at, random }: Pick<Arrival, 'at' | 'random'>,
  intervals: PollIntervals,
): Scheduled {
  const { prediction, secondsLeft: left } = predict(before.prediction, hints, at)
  const schedule = { ...before, polls: before.polls + 1, failures: 0, prediction }
  const [blind, elapsed] = [blindInterval(intervals), at - before.firstAt]
  const best = left === undefined ? Infinity : 1000 * Math.sqrt(2 * LAMBDA_S * Math.abs(left))
  const longest = longestWait(hints.hasStarted, left, elapsed, blind)
  // No wait is longer than the time since the first request.
  const wait = Math.max(
    Math.min(best, longest, Math.max(blind, elapsed)),
    shortestWait(schedule, at, intervals),
  )
  return { delay: clamp(wait * (0.95 + 0.1 * random), intervals.min, intervals.max), schedule }
}

/** The delay after a failed request: twice as long with each in a row, from `blind` after a 429. */
export function delayAfterFailure(
  before: ScheduleState,
  isTooManyRequests: boolean,
  { at, random }: Pick<Arrival, 'at' | 'random'>,
  intervals: PollIntervals,
): Scheduled {
  const schedule = { ...before, polls: before.polls + 1, failures: before.failures + 1 }
  const base = isTooManyRequests ? blindInterval(intervals) : intervals.min
  const backoff = base * 2 ** before.failures * (1 + random / 2)
  return { delay: clamp(backoff, shortestWait(schedule, at, intervals), intervals.max), schedule }
}

/** The delay for a Retry-After of so many ms: it takes precedence over everything but the request budget. */
export function delayForRetryAfter(
  schedule: ScheduleState,
  retryAfter: number,
  at: number,
  intervals: PollIntervals,
): number {
  return Math.max(shortestWait(schedule, at, intervals), Math.min(retryAfter, MAX_DELAY_MS))
}

/** A job that has not started cannot finish yet, and one that is overdue may finish at any moment. ms */
function longestWait(hasStarted: boolean, left: number | undefined, elapsed: number, blind: number): number {
  if (!hasStarted) return 1.5 * blind
  if (left === undefined || left <= 0) return blind
  return Math.max(blind, STEADY_WAIT_MS, MAX_WAIT_SHARE * (elapsed + 1000 * left))
}

/** The request budget: a job that has polled often waits at least the blind interval, even if Retry-After is shorter. ms */
function shortestWait({ polls, firstAt }: ScheduleState, at: number, intervals: PollIntervals): number {
  const blind = blindInterval(intervals)
  return polls >= SPARE_POLLS + (at - firstAt) / blind ? blind : intervals.min
}

function blindInterval({ min, max }: PollIntervals): number {
  return clamp(BLIND_INTERVAL_MS, min, max)
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value))
}
