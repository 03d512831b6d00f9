import { type Random, seededRandom } from '../../simulator/random.ts'
import { type Family, type ReleaseKind, adversaries, drawRelease, families } from './families.ts'
import { type Job, hintsOf } from './job.ts'
import type { Waiter } from './waiters.ts'

/** How one wait went: seconds from the end of the job to the response that reports it, and requests made. */
interface Cost {
  readonly lag: number
  readonly requests: number
}

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

/** Everything that is measured. A release's lag and requests are sums over its four waits. */
export interface Measurements {
  readonly traces: number
  readonly waiters: readonly Waiter[]
  readonly gated: readonly Trial[]
  readonly adversarial: readonly Trial[]
  readonly releases: Readonly<Record<ReleaseKind, readonly Sample[]>>
}

/** Lets every waiter wait for the same `traces` jobs of every family, in virtual time; the same numbers on every run. */
export function measure(waiters: readonly Waiter[], traces: number): Measurements {
  const sample = (stream: number, draw: (random: Random) => readonly Job[]): Sample[] =>
    waiters.map(waiter => {
      const costs = Array.from({ length: traces }, (_, index) => {
        const seed = seedOf(stream, index)
        return total(draw(seededRandom(seed)).map((job, place) => simulate(job, waiter, seed + place)))
      })
      return { lags: costs.map(({ lag }) => lag), requests: costs.map(({ requests }) => requests) }
    })
  const trials = (of: readonly Family[], first: number): Trial[] =>
    of.map((family, index) => ({ family, samples: sample(first + index, random => [family.draw(random)]) }))
  const release = (kind: ReleaseKind, stream: number) => sample(stream, random => drawRelease(random, kind))
  return {
    traces,
    waiters,
    gated: trials(families, 0),
    adversarial: trials(adversaries, 100),
    releases: {
      sound: release('sound', 200),
      hanging: release('hanging', 201),
      silent: release('silent', 202),
    },
  }
}

/** One waiter waits for one job, in virtual time. The server looks at the job halfway through the request. */
export function simulate(job: Job, waiter: Waiter, seed: number): Cost {
  const network = seededRandom(seed)
  const next = waiter.begin(seededRandom(~seed))
  let now = 0
  for (let requests = 1; ; requests++) {
    const sent = now
    // 50 ms and an exponential tail of 50 ms; the n-th request of a job is as slow for every waiter.
    now += 0.05 - 0.05 * Math.log(1 - network())
    const seen = (sent + now) / 2
    if (seen >= job.end) return { lag: now - job.end, requests }
    now += next(now, () => hintsOf(job, seen))
  }
}

/** One seed from two numbers; neighbours give unrelated streams. */
function seedOf(stream: number, index: number): number {
  return Math.floor(seededRandom(Math.imul(stream + 1, 0x9e3779b1) ^ (index + 1))() * 2 ** 32)
}

function total(costs: readonly Cost[]): Cost {
  return costs.reduce((sum, { lag, requests }) => ({
    lag: sum.lag + lag,
    requests: sum.requests + requests,
  }))
}
