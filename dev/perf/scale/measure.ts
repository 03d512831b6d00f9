import type { Get } from '../../../src/clanforge/client.ts'
import type { InstallMode } from '../../../src/wait/options.ts'
import { defaultOptions } from '../../runner/default-options.ts'
import { DEMO_ASID } from '../../simulator/access.ts'
import { seededRandom } from '../../simulator/random.ts'
import type { JobSpec } from '../../simulator/scenario.ts'
import { START_MS, virtualApi } from '../../virtual/virtual-api.ts'
import { VirtualClock } from '../../virtual/virtual-clock.ts'
import { runVirtualWait } from '../../virtual/virtual-wait.ts'
import { mean } from '../statistics.ts'

/** No job runs for longer. ms */
const DAY = 86_400_000
/** The limit of the mean lag, in seconds, if the schedule alone decides it. */
const LAG = 3
/** A job must be missing from the install list for this long to count as finished. Seconds */
const ABSENCE = 10

/** Jobs of one kind in one step. Their IDs are 1 to `count`. */
export interface ScaleCase {
  readonly job: Omit<JobSpec, 'kind' | 'id'> & { readonly kind: 'update' | 'install' }
  readonly count: number
  readonly installMode: InstallMode
}

/** A measured value, and the limit that it must not exceed, if any. */
export interface Figure {
  readonly name: string
  readonly value: number
  readonly limit?: number
}

/** Runs the action's own wait in virtual time and measures requests, lag and log lines. */
export async function measureScale({ job, count, installMode }: ScaleCase): Promise<readonly Figure[]> {
  const clock = new VirtualClock()
  const { clanforge, get } = virtualApi({ jobs: [{ ...job, id: `1..${count}` }], seed: 7 }, clock)
  const requests: { readonly path: string; readonly start: number; readonly end: number }[] = []
  const measuredGet: Get = async (request, options) => {
    const start = clock.now()
    try {
      return await get(request, options)
    } finally {
      requests.push({ path: request.path, start, end: clock.now() })
    }
  }
  const lines: number[] = []
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
  const starts = requests.map(({ start }) => start)
  const inFlight = starts.map(at => requests.filter(({ start, end }) => start <= at && at < end).length)
  const queueCalls = requests.filter(({ path }) => path.endsWith('/queue')).length
  const perJob = (requests.length - queueCalls) / count
  // The limits of installs, which share the requests for the install list.
  const perJobLimit = installMode === 'poll' ? {} : { limit: 0.5 }
  const lagLimit = installMode === 'poll' ? {} : { limit: job.lingers === undefined ? LAG + ABSENCE : LAG }
  return [
    { name: 'incomplete jobs', value: jobs.filter(({ result }) => result !== 'complete').length, limit: 0 },
    { name: 'requests', value: requests.length },
    { name: 'queue calls', value: queueCalls },
    { name: 'other requests per job', value: perJob, ...perJobLimit },
    { name: 'most requests within a second', value: mostWithin(starts, 1_000), limit: 5 },
    { name: 'most requests in flight', value: Math.max(...inFlight), limit: 8 },
    { name: 'mean lag, s', value: mean(lags), ...lagLimit },
    { name: 'worst lag, s', value: Math.max(...lags) },
    { name: 'log lines', value: lines.length },
    { name: 'most log lines within a minute', value: mostWithin(lines, 60_000), limit: 50 },
    { name: 'duration, min', value: report.elapsed / 60_000 },
  ]
}

/** Whether a figure exceeds its limit. */
export function isExceeded({ value, limit = Infinity }: Figure): boolean {
  return value > limit
}

/** The most times within a window of this length. */
function mostWithin(times: readonly number[], window: number): number {
  return Math.max(...times.map(from => times.filter(time => from <= time && time < from + window).length))
}
