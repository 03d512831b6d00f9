// `npm run replay -- debug.log`: runs the action against the responses in a log.
import { parseArgs } from 'node:util'
import { runCommand } from '../build/command.ts'
import { replay } from './replay.ts'

const HELP = `npm run replay -- <debug.log> [--step <n>]

Runs dist/index.js with the inputs and the responses of a log, in virtual time. Prints the log and the outputs of this
run, and where they differ from the given log. It must be the log of a step with debug logging, as downloaded from GitHub.
--step chooses one of several such steps. The exit code is 1 if the outputs differ or the log cannot be replayed.
`
const OPTIONS = { step: { type: 'string' }, help: { type: 'boolean', short: 'h' } } as const

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({ options: OPTIONS, allowPositionals: true })
  const [file] = positionals
  if (values.help === true || file === undefined) {
    console.log(HELP)
    process.exitCode = values.help === true ? 0 : 1
    return
  }
  const { run, differences } = await replay(file, values.step)
  console.log(run.log.join('\n'))
  if (run.stderr !== '') console.log(run.stderr)
  const texts = Object.entries(run.outputs).map(([name, text]) => `${name}: ${text}`)
  printList(`Outputs (exit code ${String(run.code)})`, texts)
  printList('Outputs that differ from the log', differences.outputs)
  printList('Other differences (timing, log)', differences.minor)
  process.exitCode = differences.outputs.length === 0 ? 0 : 1
}

function printList(title: string, lines: readonly string[]): void {
  console.log([`\n${title}`, ...(lines.length === 0 ? ['none'] : lines)].join('\n  '))
}

await runCommand(main)
