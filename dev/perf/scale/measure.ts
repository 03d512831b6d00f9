import type { Get } from '../../../src/clanforge/client.ts'
import type { InstallMode } from '../../../src/wait/options.ts'
import { defaultOptions } from '../../runner/default-options.ts'
import { DEMO_ASID } from '../../simulator/access.ts'
import { seededRandom } from '../../simulator/random.ts'
import type { JobSpec } from '../../simulator/scenario.ts'
import { START_MS, virtualApi } from '../../virtual/virtual-api.ts'
import { VirtualClock } from '../../virtual/virtual-clock.ts'
import { runVirtualWait } from '../../virtual/virtual-wait.ts'
import { mean, quantile } from '../statistics.ts'

/** No job runs for longer. ms */
const DAY = 86_400_000
/** The limit of the mean lag, in seconds, when the schedule alone decides it. */
const LAG = 3
/** A job must be missing from the install list for this long to count as finished. Seconds */
const ABSENCE = 10

/** A step that waits for many jobs of one kind. Their IDs are 1 to `count`. */
export interface ScaleCase {
  readonly name: string
  readonly job: Omit<JobSpec, 'kind' | 'id'> & { readonly kind: 'update' | 'install' }
  readonly count: number
  readonly installMode: InstallMode
}

/** What a step has cost. */
export interface ScaleCost {
  /** The number of jobs by result. */
  readonly results: Readonly<Record<string, number>>
  readonly requests: number
  readonly queueCalls: number
  /** Not counting the queue calls. */
  readonly requestsPerJob: number
  /** From the end of a job until the step has detected it. Seconds */
  readonly meanLag: number
  readonly worstLag: number
  readonly minutes: number
  /** Most requests started within a second, and most in flight at the same time. */
  readonly mostPerSecond: number
  readonly mostInFlight: number
  /** Lines of the log, and most of them within a minute. */
  readonly lines: number
  readonly mostLinesPerMinute: number
}

/** Runs the action's own wait in virtual time and measures it. */
export async function measureScale({ job, count, installMode }: ScaleCase): Promise<ScaleCost> {
  const clock = new VirtualClock()
  const { clanforge, get } = virtualApi({ jobs: [{ ...job, id: `1..${count}` }], seed: 7 }, clock)
  const requests: { readonly path: string; readonly at: number }[] = []
  const lines: number[] = []
  let [inFlight, mostInFlight] = [0, 0]
  const measuredGet: Get = async (request, options) => {
    requests.push({ path: request.path, at: clock.now() })
    inFlight += 1
    mostInFlight = Math.max(mostInFlight, inFlight)
    try {
      return await get(request, options)
    } finally {
      inFlight -= 1
    }
  }
  const options = { ...defaultOptions, timeout: DAY, failFast: false, installMode }
  const targets = Array.from({ length: count }, (_, index) => ({ kind: job.kind, id: String(index + 1) }))
  const { report } = await runVirtualWait(
    { targets, scope: { asid: DEMO_ASID, mirroring: false }, options },
    { clock, get: measuredGet, random: seededRandom(1), onLine: () => lines.push(clock.now()) },
  )
  const { jobs } = report.outcome
  const lags = jobs.map(({ job: { target, endedAt } }) => {
    const run = clanforge.store.find(job.kind, Number(target.id), START_MS + DAY)?.runs.at(-1)
    return (START_MS + (endedAt ?? NaN) - (run?.endMs ?? NaN)) / 1000
  })
  const results = Object.entries(Object.groupBy(jobs, ({ result }) => result))
  const queueCalls = requests.filter(({ path }) => path.endsWith('/queue')).length
  return {
    results: Object.fromEntries(results.map(([result, all]) => [result, all.length])),
    requests: requests.length,
    queueCalls,
    requestsPerJob: (requests.length - queueCalls) / count,
    meanLag: mean(lags),
    worstLag: quantile(lags, 1),
    minutes: report.elapsed / 60_000,
    mostPerSecond: mostWithin(
      requests.map(({ at }) => at),
      1_000,
    ),
    mostInFlight,
    lines: lines.length,
    mostLinesPerMinute: mostWithin(lines, 60_000),
  }
}

/** The limits that a step exceeds, as text. */
export function exceededLimits({ installMode, job, count }: ScaleCase, cost: ScaleCost): readonly string[] {
  const isListed = installMode !== 'poll'
  const lagLimit = job.lingers === undefined ? LAG + ABSENCE : LAG
  const limits = [
    ['jobs that are not complete', count - (cost.results['complete'] ?? 0), 0],
    ['requests per job', cost.requestsPerJob, isListed ? 0.5 : Infinity],
    ['mean lag, s', cost.meanLag, isListed ? lagLimit : Infinity],
    ['requests within a second', cost.mostPerSecond, 5],
    ['requests in flight', cost.mostInFlight, 8],
    ['log lines within a minute', cost.mostLinesPerMinute, 50],
  ] as const
  return limits
    .filter(([, value, limit]) => value > limit)
    .map(([name, value, limit]) => `${name}: ${value.toFixed(2)}, limit ${limit}`)
}

/** The most times within a window of this length. Times are in ascending order. */
function mostWithin(times: readonly number[], window: number): number {
  let [first, most] = [0, 0]
  for (const [index, time] of times.entries()) {
    while (time - (times[first] ?? time) >= window) first += 1
    most = Math.max(most, index - first + 1)
  }
  return most
}
