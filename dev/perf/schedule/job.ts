import type { Hints } from '../square-root.ts'

/**
 * One simulated remote job. All times in seconds since its creation, which is also when the step begins to wait.
 * `percent` and `eta` are what the server believes after `ran` seconds of running.
 */
export interface Job {
  readonly start: number
  readonly end: number
  readonly beat: number // s between two writes of progress: what an answer shows is up to this old
  readonly percent: (ran: number) => number
  readonly eta: (ran: number) => number | undefined
  readonly epoch: number // Unix seconds of the creation, not a whole second
  readonly skew: number // s by which the Date header's clock is ahead of the job's
}

/**
 * What Clanforge answers at `at` seconds, or undefined once the job is over: integer percent, stamps and Date header in
 * whole seconds, the percentage never 100 before the end.
 */
export function answerOf(job: Job, at: number): Hints | undefined {
  if (at >= job.end) return undefined
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
