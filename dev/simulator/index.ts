// `npm run simulator`: a Clanforge that is simulated on this machine, for curl and for steps of the action.
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { ScenarioError, scenarioHelp, scenarioJsonSchema } from './check-scenario.ts'
import { readScenario, scenarioNames } from './ready-made.ts'
import { startSimulator } from './server.ts'
import { welcome } from './welcome.ts'

const OPTIONS = {
  port: { type: 'string', default: '0' },
  help: { type: 'boolean', short: 'h', default: false },
  'write-schema': { type: 'boolean', default: false },
} as const

function usage(): string {
  const names = scenarioNames().map(name => `  ${name.padEnd(24)}${readScenario(name).description ?? ''}`)
  return `npm run simulator -- [scenario] [options]

  scenario                the name of a ready-made scenario, or a JSON file (default: tour)
  --port <n>              the port on 127.0.0.1 (default: a free one)
  --write-schema          writes dev/simulator/scenario.schema.json, after a change of the format
  --help                  shows this text

Ready-made scenarios (dev/simulator/scenarios):
${names.join('\n')}

${scenarioHelp()}`
}

function portOf(text: string): number {
  if (!/^\d+$/.test(text) || Number(text) > 65_535) throw new ScenarioError(`--port is "${text}", not a port`)
  return Number(text)
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({ options: OPTIONS, allowPositionals: true })
  if (values.help) {
    console.log(usage())
    return
  }
  if (values['write-schema']) {
    const file = join(import.meta.dirname, 'scenario.schema.json')
    writeFileSync(file, `${JSON.stringify(scenarioJsonSchema(), null, 2)}\n`)
    return
  }
  if (positionals.length > 1) throw new ScenarioError(`One scenario at a time, not ${positionals.join(' ')}`)
  const scenario = readScenario(positionals[0] ?? 'tour')
  const simulator = await startSimulator({ ...scenario, port: portOf(values.port) })
  // Before the text that says how to stop it.
  const stopped = Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')])
  console.log(welcome(simulator.url, scenario.jobs ?? []))
  await stopped
  await simulator.close()
}

try {
  await main()
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
