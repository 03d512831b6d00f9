import { type Random, seededRandom } from '../../simulator/random.ts'
import { type Run, between, logBetween } from './job.ts'

/** A share of the run time, and the percentage that the job has then. */
type Point = readonly [share: number, percent: number]

/** Draws a run that lasts so many seconds. */
export type Behavior = (random: Random, lasts: number) => Run

const steady = (lasts: number) => (ran: number) => (100 * ran) / lasts
const noEta = () => undefined

/** A run whose percentage goes through these points in straight lines, with an extrapolated ETA. */
function through(lasts: number, points: readonly Point[]): Run {
  const percent = (ran: number): number => {
    const share = ran / lasts
    let [fromShare, fromPercent]: Point = [0, 0]
    for (const [toShare, toPercent] of [...points, [1, 100] as const]) {
      if (share < toShare)
        return fromPercent + ((toPercent - fromPercent) * (share - fromShare)) / (toShare - fromShare)
      ;[fromShare, fromPercent] = [toShare, toPercent]
    }
    return 100
  }
  // The server extrapolates its own percentage. Below 1%, it has no ETA.
  return { lasts, percent, eta: ran => (percent(ran) < 1 ? undefined : (ran * 100) / percent(ran)) }
}

/** The points at which 2 to 4 phases of different speed meet. */
function drawPhases(random: Random): readonly Point[] {
  const phases = Array.from({ length: 2 + Math.floor(random() * 3) }, () => ({
    time: logBetween(random, 0.2, 5),
    work: logBetween(random, 0.5, 2),
  }))
  const sum = (axis: 'time' | 'work') => phases.reduce((total, phase) => total + phase[axis], 0)
  const [totalTime, totalWork] = [sum('time'), sum('work')]
  let [share, percent] = [0, 0]
  return phases.slice(0, -1).map(({ time, work }) => {
    share += time / totalTime
    percent += (100 * work) / totalWork
    return [share, percent]
  })
}

/** The behaviors of jobs. */
export const behaviors = {
  honest: (random, lasts) => {
    // The ETA errs by up to 3% of the time left, drawn again for each update.
    const noise = Math.floor(random() * 2 ** 32)
    const error = (ran: number) => between(seededRandom(noise ^ Math.round(ran * 16)), -0.03, 0.03)
    return { lasts, percent: steady(lasts), eta: ran => lasts + (lasts - ran) * error(ran) }
  },
  withoutEta: (_, lasts) => ({ lasts, percent: steady(lasts), eta: noEta }),
  bursts: (random, lasts) => {
    const step = between(random, 5, 25)
    return { lasts, percent: ran => Math.floor(steady(lasts)(ran) / step) * step, eta: noEta }
  },
  stalls: (random, lasts) => {
    const length = between(random, 0.2, 0.6)
    const from = between(random, 0.1, 0.9 - length)
    const percent = (100 * from) / (1 - length)
    return through(lasts, [
      [from, percent],
      [from + length, percent],
    ])
  },
  phases: (random, lasts) => through(lasts, drawPhases(random)),
  wrongEta: (random, lasts) => {
    const predicted = lasts * logBetween(random, 0.5, 2)
    const drifts = random() < 0.5
    const percent = random() < 0.5 ? steady(lasts) : () => 0
    return { lasts, percent, eta: ran => predicted + (drifts ? ((lasts - predicted) * ran) / lasts : 0) }
  },
  silent: (_, lasts) => ({ lasts, percent: () => 0, eta: noEta }),
  hangs: (random, lasts) =>
    through(lasts, [
      [1 - between(random, 0.1, 0.6), 99],
      [1, 99.9],
    ]),
} as const satisfies Readonly<Record<string, Behavior>>
