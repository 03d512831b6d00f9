// `npm run replay -- debug.log`: what the action does with the responses in a log.
import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { readSessions } from './debug-log.ts'
import { LogError, toRecording } from './recording.ts'
import { compare, replay } from './replay.ts'

const HELP = `npm run replay -- <debug.log> [--step <n>]

Runs dist/index.js with the inputs and the responses of a log, in virtual time, and prints its log, result and outputs,
and where they differ from those in the log. The log is one of a step with debug logging, as downloaded from GitHub.
--step chooses one of several such steps. The exit code is 1 if the outputs differ or the log cannot be replayed.
`
const OPTIONS = { step: { type: 'string' }, help: { type: 'boolean', short: 'h' } } as const

async function main(): Promise<boolean> {
  const { values, positionals } = parseArgs({ options: OPTIONS, allowPositionals: true })
  const [file] = positionals
  if (values.help === true || file === undefined) {
    console.log(HELP)
    return values.help === true
  }
  const sessions = readSessions(readFileSync(file, 'utf8'))
  const count = String(sessions.length)
  if (sessions.length > 1 && values.step === undefined)
    throw new LogError(
      `The log has ${count} steps with debug logging: choose one with --step 1 to --step ${count}`,
    )
  const session = sessions[Number(values.step ?? '1') - 1]
  if (session === undefined) throw new LogError(`The log has no step ${values.step ?? ''}, but ${count}`)
  const recording = toRecording(session.texts)
  const run = await replay(recording)
  const { outputs, minor } = compare(recording, session.lines, run)
  const list = (title: string, lines: readonly string[]) => [
    `\n${title}`,
    ...(lines.length === 0 ? ['  none'] : lines.map(line => `  ${line}`)),
  ]
  console.log(
    [
      ...run.log,
      ...(run.stderr === '' ? [] : [run.stderr]),
      ...list(
        `Outputs (exit code ${String(run.code)})`,
        Object.entries(run.outputs).map(([name, text]) => `${name}: ${text}`),
      ),
      ...list('Outputs that differ from the log', outputs),
      ...list('Other differences (timing, log)', minor),
    ].join('\n'),
  )
  return outputs.length === 0
}

try {
  process.exitCode = (await main()) ? 0 : 1
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
