// What the schedule promises for any sequence of answers and faults, thousands of them: G1, G3 and G5 of polling.
// G2 and G4 are in schedule-predictions.test.ts.
import { test } from '@jest/globals'
import fc from 'fast-check'
import {
  afterAnswer,
  afterFault,
  type Hints,
  type Pace,
  type ScheduleState,
  type Setback,
  startSchedule,
} from '../../../src/wait/schedule.ts'

const runs = { numRuns: 3000 }

/** Jest's own `expect` is too slow for a million waits. */
function must(holds: boolean, promise: string): void {
  if (!holds) throw new Error(promise)
}

const garbage = fc.oneof(
  fc.double(),
  fc.constantFrom(undefined, NaN, Infinity, -Infinity, 0, -1, 1e308, -1e308),
)
const second = fc.integer({ min: 1_799_990_000, max: 1_800_010_000 })
const hintsOf = (stamp: fc.Arbitrary<number | undefined>) =>
  fc.record<Hints>({
    started: fc.boolean(),
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
const setback = fc.record<Setback>({
  tooMany: fc.boolean(),
  retryAfter: fc.option(fc.oneof(fc.integer({ min: 0, max: 90_000 }), garbage), { nil: undefined }),
})
const chance = fc.oneof(
  fc.constantFrom(0, 0.5, 1 - 2 ** -53),
  fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
)
const anyPace = fc
  .tuple(fc.constantFrom(1, 500, 2000, 9_000, 15_000, 90_000), fc.constantFrom(0, 1, 3000, 58_000, 600_000))
  .map(([min, more]): Pace => ({ min, max: min + more }))

interface Event {
  readonly answer?: Hints | undefined
  readonly fault?: Setback | undefined
  readonly chance: number
  readonly latency: number
}
const latency = fc.integer({ min: 0, max: 3000 })
const answered: fc.Arbitrary<Event> = fc.record({ answer: anything, chance, latency })
const events = fc.array(
  fc.oneof({ weight: 3, arbitrary: answered }, fc.record({ fault: setback, chance, latency })),
  {
    minLength: 1,
    maxLength: 60,
    size: 'max',
  },
)

/** Lets a schedule run through the events and looks at every wait. */
function drive(
  pace: Pace,
  happened: readonly Event[],
  look: (wait: number, event: Event, elapsed: number, before: ScheduleState, after: ScheduleState) => void,
): void {
  const first = 5_000
  let [now, state] = [first, startSchedule(first)]
  for (const event of happened) {
    now += event.latency
    const random = () => event.chance
    const { wait, state: after } =
      event.answer === undefined
        ? afterFault(state, event.fault ?? { tooMany: false }, now, random, pace)
        : afterAnswer(state, event.answer, now, random, pace)
    look(wait, event, now - first, state, after)
    state = after
    now += wait
  }
}

const blindOf = ({ min, max }: Pace) => Math.min(max, Math.max(10_000, min))
const silent = ({ progress = NaN, eta = NaN }: Hints) =>
  !(progress > 0 && progress < Infinity) && !Number.isFinite(eta)
const hair = 1 + 1e-9

test('G1 every wait is within its bounds', () => {
  fc.assert(
    fc.property(anyPace, events, (pace, happened) => {
      const blind = blindOf(pace)
      drive(pace, happened, (wait, { answer }, elapsed) => {
        if (answer === undefined) return
        must(wait >= pace.min, 'not sooner')
        must(wait <= pace.max, 'not later')
        must(wait <= 1.05 * hair * Math.max(blind, elapsed), 'not later')
        if (!answer.started) must(wait <= 1.05 * hair * 1.5 * blind, 'not later')
        else if (silent(answer)) must(wait <= 1.05 * hair * blind, 'not later')
      })
    }),
    runs,
  )
})

test('G3 never more than 12 requests beyond one per blind interval', () => {
  fc.assert(
    fc.property(
      anyPace,
      fc.array(answered, { minLength: 40, maxLength: 120, size: 'max' }),
      events,
      (pace, many, mixed) => {
        drive(pace, [...many, ...mixed], (_, __, elapsed, ___, { polls }) => {
          must(polls <= 12 + elapsed / (0.95 * blindOf(pace)), 'the budget')
        })
      },
    ),
    { numRuns: 2000 },
  )
})

test('G5 garbage gives a finite wait inside the clamps, and none before Retry-After', () => {
  fc.assert(
    fc.property(anyPace, events, (pace, happened) => {
      drive(pace, happened, (wait, { answer, fault }, elapsed, before, after) => {
        must(Number.isFinite(wait), 'finite')
        must(wait >= pace.min, 'not sooner')
        must(after.faults === (answer === undefined ? before.faults + 1 : 0), 'faults in a row')
        if (fault === undefined) return
        const { tooMany, retryAfter = NaN } = fault
        const floor = after.polls >= 9 + elapsed / blindOf(pace) ? blindOf(pace) : pace.min
        const first = (tooMany ? blindOf(pace) : pace.min) * 2 ** before.faults
        if (Number.isFinite(retryAfter))
          must(wait === Math.max(floor, Math.min(retryAfter, 24 * 86_400_000)), 'Retry-After')
        else {
          must(wait >= Math.min(first, pace.max), 'not sooner')
          must(wait <= Math.min(Math.max(floor, 1.5 * first), pace.max), 'not later')
        }
      })
    }),
    runs,
  )
})
