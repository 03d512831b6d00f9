import { once } from 'node:events'
import { parseArgs } from 'node:util'
import { grammarHelp } from './help.ts'
import { LineError } from './line-text.ts'
import { startSimulator } from './server.ts'
import { welcome } from './welcome.ts'
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
