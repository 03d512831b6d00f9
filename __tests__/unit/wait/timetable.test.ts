import { describe, expect, test } from '@jest/globals'
import { ApiError } from '../../../src/errors.ts'
import { type Arrival, Timetable } from '../../../src/wait/timetable.ts'
import { defaultRules } from '../../support/wait-run.ts'

const hints = { started: true }
const gone = new ApiError('status', 'HTTP 503', { status: 503 })

function timetable(): Timetable {
  const times = new Timetable(defaultRules, () => 0.5, 0)
  times.begin(0)
  return times
}

function at(now: number, more: Partial<Arrival> = {}): Arrival {
  return { sent: now, now, final: false, ...more }
}

describe('the next poll', () => {
  test('is due at once in the beginning', () => {
    expect(timetable().due).toBe(0)
  })

  test.each([
    ['by the schedule', {}, {}, 10_000],
    ['as soon as allowed', { soon: true }, {}, 2_000],
    ['at a moment before that', { by: 7_000 }, {}, 7_000],
    ['not at a moment too soon', { by: 1_000 }, {}, 2_000],
    ['not at a moment that is over', { by: -1_000 }, {}, 2_000],
    ['not later for a moment after it', { by: 50_000 }, {}, 10_000],
    ['when Retry-After says', { soon: true, by: 3_000 }, { retryAfter: 90_000 }, 90_000],
    ['but no sooner than allowed', {}, { retryAfter: 0 }, 2_000],
  ])('%s', (_, wish, headers, due) => {
    const times = timetable()
    times.plan({ hints, ...wish }, at(0, headers))
    expect(times.due).toBe(due)
  })
})

describe('Retry-After', () => {
  test('is known to run, and to have run out with the next answer', () => {
    const times = timetable()
    expect(times.leaveAlone).toBe(-Infinity)
    times.plan({ hints }, at(0, { retryAfter: 90_000 }))
    expect(times.leaveAlone).toBe(90_000)
    times.plan({ hints }, at(90_000))
    expect(times.leaveAlone).toBe(-Infinity)
    times.survives(gone, at(100_000, { retryAfter: 5_000 }))
    expect(times.leaveAlone).toBe(105_000)
    times.survives(gone, at(105_000))
    expect(times.leaveAlone).toBe(-Infinity)
  })
})

describe('Retry-After of nothing', () => {
  test.each([
    [
      'on good answers',
      (times: Timetable, arrival: Arrival) => {
        times.plan({ hints }, arrival)
      },
    ],
    ['on faults', (times: Timetable, arrival: Arrival) => void times.survives(gone, arrival)],
  ])('%s does not wear the request budget out', (_, take) => {
    const times = timetable()
    let polls = 0
    while (times.due < 24 * 3_600_000) {
      const now = times.due
      polls += 1
      take(times, at(now, { retryAfter: 0 }))
      expect(polls).toBeLessThanOrEqual(12 + now / 9_500)
    }
    // As often as the server says, as far as the budget goes.
    expect(polls).toBeGreaterThan(24 * 360)
  })
})

describe('an outage', () => {
  test('is looked at once more before it is given up', () => {
    const times = timetable()
    times.survives(gone, at(0))
    for (const now of [2_000, 10_000, 60_000, 110_000, 170_000, 230_000, 285_000])
      times.survives(gone, at(now))
    expect(times.outageEnds).toBe(300_000)
    expect(times.due).toBe(298_000)
  })

  test('is over with the next answer, which tells how long it was', () => {
    const times = timetable()
    times.survives(gone, at(1_000))
    times.survives(gone, at(9_000))
    expect(times.failures).toBe(2)
    expect(times.reach(12_000)).toBe(11_000)
    expect([times.failures, times.outageEnds, times.reach(13_000)]).toEqual([0, Infinity, undefined])
  })
})
