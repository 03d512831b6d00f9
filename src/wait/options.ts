import type { Allowance } from './rollout-verdict.ts'

/** How install jobs are followed: by queueing them at every poll, by queueing them once, or without queueing. */
export type InstallMode = 'poll' | 'queue-once' | 'watch'

/** How to wait: the inputs that apply to every job of a step. Durations in ms. */
export interface WaitOptions {
  readonly timeout: number
  /** Undefined: a job never counts as stalled. */
  readonly stallTimeout: number | undefined
  readonly outageTimeout: number
  readonly minPollInterval: number
  readonly maxPollInterval: number
  readonly maxJobfailed: number
  readonly allowedFailedMachines: Allowance
  readonly onSquashed: 'fail' | 'pass'
  readonly onTimeout: 'fail' | 'pass'
  readonly failFast: boolean
  readonly installMode: InstallMode
  /** How often each failed update or diff job is re-run. */
  readonly jobRetries: number
}
