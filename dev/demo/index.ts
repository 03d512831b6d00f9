// `npm run demo`: a step of this action as a person sees it, against a Clanforge that is simulated on this machine.
import { startSimulator } from '../simulator/server.ts'
import { heading } from './paint.ts'
import { type Play, plain, plays } from './plays.ts'
import { playRelease } from './release.ts'
import { showOutputs, showStep, showSummaries } from './stage.ts'

const RELEASE = '--release'

const HELP = `npm run demo [-- <flag>]

Runs the committed dist/index.js as the runner does, against a Clanforge simulated on this machine, and shows
the log, the outputs and the job summary.

${[plain, ...plays].map(({ flag, about }) => `  ${(flag || '(none)').padEnd(12)} ${about}`).join('\n')}
  ${RELEASE.padEnd(12)} a whole release: update, diff, version and rollout, each created and waited for
  --help       this

The exit code is the demo's: 0 when the step ended as it should, however red that is.
`

async function main(words: readonly string[]): Promise<boolean> {
  const [flag = '', second] = words
  if (words.includes('--help') || words.includes('-h')) {
    console.log(HELP)
    return true
  }
  if (flag === RELEASE && second === undefined) return playRelease()
  const play = [plain, ...plays].find(one => one.flag === flag)
  if (play !== undefined && second === undefined) return show(play)
  const problem =
    second === undefined ? `There is no flag ${flag}.` : `One flag at a time, not ${words.join(' ')}.`
  console.error(`${problem} There are ${[...plays.map(one => one.flag), RELEASE, '--help'].join(', ')}.`)
  return false
}

async function show(play: Play): Promise<boolean> {
  const simulator = await startSimulator({ jobs: play.jobs })
  try {
    console.log(`A step that waits for ${play.about}. Clanforge is simulated, at ${simulator.url}.`)
    console.log(heading('The log'))
    const run = await showStep(play.inputs, simulator.url)
    showOutputs(run)
    showSummaries([run])
    const isRight = run.code === play.code && run.outputs['result'] === play.result
    if (!isRight)
      console.error(
        `\nThis is not what should have happened: ${play.result}, exit code ${String(play.code)}.`,
      )
    return isRight
  } finally {
    await simulator.close()
  }
}

// Ctrl+C reaches the step as well, which then shows how it is cancelled; the demo stays to tell.
process.on('SIGINT', () => undefined)
process.exitCode = (await main(process.argv.slice(2))) ? 0 : 1
