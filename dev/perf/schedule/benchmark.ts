import { type Gate, judge } from './gates.ts'
import { measure } from './measure.ts'
import { plot } from './plot.ts'
import { report } from './report.ts'
import { others, ours } from './waiters.ts'

/** What one run of the benchmark gives: the text, the picture, and whether each demand holds. */
export interface Benchmark {
  readonly markdown: string
  readonly svg: string
  readonly gates: readonly Gate[]
}

/** Measures everything with `traces` jobs per family. The same result on every run. */
export function benchmark(traces: number): Benchmark {
  const measurements = measure([ours, ...others], traces)
  const gates = judge(measurements)
  return { markdown: report(measurements, gates), svg: plot(measurements), gates }
}
