import { answerOf, type Job } from './job.ts'
import { type Random, seeded } from '../random.ts'
import type { Waiter } from './waiters.ts'

/** How one wait went: seconds from the end of the job to the answer that told it, and requests made. */
export interface Outcome {
  readonly lag: number
  readonly requests: number
}

/** Seconds one request takes: 50 ms and an exponential tail of 50 ms; the n-th request of a job is as slow for every waiter. */
const latency = (network: Random) => 0.05 - 0.05 * Math.log(1 - network())

/** One waiter waits for one job, in virtual time. The server looks at the job halfway through the request. */
export function simulate(job: Job, waiter: Waiter, seed: number): Outcome {
  const network = seeded(seed)
  const next = waiter.begin(seeded(~seed))
  let now = 0
  for (let requests = 1; ; requests++) {
    const sent = now
    now += latency(network)
    const seen = (sent + now) / 2
    if (seen >= job.end) return { lag: now - job.end, requests }
    const answer = () => {
      const told = answerOf(job, seen)
      if (told === undefined) throw new Error('a job that is over was asked as if it ran')
      return told
    }
    now += next(now, answer)
  }
}
