// `npm run demo`: a step of this action as its user sees it, against a Clanforge simulated on this machine.
import { parseArgs } from 'node:util'
import { runCommand } from '../build/command.ts'
import { readScenario } from '../simulator/built-in-scenarios.ts'
import { type Simulator, startSimulator } from '../simulator/server.ts'
import json from './demos.json' with { type: 'json' }
import { showRelease } from './release.ts'
import { showOutputs, showStep, showSummaries } from './show-step.ts'
import { heading } from './terminal.ts'

/** A step to show: its inputs, its scenario, and its expected result. */
interface Demo {
  readonly name: string
  /** Follows "A step that …". */
  readonly about: string
  /** The name of a scenario in dev/simulator/scenarios. */
  readonly scenario: string
  readonly inputs: Readonly<Record<string, string>>
  readonly result: string
  /** Cancels the step, as the runner does, after this many responses. */
  readonly cancelAfterRequests?: number
}

/** The demos of one step. release.ts has the one with several steps. */
const demos = json as readonly Demo[]
const DEFAULT = 'complete'
const NAMES = [...demos.map(({ name }) => name), 'release']
const OPTIONS = { all: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } } as const

const HELP = `npm run demo [-- <name>]

Runs the committed dist/index.js as the runner does, against a Clanforge simulated on this machine, and shows
the log, the outputs and the job summary.

A step that …
${demos.map(({ name, about }) => `  ${(name === DEFAULT ? `(none), ${name}` : name).padEnd(18)} ${about}`).join('\n')}

  release            a whole release: update, diff, version and rollout, each created and waited for
  --all              all of these, ten times as fast as real time
  --help             this text

The exit code is that of the demo: 0 if the step ended as expected, even if it failed.
`

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({ options: OPTIONS, allowPositionals: true })
  const [name = DEFAULT] = positionals
  if (values.help === true) console.log(HELP)
  else if (positionals.length > 1) throw new Error(`One demo at a time, not ${positionals.join(' ')}.`)
  else if (values.all === true) await show(NAMES, 10)
  else if (NAMES.includes(name)) await show([name], 1)
  else throw new Error(`There is no demo ${name}. There are ${NAMES.join(', ')}, --all, --help.`)
}

/**
 * @param speed of all clocks: 10 is ten times as fast as real time
 * @throws an Error with the names of the demos that did not end as expected
 */
async function show(names: readonly string[], speed: number): Promise<void> {
  const wrong: string[] = []
  const start = Date.now()
  const now = () => start + (Date.now() - start) * speed
  for (const name of names) {
    if (names.length > 1) console.log(heading(name.toUpperCase()))
    const demo = demos.find(candidate => candidate.name === name)
    const simulator = await startSimulator({ ...readScenario(demo?.scenario ?? 'release'), now })
    try {
      const isRight = await (demo ? showDemo(demo, simulator, speed) : showRelease(simulator, speed))
      if (!isRight) wrong.push(name)
    } finally {
      await simulator.close()
    }
  }
  if (wrong.length > 0) throw new Error(`\nNot as expected: ${wrong.join(', ')}.`)
}

/** Returns whether the step ended as expected. */
async function showDemo(demo: Demo, simulator: Simulator, speed: number): Promise<boolean> {
  console.log(`A step that ${demo.about}. Clanforge is simulated, at ${simulator.url}.`)
  console.log(heading('The log'))
  const run = await showStep(demo.inputs, simulator, speed, demo.cancelAfterRequests)
  showOutputs(run)
  showSummaries([run])
  return run.outputs['result'] === demo.result && run.code === (demo.result === 'complete' ? 0 : 1)
}

// Ctrl+C reaches the step as well. The demo continues, to show how the step is cancelled.
process.on('SIGINT', () => undefined)
await runCommand(main)
