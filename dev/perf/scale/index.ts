// `npm run perf -- scale`: what a step with a thousand jobs costs. Requests, lag and log lines are measured in virtual
// time, memory in a step of dist/.
import { runStep } from '../../runner/run-step.ts'
import { DEMO_INPUTS } from '../../simulator/access.ts'
import { startSimulator } from '../../simulator/server.ts'
import { mebibytes, peakOf, printPeak } from '../memory.ts'
import { type ScaleCase, exceededLimits, measureScale } from './measure.ts'

const COUNT = 1000
/** Bytes of resident memory that a step may use. */
const MEMORY = 150 * 1024 * 1024
/** How long the step runs whose memory is measured. Seconds */
const SECONDS = 20

/** Installs take 5 to 15 minutes, as in Clanforge's documentation. */
const running = '5m..15m'
const cases: readonly ScaleCase[] = [
  {
    name: 'installs, queue-once; finished installs stay in the list for a minute',
    job: { kind: 'install', running, lingers: '1m' },
    count: COUNT,
    installMode: 'queue-once',
  },
  {
    name: 'installs, queue-once; finished installs leave the list at once',
    job: { kind: 'install', running },
    count: COUNT,
    installMode: 'queue-once',
  },
  {
    name: 'installs, watch; finished installs leave the list at once',
    job: { kind: 'install', running, startsAfter: '0s..60s' },
    count: COUNT,
    installMode: 'watch',
  },
  {
    name: 'updates',
    job: { kind: 'update', running, queued: '10s..60s' },
    count: COUNT,
    installMode: 'poll',
  },
]

for (const scaleCase of cases) {
  const cost = await measureScale(scaleCase)
  console.log(`${COUNT} ${scaleCase.name}
  requests          ${cost.requests}: ${cost.queueCalls} queue calls, ${cost.requestsPerJob.toFixed(2)} others per job
  lag               mean ${cost.meanLag.toFixed(1)} s, worst ${cost.worstLag.toFixed(1)} s
  rate              at most ${cost.mostPerSecond} requests within a second, ${cost.mostInFlight} in flight
  log               ${cost.lines} lines in ${cost.minutes.toFixed(0)} min, at most ${cost.mostLinesPerMinute} within a minute`)
  printExceeded(exceededLimits(scaleCase, cost))
}
const memory = await peakMemory()
console.log(`${COUNT} updates, dist/ for ${SECONDS} s\n  memory            at most ${mebibytes(memory)}`)
printExceeded(memory <= MEMORY ? [] : [`memory: ${mebibytes(memory)}, limit ${mebibytes(MEMORY)}`])

function printExceeded(limits: readonly string[]): void {
  for (const limit of limits) console.log(`  LIMIT EXCEEDED    ${limit}`)
  if (limits.length > 0) process.exitCode = 1
}

/** The peak of memory of a step that waits for many updates, in bytes. */
async function peakMemory(): Promise<number> {
  const simulator = await startSimulator({ jobs: [{ kind: 'update', id: `1..${COUNT}`, running: '1h' }] })
  try {
    const updateid = Array.from({ length: COUNT }, (_, index) => index + 1).join(' ')
    const inputs = { ...DEMO_INPUTS, updateid, 'api-url': simulator.url, timeout: `${SECONDS}s` }
    const run = await runStep({ inputs, nodeArgs: printPeak })
    if (run.outputs['result'] !== 'timed-out') throw new Error(`unexpected result: ${run.log.join('\n')}`)
    return peakOf(run)
  } finally {
    await simulator.close()
  }
}
