import type { StepRun } from './run-step.ts'

/** Arguments that make Node run some code before a step. */
export function preload(code: string): readonly string[] {
  return ['--import', `data:text/javascript,${encodeURIComponent(code)}`]
}

/**
 * Arguments that make the clock of a step run faster by a factor, so that a fixed time of 60 s passes in a fraction of
 * it. This includes durations in its inputs, but not the clock of the server.
 */
export function fastClock(factor = 10): readonly string[] {
  return preload(`
    const factor = ${String(factor)}
    const now = performance.now.bind(performance)
    const { setTimeout, setInterval } = globalThis
    performance.now = () => now() * factor
    globalThis.setTimeout = (call, ms, ...rest) => setTimeout(call, ms / factor, ...rest)
    globalThis.setInterval = (call, ms, ...rest) => setInterval(call, ms / factor, ...rest)
  `)
}

/** Node arguments for a step. They make it print its peak of resident memory when it exits. */
export const printPeak: readonly string[] = preload(`
  import { writeSync } from 'node:fs'
  process.on('exit', () => writeSync(1, 'peak memory: ' + process.resourceUsage().maxRSS + ' KiB\\n'))
`)

/** The peak that a step with `printPeak` has printed, in MiB; NaN without it. */
export function peakOf({ stdout }: StepRun): number {
  return Number(/^peak memory: (\d+) KiB$/m.exec(stdout)?.[1]) / 1024
}
