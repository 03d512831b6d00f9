import type { Json } from '../../../src/clanforge/json.ts'
import type { JobSpec } from '../../simulator/scenario.ts'
import { DEMO_AUTHORIZATION } from '../../simulator/access.ts'
import { START_MS, virtualClanforge } from '../../simulator/virtual-clanforge.ts'
import { greatest, mean } from '../statistics.ts'
import { VirtualClock } from '../virtual-clock.ts'
import { DAY, type Jobs, type Request, runWait } from './wait.ts'

/** How long a request takes, ms. */
const LATENCY = 80
/** A list in which a finished job no longer is proves nothing before this has passed (docs/how-results-are-decided.md). s */
const ABSENCE = 10

/** Jobs of one kind, as an entry of a scenario, and how they are waited for. */
export interface Fleet extends Jobs {
  readonly name: string
  readonly jobs: JobSpec
}

/** What waiting for a fleet cost. */
export interface FleetCost {
  readonly results: Readonly<Record<string, number>>
  readonly requests: number
  readonly queueCalls: number
  /** Besides the queue calls. */
  readonly requestsPerJob: number
  /** How long after its end a job was known to be over, s. */
  readonly meanLag: number
  readonly worstLag: number
  readonly minutes: number
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
  const sent: number[] = []
  const printed: number[] = []
  let [queueCalls, inFlight, mostInFlight] = [0, 0, 0]
  const request: Request = async (path, query, signal) => {
    sent.push(clock.now())
    if (path.endsWith('/queue')) queueCalls += 1
    mostInFlight = Math.max(mostInFlight, ++inFlight)
    await clock.sleep(LATENCY / 2, signal)
    const call = { method: 'GET', path, query, headers: { authorization: DEMO_AUTHORIZATION } }
    const { body, headers } = clanforge.respond(call, START_MS + clock.now())
    await clock.sleep(LATENCY / 2, signal)
    inFlight -= 1
    return { body: JSON.parse(body) as Json, date: Date.parse(headers['date'] ?? '') / 1000 }
  }
  const { requests, jobs } = await runWait(fleet, clock, request, () => printed.push(clock.now()))
  const lags = jobs.map(({ id, endedAt }) => {
    const run = clanforge.store.find(fleet.kind, Number(id), START_MS + DAY)?.runs.at(-1)
    return (endedAt - ((run?.endMs ?? NaN) - START_MS)) / 1000
  })
  const results = Object.entries(Object.groupBy(jobs, ({ result }) => result))
  return {
    results: Object.fromEntries(results.map(([result, all]) => [result, all?.length ?? 0])),
    requests,
    queueCalls,
    requestsPerJob: (requests - queueCalls) / fleet.count,
    meanLag: mean(lags),
    worstLag: greatest(lags),
    minutes: clock.now() / 60_000,
    mostPerSecond: mostWithin(sent, 1_000),
    mostInFlight,
    lines: printed.length,
    mostLinesPerMinute: mostWithin(printed, 60_000),
  }
}

/** What is not as it should be; empty when all is well. */
export function complaintsOf({ installMode, jobs, count }: Fleet, cost: FleetCost): readonly string[] {
  const isListed = installMode !== 'poll'
  // Not taking a single list's word costs ten seconds; the schedule is responsible for the rest.
  const allowed = jobs.lingers === undefined ? 3 + ABSENCE : 3
  const complaints = {
    [`results: ${JSON.stringify(cost.results)}`]: cost.results['complete'] !== count,
    [`${cost.requestsPerJob.toFixed(2)} requests per job, above 0.5`]: isListed && cost.requestsPerJob > 0.5,
    [`a mean lag of ${cost.meanLag.toFixed(1)} s, above ${allowed} s`]: isListed && cost.meanLag > allowed,
    [`${cost.mostPerSecond} requests within a second`]: cost.mostPerSecond > 5,
    [`${cost.mostInFlight} requests in flight`]: cost.mostInFlight > 8,
    [`${cost.mostLinesPerMinute} lines of log in a minute`]: cost.mostLinesPerMinute > 50,
  }
  return Object.keys(complaints).filter(complaint => complaints[complaint])
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
