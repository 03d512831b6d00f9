// The guarantees of docs/polling.md about predictions, for thousands of jobs: the cost of a wrong one, and that only the
// differences between the server's timestamps count. The other guarantees are in schedule-properties.test.ts.
import { expect, test } from '@jest/globals'
import fc from '../support/fast-check.ts'
import type { Hints } from '../../src/wait/prediction.ts'
import { delayAfterResponse, startSchedule } from '../../src/wait/schedule.ts'

const runs = { numRuns: 3000 }
const ROUNDING = 1 + 1e-9
const chance = fc.oneof(
  fc.constantFrom(0, 0.5, 1 - 2 ** -53),
  fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
)
const stamp = fc.option(fc.integer({ min: 1_799_990_000, max: 1_800_010_000 }), { nil: undefined })
const sane = fc.record<Hints>({
  hasStarted: fc.boolean(),
  progress: fc.option(fc.integer({ min: 0, max: 100 }), { nil: undefined }),
  eta: stamp,
  start: stamp,
  updated: stamp,
  date: stamp,
})

function must(holds: boolean, guarantee: string): void {
  if (!holds) throw new Error(guarantee)
}

/** The lag in seconds of a job that ends `length` seconds after the first request, and whether its request budget was spent. */
function lagOf(length: number, waited: number, hintsAt: (at: number) => Hints, random: number) {
  const intervals = { min: 2000, max: 60_000 }
  let [at, schedule, isSpent] = [0, startSchedule(-waited * 1000), false]
  while (at < length) {
    const next = delayAfterResponse(schedule, hintsAt(at), { at: at * 1000, random }, intervals)
    isSpent = next.schedule.polls >= 9 + (at + waited) / 10
    schedule = next.schedule
    at += next.delay / 1000
  }
  return { lag: at - length, isSpent }
}

const cost = (error: number, isSpent: boolean) =>
  1.05 * ROUNDING * Math.max(2, Math.sqrt(2 * error), isSpent ? 10 : 0)
const moment = fc.double({ min: 0.1, max: 4000, noNaN: true })

test('An ETA that is wrong by e seconds costs at most max(min, sqrt(2λe)), up to jitter and budget', () => {
  fc.assert(
    fc.property(
      moment,
      moment,
      fc.double({ min: 0, max: 600, noNaN: true }),
      chance,
      (length, eta, waited, jitter) => {
        const hintsAt = (at: number): Hints => ({ hasStarted: true, eta, date: at })
        const { lag, isSpent } = lagOf(length, waited, hintsAt, jitter)
        must(lag <= cost(Math.abs(eta - length), isSpent), 'the cost of a wrong ETA')
      },
    ),
    runs,
  )
})

test('A percentage that is wrong by e seconds costs no more either', () => {
  fc.assert(
    fc.property(
      moment,
      fc.double({ min: 0.5, max: 2, noNaN: true }),
      fc.nat(600),
      chance,
      (length, speed, waited, jitter) => {
        let [lastProgress, finish] = [NaN, NaN]
        const hintsAt = (at: number): Hints => {
          const progress = Math.min(99, Math.floor((100 * (at + waited)) / (length + waited) / speed))
          if (progress !== lastProgress) finish = at + ((at + waited) * (99.5 - progress)) / (progress + 0.5)
          lastProgress = progress
          return { hasStarted: true, progress, start: -waited, updated: at, date: at }
        }
        const { lag, isSpent } = lagOf(length, waited, hintsAt, jitter)
        // At 0% nothing is predicted, and only the blind interval is guaranteed.
        must(
          lag <= (lastProgress === 0 ? 10.5 : cost(Math.abs(finish - length), isSpent)),
          'the cost of a wrong percentage',
        )
      },
    ),
    runs,
  )
})

test('Shifting every server timestamp by any constant changes nothing', () => {
  const shifted = (hints: Hints, by: number): Hints => {
    const move = (stamp?: number) => (stamp === undefined ? undefined : stamp + by)
    return {
      ...hints,
      eta: move(hints.eta),
      start: move(hints.start),
      updated: move(hints.updated),
      date: move(hints.date),
    }
  }
  // Gaps of eighths of a second: sums of them are exact, so that nothing but a mistake can differ.
  const responses = fc.array(fc.tuple(sane, fc.integer({ min: 0, max: 500 })), {
    minLength: 1,
    maxLength: 40,
  })
  fc.assert(
    fc.property(responses, fc.integer({ min: -2_000_000_000, max: 2_000_000_000 }), (received, by) => {
      const delays = (shift: number) => {
        let [at, schedule] = [0, startSchedule(0)]
        return received.map(([hints, gap]) => {
          at += gap * 125
          const moment = { at, random: 0.5 }
          const next = delayAfterResponse(schedule, shifted(hints, shift), moment, { min: 1, max: 60_000 })
          schedule = next.schedule
          return next.delay
        })
      }
      expect(delays(by)).toEqual(delays(0))
    }),
    runs,
  )
})
