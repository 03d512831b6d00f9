import { readFile } from 'node:fs/promises'
import { runNode } from '../build/tool.ts'
import type { Step } from './steps.ts'
import { single, tallyJest, type JestReport, type Tally } from './tally.ts'

/** What became of a step. */
export interface StepResult extends Tally {
  readonly name: string
  readonly milliseconds: number
  /** All that the step printed. */
  readonly output: string
}

/** Runs a group of steps, at most `width` at a time, and hands each result to `report` as soon as it is there. */
export async function runGroup(
  steps: readonly Step[],
  width: number,
  report: (result: StepResult) => void,
): Promise<StepResult[]> {
  const queue = [...steps]
  const results: StepResult[] = []
  const lane = async () => {
    for (let step = queue.shift(); step !== undefined; step = queue.shift()) {
      const result = await runStep(step)
      report(result)
      results.push(result)
    }
  }
  await Promise.all(Array.from({ length: width }, lane))
  return results
}

/** One line for a step, with its time; for a failed one its whole output as well. */
export function describeStep({ name, passed, failed, milliseconds, output }: StepResult): string {
  const seconds = `${(milliseconds / 1000).toFixed(1)} s`.padStart(7)
  const count = passed + failed > 1 ? ` (${String(passed)} of ${String(passed + failed)})` : ''
  const line = `${failed === 0 ? 'pass' : 'FAIL'} ${seconds}  ${name}${count}`
  return failed === 0 ? line : `${line}\n\n${output.trim() || '(it printed nothing)'}\n`
}

async function runStep({ name, args, report }: Step): Promise<StepResult> {
  const start = performance.now()
  const { code, output } = await runNode(args)
  const milliseconds = performance.now() - start
  const tally = report === undefined ? single(code) : tallyJest(code, await readReport(report))
  return { name, milliseconds, output, ...tally }
}

async function readReport(file: string): Promise<JestReport | undefined> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as JestReport
  } catch {
    return undefined
  }
}
