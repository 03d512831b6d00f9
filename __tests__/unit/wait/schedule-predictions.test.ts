// What the schedule makes of predictions, for thousands of jobs: G2, the cost of a wrong one, and G4, that only the
// differences between the server's stamps count. The other promises are in schedule-properties.test.ts.
import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { afterAnswer, type Hints, startSchedule } from '../../../src/wait/schedule.ts'

const runs = { numRuns: 3000 }
const hair = 1 + 1e-9
const chance = fc.oneof(
  fc.constantFrom(0, 0.5, 1 - 2 ** -53),
  fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
)
const stamp = fc.option(fc.integer({ min: 1_799_990_000, max: 1_800_010_000 }), { nil: undefined })
const sane = fc.record<Hints>({
  started: fc.boolean(),
  progress: fc.option(fc.integer({ min: 0, max: 100 }), { nil: undefined }),
  eta: stamp,
  start: stamp,
  updated: stamp,
  date: stamp,
})

function must(holds: boolean, promise: string): void {
  if (!holds) throw new Error(promise)
}

/** The lag in seconds of a job that ends `length` seconds after the first request, and whether the budget was spent. */
function lagOf(length: number, asked: number, told: (at: number) => Hints, random: () => number) {
  const pace = { min: 2000, max: 60_000 }
  let [at, state, spent] = [0, startSchedule(-asked * 1000), false]
  while (at < length) {
    const next = afterAnswer(state, told(at), at * 1000, random, pace)
    spent = next.state.polls >= 9 + (at + asked) / 10
    state = next.state
    at += next.wait / 1000
  }
  return { lag: at - length, spent }
}

const cost = (error: number, spent: boolean) =>
  1.05 * hair * Math.max(2, Math.sqrt(2 * error), spent ? 10 : 0)
const moment = fc.double({ min: 0.1, max: 4000, noNaN: true })

test('G2 an ETA that is wrong by e seconds costs at most max(min, sqrt(2λe))', () => {
  fc.assert(
    fc.property(
      moment,
      moment,
      fc.double({ min: 0, max: 600, noNaN: true }),
      chance,
      (length, eta, asked, jitter) => {
        const told = (at: number): Hints => ({ started: true, eta, date: at })
        const { lag, spent } = lagOf(length, asked, told, () => jitter)
        must(lag <= cost(Math.abs(eta - length), spent), 'the cost of a wrong ETA')
      },
    ),
    runs,
  )
})

test('G2 a percentage that is wrong by e seconds costs no more either', () => {
  fc.assert(
    fc.property(
      moment,
      fc.double({ min: 0.5, max: 2, noNaN: true }),
      fc.nat(600),
      chance,
      (length, speed, asked, jitter) => {
        let [seen, end] = [NaN, NaN]
        const told = (at: number): Hints => {
          const progress = Math.min(99, Math.floor((100 * (at + asked)) / (length + asked) / speed))
          if (progress !== seen) end = at + ((at + asked) * (99.5 - progress)) / (progress + 0.5)
          seen = progress
          return { started: true, progress, start: -asked, updated: at, date: at }
        }
        const { lag, spent } = lagOf(length, asked, told, () => jitter)
        // With 0 % nothing is predicted, and only the blind interval is promised.
        must(
          lag <= (seen === 0 ? 10.5 : cost(Math.abs(end - length), spent)),
          'the cost of a wrong percentage',
        )
      },
    ),
    runs,
  )
})

test("G4 shifting all of the server's stamps changes nothing", () => {
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
  const answers = fc.array(fc.tuple(sane, fc.integer({ min: 0, max: 500 })), { minLength: 1, maxLength: 40 })
  fc.assert(
    fc.property(answers, fc.integer({ min: -2_000_000_000, max: 2_000_000_000 }), (heard, by) => {
      const waits = (shift: number) => {
        let [now, state] = [0, startSchedule(0)]
        return heard.map(([hints, gap]) => {
          now += gap * 125
          const next = afterAnswer(state, shifted(hints, shift), now, () => 0.5, { min: 1, max: 60_000 })
          state = next.state
          return next.wait
        })
      }
      expect(waits(by)).toEqual(waits(0))
    }),
    runs,
  )
})
