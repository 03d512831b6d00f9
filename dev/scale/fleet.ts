import type { Get } from '../../src/clanforge/client.ts'
import type { Json } from '../../src/clanforge/json.ts'
import type { KindName } from '../../src/clanforge/kinds.ts'
import { Log } from '../../src/report/log.ts'
import type { JobView } from '../../src/wait/job.ts'
import type { InstallMode, Rules } from '../../src/wait/rules.ts'
import { Wait } from '../../src/wait/wait.ts'
import { DEMO_ASID } from '../simulator/access.ts'
import type { Clanforge } from '../simulator/clanforge.ts'
import type { JobSpec } from '../simulator/scenario.ts'
import { DEMO_AUTHORIZATION, START_MS, virtualClanforge } from '../simulator/virtual-clanforge.ts'
import { VirtualClock } from '../virtual-time/virtual-clock.ts'

/** How long a request takes, ms. */
const LATENCY = 80
/** In virtual time nothing runs for longer, ms. */
const DAY = 86_400_000

/** A fleet of jobs of one kind, as an entry of a scenario, and how they are waited for. */
export interface Fleet {
  readonly name: string
  readonly kind: KindName & ('update' | 'install')
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
  const { clanforge } = virtualClanforge([fleet.jobs], { seed: 7 })
  const traffic = new Ledger()
  const printed: number[] = []
  const log = new Log(rulesFor(fleet), {
    printer: printerTo(() => printed.push(clock.now())),
    elapsed: clock.now,
  })
  const targets = Array.from({ length: fleet.count }, (_, index) => ({
    kind: fleet.kind,
    id: String(index + 1),
  }))
  const plan = { targets, scope: { asid: DEMO_ASID, mirroring: false }, rules: rulesFor(fleet), start: 0 }
  const observe = log.observe.bind(log)
  const wait = new Wait(plan, { clock, random: seeded(), get: asking(clanforge, clock, traffic), observe })
  log.begin(wait.jobs, [])
  const over = new AbortController()
  const ticking = tick(log, clock, over.signal)
  const end = await clock.run(wait.run(over.signal))
  over.abort()
  await clock.run(ticking)
  log.end(wait.conclude(end), wait.requests)
  return {
    results: tally(wait.conclude(end).jobs.map(({ result }) => result)),
    requests: wait.requests,
    queueCalls: traffic.queueCalls,
    lags: wait.jobs.map(job => lagOf(job, clanforge)),
    elapsed: clock.now(),
    mostPerSecond: mostWithin(traffic.sent, 1000),
    mostInFlight: traffic.mostInFlight,
    lines: printed.length,
    mostLinesPerMinute: mostWithin(printed, 60_000),
  }
}

/** The defaults of action.yml, but for the timeout. */
function rulesFor({ installMode }: Fleet): Rules {
  return {
    pace: { min: 2_000, max: 60_000 },
    timeout: DAY,
    stallTimeout: undefined,
    outageTimeout: 300_000,
    maxJobfailed: 0,
    allowance: { machines: 0 },
    passSquashed: false,
    failFast: false,
    installMode,
    retries: 0,
  }
}

class Ledger {
  readonly sent: number[] = []
  queueCalls = 0
  mostInFlight = 0
  inFlight = 0
}

function asking(clanforge: Clanforge, clock: VirtualClock, ledger: Ledger): Get {
  return async ({ path, query }, signal) => {
    ledger.sent.push(clock.now())
    if (path.endsWith('/queue')) ledger.queueCalls += 1
    ledger.inFlight += 1
    ledger.mostInFlight = Math.max(ledger.mostInFlight, ledger.inFlight)
    await clock.sleep(LATENCY / 2, signal)
    const request = {
      method: 'GET',
      path,
      query: new URLSearchParams(query),
      headers: { authorization: DEMO_AUTHORIZATION },
    }
    const { body, headers } = clanforge.respond(request, START_MS + clock.now())
    await clock.sleep(LATENCY / 2, signal)
    ledger.inFlight -= 1
    return {
      body: JSON.parse(body) as Json,
      date: Date.parse(headers['date'] ?? '') / 1000,
      retryAfter: undefined,
    }
  }
}

async function tick(log: Log, clock: VirtualClock, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await clock.sleep(1_000, signal)
    log.tick()
  }
}

function lagOf(job: JobView, clanforge: Clanforge): number {
  const kind = job.target.kind === 'install' ? 'install' : 'update'
  const run = clanforge.store.find(kind, Number(job.target.id), START_MS + DAY)?.runs.at(-1)
  return (job.endedAt ?? NaN) - ((run?.endMs ?? NaN) - START_MS)
}

function printerTo(count: () => void) {
  return { line: count, debug: () => undefined, warning: count, error: count }
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

/** The same randomness in every run. */
function seeded(): () => number {
  let state = 1
  return () => {
    state = (state * 16_807) % 2_147_483_647
    return state / 2_147_483_647
  }
}
