// `npm run perf -- scale`: the cost of a step with a thousand jobs. Requests, lag and log lines are measured in virtual
// time, memory in a step of dist/.
import { peakOf, printPeak } from '../../runner/preload.ts'
import { runStep } from '../../runner/run-step.ts'
import { DEMO_INPUTS } from '../../simulator/access.ts'
import { startSimulator } from '../../simulator/server.ts'
import { type Figure, type ScaleCase, isExceeded, measureScale } from './measure.ts'

const COUNT = 1000
/** As long as in Clanforge's documentation. */
const running = '5m..15m'
const cases: Readonly<Record<string, Omit<ScaleCase, 'count'>>> = {
  'installs, queue-once; finished installs stay in the list for a minute': {
    job: { kind: 'install', running, lingers: '1m' },
    installMode: 'queue-once',
  },
  'installs, queue-once; finished installs leave the list at once': {
    job: { kind: 'install', running },
    installMode: 'queue-once',
  },
  'installs, watch; finished installs leave the list at once': {
    job: { kind: 'install', running, startsAfter: '0s..60s' },
    installMode: 'watch',
  },
  updates: { job: { kind: 'update', running, queued: '10s..60s' }, installMode: 'poll' },
}

for (const [title, scaleCase] of Object.entries(cases))
  print(title, await measureScale({ ...scaleCase, count: COUNT }))
print('updates, dist/ for 20 s', [
  { name: 'peak of resident memory, MiB', value: await peakMemory(), limit: 150 },
])

function print(title: string, figures: readonly Figure[]): void {
  console.log(`${COUNT} ${title}`)
  for (const figure of figures) {
    const { name, value, limit } = figure
    const number = Number.isInteger(value) ? String(value) : value.toFixed(2)
    const rating = isExceeded(figure) ? 'LIMIT EXCEEDED:' : 'limit'
    const note = limit === undefined ? '' : `  (${rating} ${limit})`
    console.log(`  ${name.padEnd(32)} ${number.padStart(7)}${note}`)
    if (isExceeded(figure)) process.exitCode = 1
  }
}

/** The peak memory of a step that waits for many updates, in MiB. */
async function peakMemory(): Promise<number> {
  const simulator = await startSimulator({ jobs: [{ kind: 'update', id: `1..${COUNT}`, running: '1h' }] })
  try {
    const updateid = Array.from({ length: COUNT }, (_, index) => index + 1).join(' ')
    const inputs = { ...DEMO_INPUTS, updateid, 'api-url': simulator.url, timeout: '20s' }
    const run = await runStep({ inputs, nodeArgs: printPeak })
    if (run.outputs['result'] !== 'timed-out') throw new Error(`unexpected result: ${run.log.join('\n')}`)
    return peakOf(run)
  } finally {
    await simulator.close()
  }
}
