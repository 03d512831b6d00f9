import { type Gate, judge } from './gates.ts'
import { measure } from './measure.ts'
import { plot } from './plot.ts'
import { report } from './report.ts'
import { others, ours, type Waiter } from './waiters.ts'

/** What one run of the benchmark gives: the text, the picture, and whether each demand holds. */
export interface Result {
  readonly markdown: string
  readonly svg: string
  readonly gates: readonly Gate[]
}

/** Runs everything with `traces` jobs per family; `subject` is the waiter that is judged. The same result on every run. */
export function bench(traces: number, subject: Waiter = ours): Result {
  const measurements = measure([subject, ...others], traces)
  const gates = judge(measurements)
  return { markdown: report(measurements, gates), svg: plot(measurements), gates }
}
