// `npm run demo`: a step of this action as its user sees it, against a Clanforge simulated on this machine.
import { type Demo, demos, plain } from './demos.ts'
import { heading } from './paint.ts'
import { showRelease } from './release.ts'
import { type Pace, realTime, showOutputs, showStep, showSummaries, speedUp, withScenario } from './stage.ts'

const RELEASE = 'release'
const NAMES = [...demos.map(({ name }) => name), RELEASE]

const HELP = `npm run demo [-- <name>]

Runs the committed dist/index.js as the runner does, against a Clanforge simulated on this machine, and shows
the log, the outputs and the job summary.

A step that …
${demos.map(({ name, about }) => `  ${(name === plain.name ? `(none), ${name}` : name).padEnd(18)} ${about}`).join('\n')}

  ${RELEASE.padEnd(18)} a whole release: update, diff, version and rollout, each created and waited for
  ${'--all'.padEnd(18)} all of these, ten times as fast as real time
  ${'--help'.padEnd(18)} this text

The exit code is that of the demo: 0 if the step ended as expected, even if it failed.
`

async function main(words: readonly string[]): Promise<boolean> {
  if (words.includes('--help') || words.includes('-h')) {
    console.log(HELP)
    return true
  }
  const [word = plain.name, second] = words
  if (second === undefined && word === '--all') return showAll()
  const name = word === '--failing' ? 'failed' : word.replace(/^--/, '')
  if (second === undefined && NAMES.includes(name)) return show(name, realTime)
  const problem =
    second === undefined ? `There is no demo ${word}.` : `One demo at a time, not ${words.join(' ')}.`
  console.error(`${problem} There are ${[...NAMES, '--all', '--help'].join(', ')}.`)
  return false
}

async function showAll(): Promise<boolean> {
  const wrong: string[] = []
  for (const name of NAMES) {
    console.log(heading(name.toUpperCase()))
    if (!(await show(name, speedUp))) wrong.push(name)
  }
  if (wrong.length > 0) console.error(`\nNot as expected: ${wrong.join(', ')}.`)
  return wrong.length === 0
}

function show(name: string, pace: Pace): Promise<boolean> {
  const demo = demos.find(one => one.name === name)
  return demo === undefined ? showRelease(pace) : showDemo(demo, pace)
}

async function showDemo(demo: Demo, pace: Pace): Promise<boolean> {
  return withScenario(demo.scenario, pace, async simulator => {
    console.log(`A step that ${demo.about}. Clanforge is simulated, at ${simulator.url}.`)
    console.log(heading('The log'))
    const { cancelAfterRequests: count } = demo
    const run = await showStep(demo.inputs, simulator.url, pace, async step => {
      if (count === undefined) return
      await simulator.waitForRequest(() => true, { count, until: 'answered' })
      step.child.kill('SIGINT')
    })
    showOutputs(run)
    showSummaries([run])
    const isRight = run.code === demo.code && run.outputs['result'] === demo.result
    if (!isRight) console.error(`\nExpected instead: ${demo.result}, exit code ${String(demo.code)}.`)
    return isRight
  })
}

// Ctrl+C reaches the step as well, which then shows how it is cancelled; the demo stays to show it.
process.on('SIGINT', () => undefined)
process.exitCode = (await main(process.argv.slice(2))) ? 0 : 1
