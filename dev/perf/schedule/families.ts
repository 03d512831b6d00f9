import type { Job } from './job.ts'
import { between, type Random, seeded, spread } from '../random.ts'

/** A kind of job: what it is called, its parameters in words (they are printed), and one job drawn from it. */
export interface Family {
  readonly name: string
  readonly about: string
  readonly draw: (random: Random) => Job
}

type Run = Pick<Job, 'percent' | 'eta'> & { readonly lasts: number }

/** Seconds a usual job runs: 2 to 45 minutes. */
const usual = (random: Random) => spread(random, 120, 2700)

/** Percentage of a job that works at one speed. */
const steady = (lasts: number) => (ran: number) => (100 * ran) / lasts

/** The ETA of a server that extrapolates its own percentage, none below one percent. */
const extrapolated = (percent: Job['percent']) => (ran: number) =>
  percent(ran) < 1 ? undefined : (ran * 100) / percent(ran)

const none = () => undefined

/** An ETA that errs by up to 3 % of what is left, anew with every write. */
function honestEta(random: Random, lasts: number): Job['eta'] {
  const noise = Math.floor(random() * 2 ** 32)
  return ran => lasts + (lasts - ran) * between(seeded(noise ^ Math.round(ran * 16)), -0.03, 0.03)
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

/** A job of this run: a queue of `queue` seconds before it, and the server's own rhythm of writing. */
export function jobOf(random: Random, run: Run, queue = between(random, 0, 20), skew = 0): Job {
  const { lasts, percent, eta } = run
  const beat = between(random, 1, 10)
  return { start: queue, end: queue + lasts, beat, percent, eta, epoch: 1.8e9 + random() * 1e6, skew }
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
    const told = lasts * spread(random, 0.5, 2)
    const drifts = random() < 0.5
    const percent = random() < 0.5 ? steady(lasts) : () => 0
    return { lasts, percent, eta: ran => (drifts ? told + ((lasts - told) * ran) / lasts : told) }
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

const family = (
  name: string,
  about: string,
  behave: (random: Random, lasts: number) => Run,
  lasts = usual,
  queue?: (random: Random) => number,
): Family => ({ name, about, draw: random => jobOf(random, behave(random, lasts(random)), queue?.(random)) })

/** A run that is cut short: what the server believed of the whole, until it fails. */
function failing(random: Random, planned: number): Run {
  return { ...behaviours.honest(random, planned), lasts: planned * random() }
}

/** The twelve families of jobs that the gates are about. */
export const families: readonly Family[] = [
  family('honest', 'percentage and ETA within 3 %', behaviours.honest),
  family('no ETA', 'steady percentage, no ETA', behaviours.withoutEta),
  family('bursts', 'percentage in steps of 5 to 25, no ETA', behaviours.bursts),
  family('stalls', 'percentage stands still for 20 to 60 % of the time, ETA extrapolated', behaviours.stalls),
  family(
    'wrong ETA',
    'ETA wrong by ×0.5 to ×2, half of them drifting to the truth; half with an honest percentage, half with 0',
    behaviours.wrongEta,
  ),
  family('0 then 100', 'percentage 0 and no ETA until it is over', behaviours.silent),
  family(
    'long queue',
    '5 to 30 minutes queued, then 20 s to 2 minutes with honest percentage and ETA',
    behaviours.honest,
    random => spread(random, 20, 120),
    random => spread(random, 300, 1800),
  ),
  family(
    'seconds',
    '1 to 15 s, honest, not queued',
    behaviours.honest,
    random => between(random, 1, 15),
    () => 0,
  ),
  family('hours', '2 to 6 h, honest', behaviours.honest, random => between(random, 7200, 21600)),
  family('phases', '2 to 4 phases of different speed, ETA extrapolated', behaviours.phases),
  family('hangs at 99', 'at 99 % for the last 10 to 60 % of the time, ETA extrapolated', behaviours.hangs),
  family(
    'fails',
    'planned for 2 to 30 minutes, honest, fails at a uniformly random moment',
    failing,
    random => spread(random, 120, 1800),
  ),
]

/** Three that nothing good can be made of; printed, not gated. */
export const adversaries: readonly Family[] = [
  family('ETA ×10', 'ETA ten times too late, percentage 0', (_, lasts) => ({
    lasts,
    percent: () => 0,
    eta: () => 10 * lasts,
  })),
  family('always 10 s', 'an ETA that is always ten seconds away, steady percentage', (_, lasts) => ({
    lasts,
    percent: steady(lasts),
    eta: ran => ran + 10,
  })),
  {
    name: 'skewed clocks',
    about: "the Date header's clock up to two hours ahead of the job's or behind it, otherwise honest",
    draw: random =>
      jobOf(random, behaviours.honest(random, usual(random)), undefined, between(random, -7200, 7200)),
  },
]
