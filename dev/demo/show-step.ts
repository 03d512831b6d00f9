import { styleText } from 'node:util'
import { LogView } from '../runner/log-view.ts'
import { fastClock } from '../runner/preload.ts'
import { type StepRun, startStep } from '../runner/run-step.ts'
import { DEMO_INPUTS } from '../simulator/access.ts'
import type { Simulator } from '../simulator/server.ts'
import { WIDTH, heading, padded, truncated } from './terminal.ts'
import { summaryText } from './summary-text.ts'

/**
 * Runs a step and shows its log line by line, as the page of a run does: masks applied, commands carried out.
 *
 * @param speed of the step's clock: 10 is ten times as fast as real time
 * @param cancelAfterRequests cancels the step, as the runner does, after this many responses
 */
export async function showStep(
  inputs: Readonly<Record<string, string>>,
  simulator: Simulator,
  speed: number,
  cancelAfterRequests?: number,
): Promise<StepRun> {
  const view = new LogView()
  const hidden = { accountserviceid: '***', 'access-key': '***', 'secret-key': '***' }
  const shown = Object.entries({ ...inputs, ...hidden, 'api-url': simulator.url })
  const lines = ['  with:', ...shown.map(([name, value]) => `    ${name}: ${value}`)]
  console.log(`${styleText('dim', '▾')} ${styleText('bold', 'Run OWNER/wait-for-clanforge@v1')}`)
  console.log(styleText('dim', lines.join('\n')))
  const step = startStep({
    inputs: { ...DEMO_INPUTS, ...inputs, 'api-url': simulator.url },
    nodeArgs: speed === 1 ? [] : fastClock(speed),
    timeoutMs: 90_000,
    onLine: line => {
      const text = view.take(line)
      if (text !== undefined) console.log(colored(text))
    },
  })
  if (cancelAfterRequests !== undefined) {
    const ready = simulator.waitForRequest(() => true, { count: cancelAfterRequests, until: 'responded' })
    await Promise.race([ready, step.finished])
    step.child.kill('SIGINT')
  }
  const run = await step.finished
  if (run.stderr !== '') console.log(run.stderr.trimEnd())
  const ending =
    run.code === 0 ? styleText('green', 'The step succeeded') : styleText('red', 'The step failed')
  const seconds = (run.milliseconds / 1000).toFixed(1)
  console.log(`\n${ending}: exit code ${String(run.code)}, after ${seconds} s.`)
  return run
}

function colored(line: string): string {
  if (line.startsWith('Error: ')) return styleText('red', line)
  return line.startsWith('Warning: ') ? styleText('yellow', line) : line
}

/** Shows the outputs of a step, and the names of the empty ones at the end. */
export function showOutputs({ outputs }: StepRun): void {
  console.log(heading('The outputs'))
  const names = Object.keys(outputs)
  const width = Math.max(...names.map(({ length }) => length)) + 2
  for (const [name, value] of Object.entries(outputs))
    if (value !== '') console.log(padded(name, width) + truncated(value, WIDTH - width))
  const empty = names.filter(name => outputs[name] === '').join(', ')
  if (empty !== '') console.log(styleText('dim', `\nempty: ${empty}`))
}

/** Shows the summaries of steps as the page of a run does, one below the other. */
export function showSummaries(runs: readonly StepRun[]): void {
  console.log(heading(runs.length > 1 ? 'The job summary, a part per step' : 'The job summary'))
  console.log(runs.map(run => summaryText(run.summary)).join('\n\n\n'))
}
