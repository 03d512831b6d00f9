import type { JobSpec } from '../../simulator/scenario.ts'
import type { Clanforge } from '../../simulator/clanforge.ts'
import { START_MS, virtualClanforge } from '../../simulator/virtual-clanforge.ts'
import { seeded } from '../random.ts'
import { type Get, type InstallMode, type JobState, type Json, runLoggedWait } from '../run-wait.ts'
import { VirtualClock } from '../virtual-clock.ts'

/** How long a request takes, ms. */
const LATENCY = 80
/** In virtual time nothing runs for longer, ms. */
const DAY = 86_400_000

/** A fleet of jobs of one kind, as an entry of a scenario, and how they are waited for. */
export interface Fleet {
  readonly name: string
  readonly kind: 'update' | 'install'
  readonly jobs: JobSpec
  readonly count: number
  readonly installMode: InstallMode
}

/** What waiting for a fleet cost. Times in ms. */
export interface FleetCost {
  readonly results: Readonly<Record<string, number>>
  readonly requests: number
  readonly queueCalls: number
  /** How long after its end each job was known to be over. */
  readonly lags: readonly number[]
  readonly elapsed: number
  /** The most requests that left within any second, and that were under way at once. */
  readonly mostPerSecond: number
  readonly mostInFlight: number
  /** Lines of the log, and the most of them within any minute. */
  readonly lines: number
  readonly mostLinesPerMinute: number
}

/** Waits for a fleet in virtual time, with the shipping code, against the simulator's pure core. */
export async function waitForFleet(fleet: Fleet): Promise<FleetCost> {
  const clock = new VirtualClock()
  const simulated = virtualClanforge([fleet.jobs], { seed: 7 })
  const traffic = new Ledger()
  const printed: number[] = []
  const { jobs, results, requests } = await runLoggedWait({
    targets: Array.from({ length: fleet.count }, (_, index) => ({ kind: fleet.kind, id: String(index + 1) })),
    options: { timeout: DAY, failFast: false, installMode: fleet.installMode },
    clock,
    random: seeded(1),
    get: requestsTo(simulated, clock, traffic),
    onLine: () => printed.push(clock.now()),
  })
  return {
    results: tally(results),
    requests,
    queueCalls: traffic.queueCalls,
    lags: jobs.map(job => lagOf(job, simulated.clanforge)),
    elapsed: clock.now(),
    mostPerSecond: mostWithin(traffic.sent, 1000),
    mostInFlight: traffic.mostInFlight,
    lines: printed.length,
    mostLinesPerMinute: mostWithin(printed, 60_000),
  }
}

class Ledger {
  readonly sent: number[] = []
  queueCalls = 0
  mostInFlight = 0
  inFlight = 0
}

function requestsTo(
  { respond }: ReturnType<typeof virtualClanforge>,
  clock: VirtualClock,
  ledger: Ledger,
): Get {
  return async ({ path, query }, { signal }) => {
    ledger.sent.push(clock.now())
    if (path.endsWith('/queue')) ledger.queueCalls += 1
    ledger.inFlight += 1
    ledger.mostInFlight = Math.max(ledger.mostInFlight, ledger.inFlight)
    await clock.sleep(LATENCY / 2, signal)
    const parameters = new URLSearchParams(query).toString()
    const { body, headers } = respond(`${path}?${parameters}`, clock.now() / 1000)
    await clock.sleep(LATENCY / 2, signal)
    ledger.inFlight -= 1
    return {
      body: JSON.parse(body) as Json,
      date: Date.parse(headers['date'] ?? '') / 1000,
      retryAfter: undefined,
    }
  }
}

function lagOf(job: JobState, clanforge: Clanforge): number {
  const kind = job.target.kind === 'install' ? 'install' : 'update'
  const run = clanforge.store.find(kind, Number(job.target.id), START_MS + DAY)?.runs.at(-1)
  return (job.endedAt ?? NaN) - ((run?.endMs ?? NaN) - START_MS)
}

function tally(words: readonly string[]): Record<string, number> {
  const groups = [...Map.groupBy(words, word => word)]
  return Object.fromEntries(groups.map(([word, all]) => [word, all.length]))
}

/** The most moments that lie within any window of this length; moments in ascending order. */
function mostWithin(moments: readonly number[], window: number): number {
  let [first, most] = [0, 0]
  for (const [index, moment] of moments.entries()) {
    while (moment - (moments[first] ?? moment) >= window) first += 1
    most = Math.max(most, index - first + 1)
  }
  return most
}
