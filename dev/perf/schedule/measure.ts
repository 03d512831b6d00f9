import { adversaries, families, type Family } from './families.ts'
import { seeded, seedOf } from '../random.ts'
import { drawRelease, type releases } from './release.ts'
import { type Outcome, simulate } from './simulate.ts'
import type { Waiter } from './waiters.ts'

/** Lags in seconds and requests of one waiter, trace by trace; the same index is the same job for every waiter. */
export interface Sample {
  readonly lags: readonly number[]
  readonly requests: readonly number[]
}

/** One family of jobs, and how every waiter fared with it, in the order of the waiters. */
export interface Trial {
  readonly family: Family
  readonly samples: readonly Sample[]
}

/** Everything the benchmark finds out. A release's lag and requests are sums over its four waits. */
export interface Measurements {
  readonly traces: number
  readonly waiters: readonly Waiter[]
  readonly gated: readonly Trial[]
  readonly adversarial: readonly Trial[]
  readonly releases: Readonly<Record<keyof typeof releases, readonly Sample[]>>
}

/** Lets every waiter wait for the same `traces` jobs of every family, in virtual time; the same numbers on every run. */
export function measure(waiters: readonly Waiter[], traces: number): Measurements {
  const trial = (family: Family, stream: number): Trial => ({
    family,
    samples: sample(waiters, traces, (waiter, index) => {
      const seed = seedOf(stream, index)
      return simulate(family.draw(seeded(seed)), waiter, seed)
    }),
  })
  const release = (kind: keyof typeof releases, stream: number) =>
    sample(waiters, traces, (waiter, index) => {
      const seed = seedOf(stream, index)
      const waits = drawRelease(seeded(seed), kind).map((job, place) => simulate(job, waiter, seed + place))
      const [lag, requests] = [sum(waits, wait => wait.lag), sum(waits, wait => wait.requests)]
      return { lag, requests }
    })
  return {
    traces,
    waiters,
    gated: families.map((family, index) => trial(family, index)),
    adversarial: adversaries.map((family, index) => trial(family, 100 + index)),
    releases: {
      sound: release('sound', 200),
      hanging: release('hanging', 201),
      silent: release('silent', 202),
    },
  }
}

function sample(
  waiters: readonly Waiter[],
  traces: number,
  outcome: (waiter: Waiter, index: number) => Outcome,
): Sample[] {
  return waiters.map(waiter => {
    const outcomes = Array.from({ length: traces }, (_, index) => outcome(waiter, index))
    return { lags: outcomes.map(({ lag }) => lag), requests: outcomes.map(({ requests }) => requests) }
  })
}

const sum = (waits: readonly Outcome[], of: (wait: Outcome) => number) =>
  waits.reduce((total, wait) => total + of(wait), 0)
