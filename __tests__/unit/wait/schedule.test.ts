// What the schedule does, rule by rule; schedule-properties.test.ts has what it guarantees for any input.
import { describe, expect, test } from '@jest/globals'
import type { Hints } from '../../../src/wait/prediction.ts'
import {
  type ScheduleState,
  delayAfterFailure,
  delayAfterResponse,
  delayForRetryAfter,
  startSchedule,
} from '../../../src/wait/schedule.ts'

const intervals = { min: 2000, max: 60_000 }
const even = 0.5 // no jitter
const t0 = 1_800_000_000
const queued: Hints = { hasStarted: false, updated: t0, date: t0 }

/** A running job that began at t0, at `at` seconds, with a fresh jobupdated and Date header. */
const running = (at: number, more: Partial<Hints> = {}): Hints => {
  return { hasStarted: true, start: t0, updated: t0 + at, date: t0 + at, ...more }
}

/** The delays after each response, in seconds; `at`: when it is received, in seconds after the first request. */
function waits(responses: readonly (readonly [at: number, hints: Hints])[], random = even): number[] {
  let schedule: ScheduleState = startSchedule(0)
  return responses.map(([at, hints]) => {
    const next = delayAfterResponse(schedule, hints, { at: at * 1000, random }, intervals)
    schedule = next.schedule
    return next.delay / 1000
  })
}

const last = (...responses: readonly (readonly [number, Hints])[]) => waits(responses).at(-1)

describe('with an ETA', () => {
  test('the delay is the square root of twice the seconds left', () => {
    expect(last([1000, running(1000, { eta: t0 + 1050 })])).toBeCloseTo(10)
    expect(last([1000, running(1000, { eta: t0 + 1008 })])).toBeCloseTo(4)
  })

  test('the delay is the square root of twice the seconds overdue, at most 10 s', () => {
    expect(last([1000, running(1000, { eta: t0 + 992 })])).toBeCloseTo(4)
    expect(last([1000, running(1000, { eta: t0 + 1 })])).toBe(10)
  })

  test('the delay is never below min-poll-interval', () => {
    expect(last([1000, running(1000, { eta: t0 + 1000 })])).toBe(2)
  })

  test('the delay is 18.5 s while the finish is far away, or a hundredth of the duration where that is more', () => {
    expect(last([600, running(600, { eta: t0 + 1200 })])).toBe(18.5)
    expect(last([1800, running(1800, { eta: t0 + 3600 })])).toBeCloseTo(36)
    expect(last([5000, running(5000, { eta: t0 + 50_000 })])).toBe(60)
  })

  test('the delay is at most the time waited so far, or 10 s', () => {
    expect(last([1, running(1, { eta: t0 + 900 })])).toBe(10)
    expect(last([15, running(15, { eta: t0 + 900 })])).toBe(15)
  })

  test('the ETA is ignored while it moves away faster than half the speed of time and the percentage does not change', () => {
    const receding = (at: number, speed: number, progress = 40) =>
      [at, running(at, { progress, start: undefined, eta: t0 + 600 + speed * (at - 500) })] as const
    expect(last(receding(500, 1), receding(540, 1))).toBe(10)
    expect(last(receding(500, 0.4), receding(540, 0.4))).toBeGreaterThan(10)
    expect(last(receding(500, 1), receding(540, 1, 41))).toBeGreaterThan(10)
  })

  test('the drift of an ETA that appears later is measured from then on', () => {
    const hints = (at: number, eta?: number) => running(at, { progress: 0, eta })
    expect(last([500, hints(500)], [510, hints(510, t0 + 610)], [550, hints(550, t0 + 650)])).toBe(10)
  })
})

describe('with a percentage', () => {
  test('the rest is predicted from the time so far', () => {
    // 900 s for 90.5%: 9% more take 89.5 s
    expect(last([900, running(900, { progress: 90 })])).toBeCloseTo(Math.sqrt(2 * ((900 * 9.5) / 90.5)))
  })

  test('the prediction counts down from when the percentage was first seen, and becomes overdue', () => {
    const at = (second: number) => [second, running(second, { progress: 90 })] as const
    const left = (900 * 9.5) / 90.5
    expect(last(at(900), at(960))).toBeCloseTo(Math.sqrt(2 * (left - 60)))
    expect(last(at(900), at(900 + left + 8))).toBeCloseTo(4)
    expect(last(at(900), at(1900))).toBe(10)
  })

  test('the time of the response is used where jobupdated never changes', () => {
    const stuck = (at: number, progress: number) => [at, running(at, { progress, updated: t0 })] as const
    expect(last(stuck(100, 10), stuck(900, 90))).toBeCloseTo(Math.sqrt(2 * ((900 * 9.5) / 90.5)))
  })

  test('that time is kept when an ETA appears later', () => {
    const found = running(960, { progress: 90, eta: t0 + 9000 })
    expect(last([900, running(900, { progress: 90 })], [960, found])).toBeCloseTo(
      Math.sqrt(2 * ((900 * 9.5) / 90.5 - 60)),
    )
  })

  test('nothing is predicted at 0%, or before the start', () => {
    expect(last([900, running(900, { progress: 0 })])).toBe(10)
    expect(last([900, running(900, { progress: 90, start: t0 + 904 })])).toBe(10)
  })

  test('with an ETA, the nearest finish wins, ahead or past', () => {
    expect(last([900, running(900, { progress: 90, eta: t0 + 908 })])).toBeCloseTo(4)
    expect(last([900, running(900, { progress: 90, eta: t0 + 892 })])).toBeCloseTo(4)
    expect(last([900, running(900, { progress: 99, eta: t0 + 800 })])).toBeCloseTo(
      Math.sqrt(2 * ((900 * 0.5) / 99.5)),
    )
  })

  test.each([10, 90])('the prediction restarts when the job is re-run and is at %s%%', progress => {
    const again = running(1000, { start: t0 + 980, progress })
    const left = (20 * (99.5 - progress)) / (progress + 0.5)
    expect(last([900, running(900, { progress: 90 })], [1000, again])).toBeCloseTo(
      Math.max(2, Math.sqrt(2 * left)),
    )
  })
})

describe('without a prediction', () => {
  test('a running job is polled every 10 s', () => {
    expect(waits([0, 10, 20, 500].map(at => [at, running(at)]))).toEqual([10, 10, 10, 10])
  })

  test('a job that has not started is polled every 15 s, once it has been waited for so long', () => {
    expect(waits([0, 10, 20].map(at => [at, queued]))).toEqual([10, 10, 15])
    expect(last([900, { ...queued, date: t0 + 900, eta: t0 + 5000 }])).toBe(15)
  })

  test('these 10 s are brought between the two inputs', () => {
    const one = (min: number, max: number, hints: Hints) =>
      delayAfterResponse(startSchedule(0), hints, { at: 900_000, random: even }, { min, max }).delay
    expect(one(30_000, 60_000, running(900))).toBe(30_000)
    expect(one(1000, 5000, running(900))).toBe(5000)
    expect(one(1000, 12_000, queued)).toBe(12_000)
    expect(one(20_000, 60_000, queued)).toBe(30_000)
  })
})

test("the server's time is the newest of its timestamps, and goes on without them", () => {
  expect(last([1000, running(1000)], [1010, { hasStarted: true, eta: t0 + 1018 }])).toBeCloseTo(4)
  expect(last([1000, running(1000, { date: t0 + 500, eta: t0 + 1008 })])).toBeCloseTo(4)
})

test('a jobupdated more than ten minutes ahead of the Date header is ignored', () => {
  expect(last([1000, running(1000, { updated: t0 + 1601, eta: t0 + 1008 })])).toBeCloseTo(4)
})

test('the jitter is up to 5%, and stays within the inputs', () => {
  const response = [[900, running(900)]] as const
  expect(waits(response, 0)).toEqual([9.5])
  expect(waits(response, 0.999_999)[0]).toBeCloseTo(10.5)
  expect(waits([[1000, running(1000, { eta: t0 + 1000 })]], 0)).toEqual([2])
})

test('a job that was polled nine times more than once in 10 s is polled every 10 s, after a fault too', () => {
  const polled = (polls: number) => ({ ...startSchedule(0), polls })
  const moment = { at: 1e5, random: even }
  const delay = (polls: number) =>
    delayAfterResponse(polled(polls), running(100, { eta: t0 + 102 }), moment, intervals).delay
  expect([delay(17), delay(18)]).toEqual([2000, 10_000])
  expect(delayAfterFailure(polled(18), false, moment, intervals).delay).toBe(10_000)
})

describe('after a failed request', () => {
  const delays = (count: number, isTooManyRequests: boolean, random = 0) => {
    let schedule = startSchedule(0)
    return Array.from({ length: count }, (_, n) => {
      const next = delayAfterFailure(schedule, isTooManyRequests, { at: n * 60_000, random }, intervals)
      schedule = next.schedule
      return next.delay / 1000
    })
  }

  test('the delay doubles each time, up to max-poll-interval', () => {
    expect(delays(7, false)).toEqual([2, 4, 8, 16, 32, 60, 60])
    expect(delays(4, false, 0.999_999_9).map(Math.round)).toEqual([3, 6, 12, 24])
  })

  test('the delay starts at 10 s after a 429', () => {
    expect(delays(4, true)).toEqual([10, 20, 40, 60])
  })

  test('the delay starts again from the beginning after a response', () => {
    const failed = delayAfterFailure(startSchedule(0), false, { at: 0, random: even }, intervals).schedule
    const { schedule } = delayAfterResponse(failed, running(60), { at: 60_000, random: even }, intervals)
    expect(schedule).toMatchObject({ polls: 2, failures: 0 })
    expect(delayAfterFailure(schedule, false, { at: 70_000, random: 0 }, intervals).delay).toBe(2000)
  })

  test('Retry-After applies beyond max-poll-interval too, but not below min-poll-interval', () => {
    const after = (retryAfter: number) => delayForRetryAfter(startSchedule(0), retryAfter, 0, intervals)
    expect([after(0), after(-5), after(5000), after(600_000)]).toEqual([2000, 2000, 5000, 600_000])
    expect([after(Infinity), after(1e300)]).toEqual([24 * 86_400_000, 24 * 86_400_000])
  })
})
