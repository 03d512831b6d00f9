// `npm run demo`: a step of this action as its user sees it, against a Clanforge simulated on this machine.
import { readScenario } from '../simulator/built-in-scenarios.ts'
import { type Simulator, startSimulator } from '../simulator/server.ts'
import { type Demo, demos } from './demos.ts'
import { heading } from './terminal.ts'
import { showRelease } from './release.ts'
import { type Speed, fastTime, realTime, showOutputs, showStep, showSummaries } from './show-step.ts'

const DEFAULT = 'complete'
const NAMES = [...demos.map(({ name }) => name), 'release']

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

async function main(args: readonly string[]): Promise<boolean> {
  const [arg = DEFAULT, ...more] = args
  if (args.includes('--help') || args.includes('-h')) {
    console.log(HELP)
    return true
  }
  const name = arg === '--failing' ? 'failed' : arg.replace(/^--/, '')
  if (more.length === 0 && arg === '--all') return showAll()
  if (more.length === 0 && NAMES.includes(name)) return show(name, realTime)
  const problem =
    more.length === 0 ? `There is no demo ${arg}.` : `One demo at a time, not ${args.join(' ')}.`
  console.error(`${problem} There are ${[...NAMES, '--all', '--help'].join(', ')}.`)
  return false
}

async function showAll(): Promise<boolean> {
  const wrong: string[] = []
  for (const name of NAMES) {
    console.log(heading(name.toUpperCase()))
    if (!(await show(name, fastTime))) wrong.push(name)
  }
  if (wrong.length > 0) console.error(`\nNot as expected: ${wrong.join(', ')}.`)
  return wrong.length === 0
}

/** Shows a demo. Returns whether it ended as expected. */
async function show(name: string, speed: Speed): Promise<boolean> {
  const demo = demos.find(candidate => candidate.name === name)
  const simulator = await startSimulator({ ...readScenario(demo?.scenario ?? 'release'), now: speed.now })
  try {
    return demo === undefined ? await showRelease(simulator, speed) : await showDemo(demo, simulator, speed)
  } finally {
    await simulator.close()
  }
}

async function showDemo(demo: Demo, simulator: Simulator, speed: Speed): Promise<boolean> {
  console.log(`A step that ${demo.about}. Clanforge is simulated, at ${simulator.url}.`)
  console.log(heading('The log'))
  const run = await showStep(demo.inputs, simulator, speed, demo.cancelAfterRequests)
  showOutputs(run)
  showSummaries([run])
  const isRight = run.outputs['result'] === demo.result && run.code === (demo.result === 'complete' ? 0 : 1)
  if (!isRight) console.error(`\nExpected the result ${demo.result}.`)
  return isRight
}

// Ctrl+C reaches the step as well. The demo continues, to show how the step is cancelled.
process.on('SIGINT', () => undefined)
process.exitCode = (await main(process.argv.slice(2))) ? 0 : 1
