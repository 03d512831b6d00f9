import type { Random } from '../../simulator/random.ts'
import type { Hints } from './rule.ts'

/**
 * One simulated job. All times in seconds since its creation, which is also when the step begins to wait.
 * `percent` and `eta` are what the server believes after `ran` seconds of running.
 */
export interface Job {
  readonly start: number
  readonly end: number
  /** Seconds between two writes of progress: what a response shows is up to this old. */
  readonly beat: number
  readonly percent: (ran: number) => number
  readonly eta: (ran: number) => number | undefined
  /** Unix seconds of the creation, not a whole second. */
  readonly epoch: number
  /** Seconds by which the Date header's clock is ahead of the job's. */
  readonly skew: number
}

/** How a job runs: for how many seconds, and what the server believes meanwhile. */
export type Run = Pick<Job, 'percent' | 'eta'> & { readonly lasts: number }

/** Uniform in [low, high). */
export const between = (random: Random, low: number, high: number) => low + (high - low) * random()

/** Uniform in the logarithm: as many jobs between one and two minutes as between ten and twenty. */
export const spread = (random: Random, low: number, high: number) => low * (high / low) ** random()

/** A job of this run: a queue of `queue` seconds before it, and the server's own rhythm of writing. */
export function jobOf(random: Random, run: Run, queue = between(random, 0, 20), skew = 0): Job {
  const { lasts, percent, eta } = run
  const beat = between(random, 1, 10)
  return { start: queue, end: queue + lasts, beat, percent, eta, epoch: 1.8e9 + random() * 1e6, skew }
}

/**
 * What Clanforge responds at `at` seconds, before the end of the job: integer percent, timestamps and Date header in
 * whole seconds, the percentage never 100.
 */
export function hintsOf(job: Job, at: number): Hints {
  const date = Math.floor(job.epoch + job.skew + at)
  if (at < job.start) return { hasStarted: false, progress: 0, updated: Math.floor(job.epoch), date }
  const ran = Math.floor((at - job.start) / job.beat) * job.beat
  const eta = job.eta(ran)
  return {
    hasStarted: true,
    progress: Math.min(99, Math.floor(job.percent(ran))),
    eta: eta === undefined ? undefined : Math.floor(job.epoch + job.start + eta),
    start: Math.floor(job.epoch + job.start),
    updated: Math.floor(job.epoch + job.start + ran),
    date,
  }
}
