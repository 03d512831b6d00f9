// The guarantees of docs/polling.md for any sequence of responses and failures, thousands of them. Those about
// predictions are in schedule-predictions.test.ts.
import { test } from '@jest/globals'
import fc from '../support/fast-check.ts'
import type { Hints } from '../../src/wait/prediction.ts'
import {
  type PollIntervals,
  type ScheduleState,
  delayAfterFailure,
  delayAfterResponse,
  delayForRetryAfter,
  startSchedule,
} from '../../src/wait/schedule.ts'

const runs = { numRuns: 3000 }

/** Jest's own `expect` is too slow for a million delays. */
function must(holds: boolean, guarantee: string): void {
  if (!holds) throw new Error(guarantee)
}

const garbage = fc.oneof(
  fc.double(),
  fc.constantFrom(undefined, NaN, Infinity, -Infinity, 0, -1, 1e308, -1e308),
)
const second = fc.integer({ min: 1_799_990_000, max: 1_800_010_000 })
const hintsOf = (stamp: fc.Arbitrary<number | undefined>) =>
  fc.record<Hints>({
    hasStarted: fc.boolean(),
    progress: fc.oneof(fc.integer({ min: 0, max: 100 }), fc.constant(undefined)),
    eta: stamp,
    start: stamp,
    updated: stamp,
    date: stamp,
  })
const sane = hintsOf(fc.option(second, { nil: undefined }))
const anything = fc.oneof(
  sane,
  hintsOf(garbage),
  fc.tuple(sane, garbage).map(([hints, progress]) => ({ ...hints, progress })),
)
interface Failure {
  readonly isTooManyRequests: boolean
  /** ms, as the client reads it: finite, never negative. */
  readonly retryAfter: number | undefined
}
const failure = fc.record<Failure>({
  isTooManyRequests: fc.boolean(),
  retryAfter: fc.option(
    fc.oneof(
      fc.integer({ min: 0, max: 90_000 }),
      fc.double({ min: 0, noNaN: true, noDefaultInfinity: true }),
    ),
    { nil: undefined },
  ),
})
const random = fc.oneof(
  fc.constantFrom(0, 0.5, 1 - 2 ** -53),
  fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
)
const anyIntervals = fc
  .tuple(fc.constantFrom(1, 500, 2000, 9_000, 15_000, 90_000), fc.constantFrom(0, 1, 3000, 58_000, 600_000))
  .map(([min, more]): PollIntervals => ({ min, max: min + more }))

interface Event {
  readonly response?: Hints | undefined
  readonly failure?: Failure | undefined
  readonly random: number
  readonly latency: number
}
const latency = fc.integer({ min: 0, max: 3000 })
const responses: fc.Arbitrary<Event> = fc.record({ response: anything, random, latency })
const events = fc.array(
  fc.oneof({ weight: 3, arbitrary: responses }, fc.record({ failure, random, latency })),
  {
    minLength: 1,
    maxLength: 60,
    size: 'max',
  },
)

interface Step {
  readonly delay: number
  readonly event: Event
  readonly elapsed: number
  readonly before: ScheduleState
  readonly after: ScheduleState
}

/** Runs a schedule through the events and checks every delay. */
function drive(intervals: PollIntervals, events: readonly Event[], check: (step: Step) => void): void {
  const first = 5_000
  let [at, before] = [first, startSchedule(first)]
  for (const event of events) {
    at += event.latency
    const { delay, schedule: after } = delayAfter(before, event, at, intervals)
    check({ delay, event, elapsed: at - first, before, after })
    before = after
    at += delay
  }
}

function delayAfter(before: ScheduleState, event: Event, at: number, intervals: PollIntervals) {
  const moment = { at, random: event.random }
  if (event.response !== undefined) return delayAfterResponse(before, event.response, moment, intervals)
  const { isTooManyRequests = false, retryAfter } = event.failure ?? {}
  const scheduled = delayAfterFailure(before, isTooManyRequests, moment, intervals)
  if (retryAfter === undefined) return scheduled
  return { ...scheduled, delay: delayForRetryAfter(scheduled.schedule, retryAfter, at, intervals) }
}

const blindOf = ({ min, max }: PollIntervals) => Math.min(max, Math.max(10_000, min))
const predictsNothing = ({ progress = NaN, eta = NaN }: Hints) =>
  !(progress > 0 && progress < Infinity) && !Number.isFinite(eta)
const ROUNDING = 1 + 1e-9

test('Every delay is within its bounds: the inputs, the time waited so far, and the blind interval', () => {
  fc.assert(
    fc.property(anyIntervals, events, (intervals, sequence) => {
      const blind = blindOf(intervals)
      drive(intervals, sequence, ({ delay, event: { response }, elapsed }) => {
        if (response === undefined) return
        must(delay >= intervals.min, 'not below min')
        must(delay <= intervals.max, 'not above max')
        must(delay <= 1.05 * ROUNDING * Math.max(blind, elapsed), 'not longer than the time waited so far')
        if (!response.hasStarted)
          must(delay <= 1.05 * ROUNDING * 1.5 * blind, 'at most 1.5 · blind before the start')
        else if (predictsNothing(response))
          must(delay <= 1.05 * ROUNDING * blind, 'at most blind when nothing predicts')
      })
    }),
    runs,
  )
})

test('A job makes at most 12 requests beyond one per blind interval, whatever the server sends', () => {
  fc.assert(
    fc.property(
      anyIntervals,
      fc.array(responses, { minLength: 40, maxLength: 120, size: 'max' }),
      events,
      (intervals, many, mixed) => {
        drive(intervals, [...many, ...mixed], ({ elapsed, after }) => {
          must(after.polls <= 12 + elapsed / (0.95 * blindOf(intervals)), 'the request budget')
        })
      },
    ),
    { numRuns: 2000 },
  )
})

test('Garbage gives a finite delay inside the bounds, and none before Retry-After', () => {
  fc.assert(
    fc.property(anyIntervals, events, (intervals, sequence) => {
      const blind = blindOf(intervals)
      drive(intervals, sequence, ({ delay, event, elapsed, before, after }) => {
        must(Number.isFinite(delay), 'finite')
        must(delay >= intervals.min, 'not below min')
        must(after.failures === (event.response === undefined ? before.failures + 1 : 0), 'failures in a row')
        if (event.failure === undefined) return
        const { isTooManyRequests, retryAfter } = event.failure
        const shortest = after.polls >= 9 + elapsed / blind ? blind : intervals.min
        const first = (isTooManyRequests ? blind : intervals.min) * 2 ** before.failures
        if (retryAfter === undefined) {
          must(delay >= Math.min(first, intervals.max), 'the backoff')
          must(delay <= Math.min(Math.max(shortest, 1.5 * first), intervals.max), 'the backoff')
        } else must(delay === Math.max(shortest, Math.min(retryAfter, 24 * 86_400_000)), 'Retry-After')
      })
    }),
    runs,
  )
})
