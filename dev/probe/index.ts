// `npm run probe`: checks the assumptions of the action on a real Clanforge.
import { writeFileSync } from 'node:fs'
import { createInterface } from 'node:readline/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { createGet } from '../../src/clanforge/client.ts'
import { createRedactor } from '../../src/clanforge/redaction.ts'
import { readSecrets } from '../../src/inputs/credentials.ts'
import { readInputs } from '../../src/inputs/inputs.ts'
import { duration } from '../../src/inputs/parsers.ts'
import { version } from '../../src/version.ts'
import { runCommand } from '../build/command.ts'
import { observe } from './observe.ts'
import { toScenario } from './record.ts'
import { reportOf } from './report.ts'

const HELP = `npm run probe -- --updateid 123 [options]

Sends status requests to Clanforge and prints which assumptions of the action they confirm, as Markdown for an issue,
without secrets and IDs. Nothing is changed, unless --queue is given and confirmed.

  --updateid, --diffid, --imageversionid, --imageid <IDs>   jobs to request; running jobs show the most
  --jobid <IDs> --mirroring <true|false>                    installs, read from the install list
  --queue              also calls the queue endpoint of the installs, after a confirmation
  --rounds <n>         how often to request everything (default 4)
  --interval <time>    between two rounds (default 10s)
  --api-url <URL>      as the input of the action
  --record <file>      also writes a scenario for npm run simulator

Keys: CLANFORGE_ASID, and CLANFORGE_ACCESS_KEY and CLANFORGE_SECRET_KEY, or CLANFORGE_BEARER_TOKEN.
`
const text = { type: 'string' } as const
const flag = { type: 'boolean', default: false } as const
const ids = { updateid: text, diffid: text, imageversionid: text, imageid: text, jobid: text }
const pace = { rounds: { ...text, default: '4' }, interval: { ...text, default: '10s' } }
const OPTIONS = { ...ids, mirroring: text, 'api-url': text, record: text, ...pace, queue: flag, help: flag }
/** Inputs of the action that are not arguments, because they are secret. */
const keys = {
  accountserviceid: process.env['CLANFORGE_ASID'],
  'access-key': process.env['CLANFORGE_ACCESS_KEY'],
  'secret-key': process.env['CLANFORGE_SECRET_KEY'],
  'bearer-token': process.env['CLANFORGE_BEARER_TOKEN'],
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: OPTIONS })
  if (values.help) {
    console.log(HELP)
    return
  }
  const inputs: Readonly<Record<string, string | boolean | undefined>> = { ...values, ...keys }
  const read = (name: string) => String(inputs[name] ?? '').trim()
  const { access, scope, targets } = readInputs(read, process.env)
  const [rounds, interval] = [Number(values.rounds), duration(values.interval)]
  if (!(rounds >= 1)) throw new Error('--rounds: use a number of at least 1')
  if (interval.type === 'invalid') throw new Error(`--interval: use ${interval.accepts}`)
  if (values.queue) await confirmQueue()
  const pause = () => sleep(interval.value)
  const plan = { targets, scope, isQueuing: values.queue, rounds, pause, wallClock: Date.now }
  const tools = { wallClock: Date.now, redact: createRedactor(readSecrets(read)) }
  const userAgent = `wait-for-clanforge/${version} (probe)`
  const getWith = (authorization: string) => createGet({ ...access, authorization, userAgent }, tools)
  const wrong = access.authorization.replace(/ .*/, ` ${Buffer.from('wrong:wrong').toString('base64')}`)
  const observations = await observe(plan, getWith(access.authorization), getWith(wrong))
  console.log(reportOf(observations, access.url))
  if (values.record !== undefined)
    writeFileSync(values.record, `${JSON.stringify(toScenario(observations), null, 2)}\n`)
}

/** @throws when the user does not type `queue` */
async function confirmQueue(): Promise<void> {
  const lines = createInterface({ input: process.stdin, output: process.stderr })
  const line = await lines.question('--queue queues the installs of --jobid again. Type queue to confirm: ')
  lines.close()
  if (line.trim() !== 'queue') throw new Error('Not confirmed. No request was sent.')
}

await runCommand(main)
