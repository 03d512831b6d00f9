import { type Random, seededRandom } from '../../simulator/random.ts'
import { type Job, type Run, between, spread } from './job.ts'

/** Percentage of a job that works at one speed. */
const steady = (lasts: number) => (ran: number) => (100 * ran) / lasts

/** The ETA of a server that extrapolates its own percentage, none below one percent. */
const extrapolated = (percent: Job['percent']) => (ran: number) =>
  percent(ran) < 1 ? undefined : (ran * 100) / percent(ran)

const none = () => undefined

/** An ETA that errs by up to 3% of what is left, drawn anew for every write. */
function honestEta(random: Random, lasts: number): Job['eta'] {
  const noise = Math.floor(random() * 2 ** 32)
  return ran => lasts + (lasts - ran) * between(seededRandom(noise ^ Math.round(ran * 16)), -0.03, 0.03)
}

/** Percentage through points [share of the time, percentage], straight in between. */
function through(lasts: number, points: readonly (readonly [number, number])[]): Job['percent'] {
  return ran => {
    const share = ran / lasts
    let [fromShare, fromPercent] = [0, 0]
    for (const [toShare, toPercent] of [...points, [1, 100] as const]) {
      if (share < toShare)
        return fromPercent + ((toPercent - fromPercent) * (share - fromShare)) / (toShare - fromShare)
      ;[fromShare, fromPercent] = [toShare, toPercent]
    }
    return 100
  }
}

/** Share of the time and percentage where 2 to 4 phases of very different speed meet. */
function phases(random: Random): (readonly [number, number])[] {
  const weights = Array.from({ length: 2 + Math.floor(random() * 3) }, () => [
    spread(random, 0.2, 5),
    spread(random, 0.5, 2),
  ])
  const total = [0, 1].map(axis => weights.reduce((sum, weight) => sum + (weight[axis] ?? 0), 0))
  let [share, percent] = [0, 0]
  return weights.slice(0, -1).map(([time = 0, work = 0]) => {
    share += time / (total[0] ?? 1)
    percent += (100 * work) / (total[1] ?? 1)
    return [share, percent] as const
  })
}

/** The behaviours, by the seconds they last; a release is made of them too. */
export const behaviours = {
  honest: (random: Random, lasts: number): Run => ({
    lasts,
    percent: steady(lasts),
    eta: honestEta(random, lasts),
  }),
  withoutEta: (_: Random, lasts: number): Run => ({ lasts, percent: steady(lasts), eta: none }),
  bursts: (random: Random, lasts: number): Run => {
    const step = between(random, 5, 25)
    return { lasts, percent: ran => Math.floor(steady(lasts)(ran) / step) * step, eta: none }
  },
  stalls: (random: Random, lasts: number): Run => {
    const length = between(random, 0.2, 0.6)
    const from = between(random, 0.1, 0.9 - length)
    const at = (100 * from) / (1 - length)
    const percent = through(lasts, [
      [from, at],
      [from + length, at],
    ])
    return { lasts, percent, eta: extrapolated(percent) }
  },
  phases: (random: Random, lasts: number): Run => {
    const percent = through(lasts, phases(random))
    return { lasts, percent, eta: extrapolated(percent) }
  },
  wrongEta: (random: Random, lasts: number): Run => {
    const predicted = lasts * spread(random, 0.5, 2)
    const drifts = random() < 0.5
    const percent = random() < 0.5 ? steady(lasts) : () => 0
    return {
      lasts,
      percent,
      eta: ran => (drifts ? predicted + ((lasts - predicted) * ran) / lasts : predicted),
    }
  },
  silent: (_: Random, lasts: number): Run => ({ lasts, percent: () => 0, eta: none }),
  hangs: (random: Random, lasts: number): Run => {
    const percent = through(lasts, [
      [1 - between(random, 0.1, 0.6), 99],
      [1, 99.9],
    ])
    return { lasts, percent, eta: extrapolated(percent) }
  },
} as const
