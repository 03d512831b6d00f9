// `npm run perf -- scale`: what it costs to wait for a thousand jobs in one step. Requests and lags in virtual time,
// memory of the shipped dist in real time.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runStep } from '../../runner/run-step.ts'
import { DEMO_ACCESS_KEY, DEMO_ASID, DEMO_SECRET_KEY } from '../../simulator/access.ts'
import { startSimulator } from '../../simulator/server.ts'
import { readPeaks, reportPeak } from '../memory.ts'
import { type Fleet, complaintsOf, waitForFleet } from './fleet.ts'

/** MiB that a step may hold. */
const MEMORY = 150
/** Seconds that the step waits whose memory is measured. */
const SECONDS = 20

/** Installs take 5 to 15 minutes, as Clanforge's documentation says. */
const installs = { kind: 'install', count: 1000, installMode: 'queue-once' } as const
const job = { kind: 'install', id: '1..1000', running: '5m..15m' } as const
const fleets: readonly Fleet[] = [
  {
    ...installs,
    name: 'installs, queue-once; finished ones stay listed for a minute',
    jobs: { ...job, lingers: '1m' },
  },
  { ...installs, name: 'installs, queue-once; finished ones vanish', jobs: job },
  {
    ...installs,
    name: 'installs, watch; finished ones vanish',
    jobs: { ...job, startsAfter: '0s..60s' },
    installMode: 'watch',
  },
  {
    name: 'updates, each with its own requests',
    kind: 'update',
    jobs: { ...job, kind: 'update', queued: '10s..60s' },
    count: 1000,
    installMode: 'poll',
  },
]

for (const fleet of fleets) {
  const cost = await waitForFleet(fleet)
  console.log(`${fleet.count} ${fleet.name}
  requests          ${cost.requests}, of them ${cost.queueCalls} queue calls: ${cost.requestsPerJob.toFixed(2)} per job besides
  lag               mean ${cost.meanLag.toFixed(1)} s, worst ${cost.worstLag.toFixed(1)} s
  limits            at most ${cost.mostPerSecond} requests within a second, ${cost.mostInFlight} in flight
  log               ${cost.lines} lines in ${cost.minutes.toFixed(0)} min, at most ${cost.mostLinesPerMinute} in a minute`)
  complain(complaintsOf(fleet, cost))
}
const memory = (await memoryOfUpdates(1000)) / 1024 / 1024
console.log(
  `1000 updates, the shipped dist for ${SECONDS} s\n  memory            at most ${memory.toFixed(0)} MiB`,
)
complain(memory > MEMORY ? [`more than ${MEMORY} MiB`] : [])

function complain(complaints: readonly string[]): void {
  for (const complaint of complaints) console.log(`  NOT GOOD ENOUGH   ${complaint}`)
  if (complaints.length > 0) process.exitCode = 1
}

/** The most memory, in bytes, that the shipped dist held while it waited for so many updates at once. */
async function memoryOfUpdates(count: number): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'scale-'))
  const simulator = await startSimulator({ jobs: [{ kind: 'update', id: `1..${count}`, running: '1h' }] })
  try {
    const { outputs } = await runStep({
      inputs: {
        updateid: Array.from({ length: count }, (_, index) => index + 1).join(' '),
        accountserviceid: DEMO_ASID,
        'access-key': DEMO_ACCESS_KEY,
        'secret-key': DEMO_SECRET_KEY,
        'api-url': simulator.url,
        timeout: `${SECONDS}s`,
      },
      nodeArgs: reportPeak(join(folder, 'peak')),
    })
    if (outputs['result'] !== 'timed-out') throw new Error(`the step ended with ${String(outputs['result'])}`)
    return readPeaks(join(folder, 'peak'))[0] ?? NaN
  } finally {
    await simulator.close()
    rmSync(folder, { recursive: true, force: true })
  }
}
