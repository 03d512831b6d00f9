import { styleText } from 'node:util'
import { LogView } from '../runner/log-view.ts'
import { fastClock } from '../runner/preload.ts'
import { type RunningStep, type StepRun, startStep } from '../runner/run-step.ts'
import { DEMO_ACCESS_KEY, DEMO_ASID, DEMO_SECRET_KEY } from '../simulator/access.ts'
import { readScenario } from '../simulator/ready-made.ts'
import { type Simulator, startSimulator } from '../simulator/server.ts'
import { clipped, heading, padded, WIDTH } from './paint.ts'
import { summaryText } from './summary-text.ts'

const SECRETS = { accountserviceid: DEMO_ASID, 'access-key': DEMO_ACCESS_KEY, 'secret-key': DEMO_SECRET_KEY }

/** A step of the demo that takes longer hangs. ms */
const PATIENCE = 90_000

/** How fast step and simulator go. */
export interface Pace {
  readonly nodeArgs: readonly string[]
  /** The simulator's clock, Unix ms. */
  readonly now: () => number
}

/** As fast as the clock on the wall. */
export const realTime: Pace = { nodeArgs: [], now: Date.now }

const start = Date.now()

/** Ten times as fast. */
export const speedUp: Pace = { nodeArgs: fastClock, now: () => start + (Date.now() - start) * 10 }

/** Runs `body` against a simulator of a ready-made scenario. */
export async function withScenario<T>(
  name: string,
  { now }: Pace,
  body: (simulator: Simulator) => Promise<T>,
): Promise<T> {
  const simulator = await startSimulator({ ...readScenario(name), now })
  try {
    return await body(simulator)
  } finally {
    await simulator.close()
  }
}

/**
 * Runs a step and shows its log as it comes, as the page of a run does: masks applied, commands carried out.
 *
 * @param onStart called with the step as soon as it runs
 */
export async function showStep(
  inputs: Readonly<Record<string, string>>,
  url: string,
  { nodeArgs }: Pace,
  onStart: (step: RunningStep) => Promise<void> = () => Promise.resolve(),
): Promise<StepRun> {
  const view = new LogView()
  const shown = {
    ...inputs,
    ...Object.fromEntries(Object.keys(SECRETS).map(name => [name, '***'])),
    'api-url': url,
  }
  console.log(`${styleText('dim', '▾')} ${styleText('bold', 'Run OWNER/wait-for-clanforge@v1')}`)
  console.log(
    styleText(
      'dim',
      ['  with:', ...Object.entries(shown).map(([name, value]) => `    ${name}: ${value}`)].join('\n'),
    ),
  )
  const step = startStep({
    inputs: { ...SECRETS, ...inputs, 'api-url': url },
    nodeArgs,
    patience: PATIENCE,
    onLine: line => {
      const text = view.take(line)
      if (text !== undefined) console.log(coloured(text))
    },
  })
  await Promise.race([onStart(step), step.finished])
  const run = await step.finished
  if (run.stderr !== '') console.log(run.stderr.trimEnd())
  const seconds = (run.milliseconds / 1000).toFixed(1)
  const ending =
    run.code === 0 ? styleText('green', 'The step succeeded') : styleText('red', 'The step failed')
  console.log(`\n${ending}: exit code ${String(run.code)}, after ${seconds} s.`)
  return run
}

/** Shows what the next step can read, the empty outputs as one line. */
export function showOutputs(run: StepRun): void {
  console.log(heading('The outputs'))
  const names = Object.keys(run.outputs)
  const width = Math.max(...names.map(name => name.length)) + 2
  const empty = names.filter(name => run.outputs[name] === '')
  for (const name of names.filter(name => !empty.includes(name)))
    console.log(padded(name, width) + clipped(run.outputs[name] ?? '', WIDTH - width))
  if (empty.length > 0) console.log(styleText('dim', `\nempty: ${wrapped(empty, width)}`))
}

/** Shows summaries as the page of a run does, one under the other. */
export function showSummaries(runs: readonly StepRun[]): void {
  console.log(heading(runs.length > 1 ? 'The job summary, a part per step' : 'The job summary'))
  console.log(runs.map(run => summaryText(run.summary)).join('\n\n\n'))
}

function coloured(line: string): string {
  if (line.startsWith('Error: ')) return styleText('red', line)
  return line.startsWith('Warning: ') ? styleText('yellow', line) : line
}

function wrapped(words: readonly string[], indent: number): string {
  const lines: string[] = []
  for (const word of words) {
    const last = lines.at(-1)
    if (last === undefined || last.length + word.length + 2 > WIDTH - indent) lines.push(word)
    else lines[lines.length - 1] = `${last}, ${word}`
  }
  return lines.join(',\n       ')
}
