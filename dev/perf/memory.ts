import { preload } from '../runner/preload.ts'
import type { StepRun } from '../runner/run-step.ts'

/** Node arguments for a step. They make it print its peak of resident memory when it exits. */
export const printPeak: readonly string[] = preload(`
  import { writeSync } from 'node:fs'
  process.on('exit', () => writeSync(1, 'peak memory: ' + process.resourceUsage().maxRSS + ' KiB\\n'))
`)

/** The peak that a step with `printPeak` has printed, in MiB; NaN without it. */
export function peakOf({ stdout }: StepRun): number {
  return Number(/^peak memory: (\d+) KiB$/m.exec(stdout)?.[1]) / 1024
}
