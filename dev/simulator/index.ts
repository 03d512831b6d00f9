// `npm run simulator`: a Clanforge that is simulated on this machine, for curl and for steps of the action.
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { runCommand } from '../build/command.ts'
import { fillTemplate } from '../build/template.ts'
import { DEMO_AUTHORIZATION, DEMO_BEARER_TOKEN, DEMO_INPUTS } from './access.ts'
import { readScenario, scenarioNames } from './built-in-scenarios.ts'
import { ScenarioError, scenarioHelp, scenarioJsonSchema } from './check-scenario.ts'
import { idsOf } from './job-store.ts'
import type { ScenarioJob } from './scenario.ts'
import { startSimulator } from './server.ts'

const ASID = `accountserviceid=${DEMO_INPUTS.accountserviceid}`

const OPTIONS = {
  port: { type: 'string', default: '0' },
  help: { type: 'boolean', short: 'h', default: false },
  'write-schema': { type: 'boolean', default: false },
} as const

function usage(): string {
  const names = scenarioNames().map(name => `  ${name.padEnd(24)}${readScenario(name).description ?? ''}`)
  return `npm run simulator -- [scenario] [options]

  scenario                the name of a built-in scenario, or a JSON file (default: tour)
  --port <n>              the port on 127.0.0.1 (default: a free one)
  --write-schema          writes dev/simulator/scenario.schema.json, after a change of the format
  --help                  shows this text

Built-in scenarios (dev/simulator/scenarios):
${names.join('\n')}

${scenarioHelp()}`
}

function portOf(text: string): number {
  if (!/^\d+$/.test(text) || Number(text) > 65_535) throw new ScenarioError(`--port is "${text}", not a port`)
  return Number(text)
}

// welcome.txt, filled in: the credentials, and commands to copy.
function welcome(url: string, jobs: readonly ScenarioJob[]): string {
  const get = `curl -s -u ${DEMO_INPUTS['access-key']}:${DEMO_INPUTS['secret-key']} '${url}`
  const text = fillTemplate('dev/simulator/welcome.txt', {
    ...DEMO_INPUTS,
    url,
    get,
    asid: ASID,
    'bearer-token': DEMO_BEARER_TOKEN,
    authorization: DEMO_AUTHORIZATION,
    jobs: jobs.map(job => `  # ${JSON.stringify(job)}\n${statusRequest(get, job)}`).join(''),
  })
  return text.trimEnd()
}

function statusRequest(get: string, { kind, id = '*', ...job }: ScenarioJob): string {
  if (id === '*') return ''
  const first = String(idsOf(id)[0])
  if (kind === 'rollout')
    return `  ${get}/cfp/v2/project/${DEMO_INPUTS.accountserviceid}/image/${first}/status'\n`
  if (kind !== 'install') return `  ${get}/cfp/v1/image${kind}/${first}/status?${ASID}'\n`
  const mirroring = String('mirroring' in job && job.mirroring === true)
  return `  ${get}/cfp/v1/imageinstall/${first}/queue?${ASID}&mirroring=${mirroring}'\n`
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
  // Ready before the text that mentions Ctrl+C.
  const stopped = Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')])
  console.log(welcome(simulator.url, scenario.jobs ?? []))
  await stopped
  await simulator.close()
}

await runCommand(main)
