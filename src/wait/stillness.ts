import type { Reading } from '../clanforge/job.ts'
import { counts } from './rollout.ts'

/** Since when (monotonic ms) the answers have told the same. */
export interface Stillness {
  readonly told: string
  readonly since: number
}

/** Takes an answer heard at `now`: state, progress and `jobupdated` of a job, the counters of a rollout. */
export function observeStillness(before: Stillness | undefined, reading: Reading, now: number): Stillness {
  const told =
    reading.type === 'rollout'
      ? counts(reading)
      : [reading.state, reading.stateName, reading.progress, reading.updated].join('/')
  return before?.told === told ? before : { told, since: now }
}

/** What makes a moment of a job's story: its state, or a rollout's counts. */
export function stageOf(reading: Reading): string {
  return reading.type === 'job' ? reading.state : counts(reading)
}
