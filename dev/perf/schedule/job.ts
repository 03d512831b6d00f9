import type { Hints } from '../../../src/wait/prediction.ts'
import type { Random } from '../../simulator/random.ts'

/** How a job runs. `percent` and `eta` are the server's values when the job has run for `ran` seconds. */
export interface Run {
  /** Seconds */
  readonly lasts: number
  readonly percent: (ran: number) => number
  /** The predicted duration of the run, in seconds. */
  readonly eta: (ran: number) => number | undefined
}

/** A simulated job. The step starts when the job is created. */
export interface Job extends Run {
  /** Seconds in the queue, before the run. */
  readonly queue: number
  /** Seconds between two updates of the job's fields. */
  readonly updateInterval: number
  /** When the job was created. Unix seconds, with a fraction */
  readonly epoch: number
  /** How far the clock of the Date header is ahead of the clock of the job. Seconds */
  readonly skew: number
}

/** Uniform in [low, high). */
export function between(random: Random, low: number, high: number): number {
  return low + (high - low) * random()
}

/** Log-uniform in [low, high): values from 1 to 2 are as likely as values from 10 to 20. */
export function logBetween(random: Random, low: number, high: number): number {
  return low * (high / low) ** random()
}

/** A job with this run. */
export function jobOf(random: Random, run: Run, queue = between(random, 0, 20), skew = 0): Job {
  return { ...run, queue, updateInterval: between(random, 1, 10), epoch: 1.8e9 + random() * 1e6, skew }
}

/** The fields of a response `at` seconds, before the end: whole percentages below 100, and whole seconds. */
export function hintsOf({ queue, updateInterval, percent, eta, epoch, skew }: Job, at: number): Hints {
  const date = Math.floor(epoch + skew + at)
  if (at < queue) return { hasStarted: false, progress: 0, updated: Math.floor(epoch), date }
  const ran = Math.floor((at - queue) / updateInterval) * updateInterval
  const predicted = eta(ran)
  return {
    hasStarted: true,
    progress: Math.min(99, Math.floor(percent(ran))),
    eta: predicted === undefined ? undefined : Math.floor(epoch + queue + predicted),
    start: Math.floor(epoch + queue),
    updated: Math.floor(epoch + queue + ran),
    date,
  }
}
