import type { WaitOptions } from '../../src/wait/options.ts'

/** The options of a step that sets none. */
export const defaultOptions: WaitOptions = {
  timeout: 3_600_000,
  stallTimeout: undefined,
  outageTimeout: 300_000,
  minPollInterval: 2_000,
  maxPollInterval: 60_000,
  maxJobfailed: 0,
  allowedFailedMachines: { type: 'machines', count: 0 },
  onSquashed: 'fail',
  onTimeout: 'fail',
  failFast: true,
  installMode: 'poll',
  jobRetries: 0,
}
