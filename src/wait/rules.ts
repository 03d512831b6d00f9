import type { Allowance } from './rollout.ts'
import type { Pace } from './schedule.ts'

/** How install jobs are asked about: by queueing them at every poll, by queueing them once, or never. */
export type InstallMode = 'poll' | 'queue-once' | 'watch'

/** How to wait: the inputs that hold for every job of a step. Durations in ms. */
export interface Rules {
  readonly pace: Pace
  readonly timeout: number
  /** Undefined: standing still never ends a wait. */
  readonly stallTimeout: number | undefined
  readonly outageTimeout: number
  readonly maxJobfailed: number
  readonly allowance: Allowance
  /** `on-squashed: pass`: a squashed job is over as a complete one is. */
  readonly passSquashed: boolean
  readonly failFast: boolean
  readonly installMode: InstallMode
  /** How often a failed update or diff is run again. */
  readonly retries: number
}
