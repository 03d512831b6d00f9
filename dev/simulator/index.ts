import { once } from 'node:events'
import { parseArgs } from 'node:util'
import {
  basicAuthorization,
  DEMO_ACCESS_KEY,
  DEMO_ASID,
  DEMO_BEARER_TOKEN,
  DEMO_SECRET_KEY,
} from './access.ts'
import { grammarHelp } from './help.ts'
import { LineError } from './line-text.ts'
import { startSimulator } from './server.ts'
import { isQuirk, QUIRKS } from './wire.ts'

const USAGE = `npm run simulator -- [options]

  --port <n>             the port on 127.0.0.1 (default: a free one)
  --seed <n>             what all chances follow from (default 1)
  --job "<line>"         a job's life; may be repeated (default: a few interesting jobs)
  --fault "<line>"       a fault; may be repeated
  --wire <quirk>         a quirk of every answer; may be repeated
  --unknown-job <how>    404 (default) or envelope
  --clock-skew <ms>      how far the simulator's clock is ahead, in milliseconds
  --help                 this
`

const DEFAULT_JOBS = [
  'update 101: queued 3s, running 1m',
  'update 102: running 20s, progress stalls, fails at 60%, run again',
  'diff 201: queued 2s, running 30s, added 2000, modified 300, removed 20',
  'version 301: running 40s, eta late 1.5, progress bursts',
  'install 7 mirroring: pending 1s, queued 2s, running 30s',
  'install 8: queued 2s, running 30s, squashed at 60%',
  'install 9: starts after 5s, queued 5s, running 1m',
  'rollout 44: 20 machines, over 1m, 2 fail, starts after 5s',
]

const OPTIONS = {
  port: { type: 'string', default: '0' },
  seed: { type: 'string', default: '1' },
  job: { type: 'string', multiple: true, default: DEFAULT_JOBS },
  fault: { type: 'string', multiple: true, default: [] as string[] },
  wire: { type: 'string', multiple: true, default: [] as string[] },
  'unknown-job': { type: 'string', default: '404' },
  'clock-skew': { type: 'string', default: '0' },
  help: { type: 'boolean', default: false },
} as const

type Values = ReturnType<typeof parseArgs<{ options: typeof OPTIONS }>>['values']

function wholeNumber(name: string, value: string): number {
  if (!/^-?\d+$/.test(value)) throw new LineError(`--${name} takes a whole number, not "${value}"`)
  return Number(value)
}

function toSimulatorOptions(values: Values) {
  const { 'unknown-job': unknownJob } = values
  if (unknownJob !== '404' && unknownJob !== 'envelope')
    throw new LineError('--unknown-job takes 404 or envelope')
  const unknownQuirk = values.wire.find(quirk => !isQuirk(quirk))
  if (unknownQuirk !== undefined) {
    throw new LineError(`--wire takes ${Object.keys(QUIRKS).join(', ')}, not "${unknownQuirk}"`)
  }
  return {
    port: wholeNumber('port', values.port),
    seed: wholeNumber('seed', values.seed),
    clockSkewMs: wholeNumber('clock-skew', values['clock-skew']),
    jobs: values.job,
    faults: values.fault,
    wire: values.wire.filter(isQuirk),
    unknownJob,
  } as const
}

function welcome(url: string, jobs: readonly string[]): string {
  const v1 = `${url}/cfp/v1`
  const asid = `accountserviceid=${DEMO_ASID}`
  const curl = (path: string): string => `  curl -s -u ${DEMO_ACCESS_KEY}:${DEMO_SECRET_KEY} '${path}'`
  return `Clanforge simulator on ${url}

  access-key        ${DEMO_ACCESS_KEY}
  secret-key        ${DEMO_SECRET_KEY}        (together: Authorization: ${basicAuthorization(DEMO_ACCESS_KEY, DEMO_SECRET_KEY)})
  bearer-token      ${DEMO_BEARER_TOKEN}
  accountserviceid  ${DEMO_ASID}

Jobs:
${jobs.map(line => `  ${line}`).join('\n')}

A whole release, one call after the other (ids of a fresh simulator; each job takes 10s, and until the update has
completed the image is locked):
${curl(`${v1}/imageupdate/create?${asid}&imageid=55`)}
${curl(`${v1}/imageupdate/1001/status?${asid}`)}
${curl(`${v1}/imagediff/create?${asid}&imageid=55`)}
${curl(`${v1}/imagediff/2001/status?${asid}&diff_info=0`)}
${curl(`${v1}/imageversion/create?${asid}&diffid=2001&restart=0`)}
${curl(`${v1}/imageversion/3001/status?${asid}`)}
${curl(`${url}/cfp/v2/project/${DEMO_ASID}/image/55/status`)}

Queue an install, list the installs, look at a rollout:
${curl(`${v1}/imageinstall/7/queue?${asid}&mirroring=true`)}
${curl(`${v1}/imageinstall/status?${asid}`)}
${curl(`${url}/cfp/v2/project/${DEMO_ASID}/image/44/status`)}

Drive the simulator (all of it: curl -s ${url}/simulator/):
  curl -s -d 'update 500: queued 2s, running 20s, fails at 80%' ${url}/simulator/jobs
  curl -s -d '503 x3' ${url}/simulator/faults
  curl -s ${url}/simulator/requests

Ctrl+C stops it.`
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: OPTIONS })
  if (values.help) {
    console.log(`${USAGE}\n${grammarHelp()}`)
    return
  }
  const simulator = await startSimulator(toSimulatorOptions(values))
  console.log(welcome(simulator.url, values.job))
  await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')])
  await simulator.close()
}

try {
  await main()
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
