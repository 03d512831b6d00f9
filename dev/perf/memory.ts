import { preload } from '../runner/preload.ts'
import type { StepRun } from '../runner/run-step.ts'

/** Node arguments for a step that prints its peak of resident memory when it exits. */
export const printPeak: readonly string[] = preload(`
  import { writeSync } from 'node:fs'
  process.on('exit', () => writeSync(1, 'peak memory: ' + process.resourceUsage().maxRSS + ' KiB\\n'))
`)

/** The peak that a step with `printPeak` has printed, in bytes; NaN without it. */
export function peakOf({ stdout }: StepRun): number {
  return Number(/^peak memory: (\d+) KiB$/m.exec(stdout)?.[1]) * 1024
}

/** Bytes as text. */
export function mebibytes(bytes: number): string {
  return `${(bytes / 1024 / 1024).toFixed(1)} MiB`
}
