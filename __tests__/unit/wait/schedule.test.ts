// What the schedule does, rule by rule; schedule-properties.test.ts holds what it promises for any input.
import { describe, expect, test } from '@jest/globals'
import {
  afterAnswer,
  afterFault,
  type Hints,
  type ScheduleState,
  startSchedule,
} from '../../../src/wait/schedule.ts'

const pace = { min: 2000, max: 60_000 }
const even = () => 0.5 // no jitter
const t0 = 1_800_000_000
const queued: Hints = { started: false, updated: t0, date: t0 }

/** A running job that began at t0, at `at` seconds, with a fresh jobupdated and Date header. */
const running = (at: number, more: Partial<Hints> = {}): Hints => {
  return { started: true, start: t0, updated: t0 + at, date: t0 + at, ...more }
}

/** The seconds waited after each answer; `at` is the second in which it is heard, of a job first asked at 0. */
function waits(answers: readonly (readonly [at: number, hints: Hints])[], random = even): number[] {
  let state: ScheduleState = startSchedule(0)
  return answers.map(([at, hints]) => {
    const next = afterAnswer(state, hints, at * 1000, random, pace)
    state = next.state
    return next.wait / 1000
  })
}

const last = (...answers: readonly (readonly [number, Hints])[]) => waits(answers).at(-1)

describe('with an ETA', () => {
  test('waits the root of twice the seconds left', () => {
    expect(last([1000, running(1000, { eta: t0 + 1050 })])).toBeCloseTo(10)
    expect(last([1000, running(1000, { eta: t0 + 1008 })])).toBeCloseTo(4)
  })

  test('waits the root of twice the seconds overdue, and no longer than 10 s', () => {
    expect(last([1000, running(1000, { eta: t0 + 992 })])).toBeCloseTo(4)
    expect(last([1000, running(1000, { eta: t0 + 1 })])).toBe(10)
  })

  test('never asks faster than min-poll-interval', () => {
    expect(last([1000, running(1000, { eta: t0 + 1000 })])).toBe(2)
  })

  test('keeps an even pace of 18.5 s while the end is far, or of a hundredth of the whole where that is more', () => {
    expect(last([600, running(600, { eta: t0 + 1200 })])).toBe(18.5)
    expect(last([1800, running(1800, { eta: t0 + 3600 })])).toBeCloseTo(36)
    expect(last([5000, running(5000, { eta: t0 + 50_000 })])).toBe(60)
  })

  test('waits no longer than it has waited so far, but 10 s', () => {
    expect(last([1, running(1, { eta: t0 + 900 })])).toBe(10)
    expect(last([15, running(15, { eta: t0 + 900 })])).toBe(15)
  })

  test('is ignored while it moves away faster than half the speed of time and the percentage stands still', () => {
    const receding = (at: number, speed: number, progress = 40) =>
      [at, running(at, { progress, start: undefined, eta: t0 + 600 + speed * (at - 500) })] as const
    expect(last(receding(500, 1), receding(540, 1))).toBe(10)
    expect(last(receding(500, 0.4), receding(540, 0.4))).toBeGreaterThan(10)
    expect(last(receding(500, 1), receding(540, 1, 41))).toBeGreaterThan(10)
  })

  test('that appears later is watched for drift from then on', () => {
    const hints = (at: number, eta?: number) => running(at, { progress: 0, eta })
    expect(last([500, hints(500)], [510, hints(510, t0 + 610)], [550, hints(550, t0 + 650)])).toBe(10)
  })
})

describe('with a percentage', () => {
  test('goes on as it went', () => {
    // 900 s for 90.5 %: 9 % more take 89.5 s
    expect(last([900, running(900, { progress: 90 })])).toBeCloseTo(Math.sqrt(2 * ((900 * 9.5) / 90.5)))
  })

  test('counts down from when that value was first seen, and goes overdue', () => {
    const at = (second: number) => [second, running(second, { progress: 90 })] as const
    const left = (900 * 9.5) / 90.5
    expect(last(at(900), at(960))).toBeCloseTo(Math.sqrt(2 * (left - 60)))
    expect(last(at(900), at(900 + left + 8))).toBeCloseTo(4)
    expect(last(at(900), at(1900))).toBe(10)
  })

  test('uses the time of the answer where jobupdated never moves', () => {
    const stuck = (at: number, progress: number) => [at, running(at, { progress, updated: t0 })] as const
    expect(last(stuck(100, 10), stuck(900, 90))).toBeCloseTo(Math.sqrt(2 * ((900 * 9.5) / 90.5)))
  })

  test('keeps that time when an ETA turns up later', () => {
    const found = running(960, { progress: 90, eta: t0 + 9000 })
    expect(last([900, running(900, { progress: 90 })], [960, found])).toBeCloseTo(
      Math.sqrt(2 * ((900 * 9.5) / 90.5 - 60)),
    )
  })

  test('says nothing when it is 0, or told before the start', () => {
    expect(last([900, running(900, { progress: 0 })])).toBe(10)
    expect(last([900, running(900, { progress: 90, start: t0 + 904 })])).toBe(10)
  })

  test('and an ETA: the nearest end wins, ahead or past', () => {
    expect(last([900, running(900, { progress: 90, eta: t0 + 908 })])).toBeCloseTo(4)
    expect(last([900, running(900, { progress: 90, eta: t0 + 892 })])).toBeCloseTo(4)
    expect(last([900, running(900, { progress: 99, eta: t0 + 800 })])).toBeCloseTo(
      Math.sqrt(2 * ((900 * 0.5) / 99.5)),
    )
  })

  test.each([10, 90])('starts anew when the job is run again and is at %s %%', progress => {
    const again = running(1000, { start: t0 + 980, progress })
    const left = (20 * (99.5 - progress)) / (progress + 0.5)
    expect(last([900, running(900, { progress: 90 })], [1000, again])).toBeCloseTo(
      Math.max(2, Math.sqrt(2 * left)),
    )
  })
})

describe('without a prediction', () => {
  test('asks every 10 s', () => {
    expect(waits([0, 10, 20, 500].map(at => [at, running(at)]))).toEqual([10, 10, 10, 10])
  })

  test('asks every 15 s before the start, once it has waited so long', () => {
    expect(waits([0, 10, 20].map(at => [at, queued]))).toEqual([10, 10, 15])
    expect(last([900, { ...queued, date: t0 + 900, eta: t0 + 5000 }])).toBe(15)
  })

  test('brings those 10 s between the two inputs', () => {
    const one = (min: number, max: number, hints: Hints) =>
      afterAnswer(startSchedule(0), hints, 900_000, even, { min, max }).wait
    expect(one(30_000, 60_000, running(900))).toBe(30_000)
    expect(one(1000, 5000, running(900))).toBe(5000)
    expect(one(1000, 12_000, queued)).toBe(12_000)
    expect(one(20_000, 60_000, queued)).toBe(30_000)
  })
})

test("the server's time is the latest it told and goes on without it", () => {
  expect(last([1000, running(1000)], [1010, { started: true, eta: t0 + 1018 }])).toBeCloseTo(4)
  expect(last([1000, running(1000, { date: t0 + 500, eta: t0 + 1008 })])).toBeCloseTo(4)
})

test('a jobupdated more than ten minutes ahead of the Date header is ignored', () => {
  expect(last([1000, running(1000, { updated: t0 + 1601, eta: t0 + 1008 })])).toBeCloseTo(4)
})

test('up to 5 % of jitter, and the inputs hold all the same', () => {
  const answer = [[900, running(900)]] as const
  expect(waits(answer, () => 0)).toEqual([9.5])
  expect(waits(answer, () => 0.999_999)[0]).toBeCloseTo(10.5)
  expect(waits([[1000, running(1000, { eta: t0 + 1000 })]], () => 0)).toEqual([2])
})

test('who has asked nine times more than once in 10 s goes back to 10 s, after a fault too', () => {
  const asked = (polls: number) => ({ ...startSchedule(0), polls })
  const wait = (polls: number) =>
    afterAnswer(asked(polls), running(100, { eta: t0 + 102 }), 1e5, even, pace).wait
  expect([wait(17), wait(18)]).toEqual([2000, 10_000])
  expect(afterFault(asked(18), { tooMany: false }, 1e5, even, pace).wait).toBe(10_000)
})

describe('after a failed request', () => {
  const faults = (count: number, tooMany: boolean, random = () => 0) => {
    let state = startSchedule(0)
    return Array.from({ length: count }, (_, n) => {
      const next = afterFault(state, { tooMany }, n * 60_000, random, pace)
      state = next.state
      return next.wait / 1000
    })
  }

  test('waits twice as long each time, up to max-poll-interval', () => {
    expect(faults(7, false)).toEqual([2, 4, 8, 16, 32, 60, 60])
    expect(faults(4, false, () => 0.999_999_9).map(Math.round)).toEqual([3, 6, 12, 24])
  })

  test('begins at 10 s after a 429', () => {
    expect(faults(4, true)).toEqual([10, 20, 40, 60])
  })

  test('begins anew after an answer', () => {
    const failed = afterFault(startSchedule(0), { tooMany: false }, 0, even, pace).state
    const { state } = afterAnswer(failed, running(60), 60_000, even, pace)
    expect(state).toMatchObject({ polls: 2, faults: 0 })
    expect(afterFault(state, { tooMany: false }, 70_000, () => 0, pace).wait).toBe(2000)
  })

  test('does what Retry-After asks for, beyond max-poll-interval too, but not below min-poll-interval', () => {
    const after = (retryAfter: number) =>
      afterFault(startSchedule(0), { tooMany: true, retryAfter }, 0, even, pace).wait
    expect([after(0), after(-5), after(5000), after(600_000)]).toEqual([2000, 2000, 5000, 600_000])
    expect(after(Infinity)).toBe(12_500)
    expect(after(1e300)).toBe(24 * 86_400_000)
  })
})
