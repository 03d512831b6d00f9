import { seededRandom } from '../../simulator/random.ts'
import type { Client } from './clients.ts'
import { type Family, adversarialFamilies, families, releases } from './families.ts'
import { type Job, hintsOf } from './job.ts'

/** The costs of a client, trace by trace: the same index is the same jobs for every client. */
export interface Sample {
  readonly client: string
  /** Seconds from the end of a job to the response that reports it. */
  readonly lags: readonly number[]
  readonly requests: readonly number[]
}

/** A family of jobs, and the sample of each client. The first is that of this action. */
export interface Trial extends Family {
  readonly samples: readonly Sample[]
}

/** All measurements. */
export interface Measurements {
  readonly traces: number
  readonly gated: readonly Trial[]
  readonly adversarial: readonly Trial[]
  readonly releases: readonly Trial[]
}

/** Simulates every client with the same `traces` of every family. The result is always the same. */
export function measure(clients: readonly Client[], traces: number): Measurements {
  const trials = (group: readonly Family[], firstStream: number): readonly Trial[] =>
    group.map((family, index) => {
      const seeds = Array.from({ length: traces }, (_, trace) => seedOf(firstStream + index, trace))
      return { ...family, samples: clients.map(client => sampleOf(family, client, seeds)) }
    })
  return {
    traces,
    gated: trials(families, 0),
    adversarial: trials(adversarialFamilies, 100),
    releases: trials(releases, 200),
  }
}

function sampleOf({ draw }: Family, client: Client, seeds: readonly number[]): Sample {
  const costs = seeds.map(seed =>
    draw(seededRandom(seed)).map((job, index) => simulate(job, client, seed + index)),
  )
  return {
    client: client.name,
    lags: costs.map(jobs => jobs.reduce((sum, { lag }) => sum + lag, 0)),
    requests: costs.map(jobs => jobs.reduce((sum, { requests }) => sum + requests, 0)),
  }
}

/**
 * Simulates a client that waits for a job. Returns its lag and requests, as in a sample. The server reads the job halfway
 * through each request.
 */
export function simulate(job: Job, client: Client, seed: number) {
  const [network, random] = [seededRandom(seed), seededRandom(~seed)]
  const nextDelay = client.start()
  let elapsed = 0
  for (let number = 1; ; number += 1) {
    const sentAt = elapsed
    // 50 ms plus 50 ms on average, exponentially distributed. The n-th request takes as long for every client.
    elapsed += 0.05 - 0.05 * Math.log(1 - network())
    const readAt = (sentAt + elapsed) / 2
    const end = job.queue + job.lasts
    if (readAt >= end) return { lag: elapsed - end, requests: number }
    elapsed += nextDelay({ number, elapsed, random, hints: () => hintsOf(job, readAt) })
  }
}

/** A seed for each trace of each stream. Seeds of neighbors are unrelated. */
function seedOf(stream: number, trace: number): number {
  return Math.floor(seededRandom(Math.imul(stream + 1, 0x9e3779b1) ^ (trace + 1))() * 2 ** 32)
}
