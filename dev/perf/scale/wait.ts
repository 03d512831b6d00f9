import type { Get } from '../../../src/clanforge/client.ts'
import type { Json } from '../../../src/clanforge/json.ts'
import { endLog, logNotice, logTick, startLog } from '../../../src/report/log.ts'
import type { LogUpdate } from '../../../src/report/log-state.ts'
import type { InstallMode } from '../../../src/wait/options.ts'
import { Wait } from '../../../src/wait/wait.ts'
import { defaultOptions } from '../../runner/default-options.ts'
import { DEMO_ASID } from '../../simulator/access.ts'
import { seededRandom } from '../../simulator/random.ts'
import type { VirtualClock } from '../virtual-clock.ts'

/** In virtual time nothing runs for longer, ms. */
export const DAY = 86_400_000

/** A request to the simulated API; resolves with the parsed body and the Date header. */
export type Request = (
  path: string,
  query: URLSearchParams,
  signal: AbortSignal,
) => Promise<{ readonly body: Json; readonly date: number }>

/** What is waited for. */
export interface Jobs {
  readonly kind: 'update' | 'install'
  readonly count: number
  readonly installMode: InstallMode
}

/** How a wait went. */
export interface WaitRun {
  readonly requests: number
  /** Every job's result, and when it was known to be over, ms. */
  readonly jobs: readonly { readonly id: string; readonly result: string; readonly endedAt: number }[]
}

/** Waits in virtual time with the shipping code; `onLine` is called for every line of the log. */
export async function runWait(
  { kind, count, installMode }: Jobs,
  clock: VirtualClock,
  request: Request,
  onLine: () => void,
): Promise<WaitRun> {
  const options = { ...defaultOptions, timeout: DAY, failFast: false, installMode }
  const targets = Array.from({ length: count }, (_, index) => ({ kind, id: String(index + 1) }))
  const get: Get = async ({ path, query }, { signal }) => ({
    ...(await request(path, new URLSearchParams(query), signal)),
    retryAfter: undefined,
  })
  const plan = { targets, scope: { asid: DEMO_ASID, mirroring: false }, options, start: 0 }
  const wait = new Wait(plan, {
    clock,
    random: seededRandom(1),
    get,
    notify: notice => {
      print(logNotice(log, notice))
    },
  })
  const print = ({ state, lines, warnings }: LogUpdate): void => {
    log = state
    for (let line = lines.length + warnings.length; line > 0; line -= 1) onLine()
  }
  const first = startLog({ jobs: wait.jobs, options, start: 0, withoutEffect: [] })
  let log = first.state
  print(first)
  const over = new AbortController()
  const ticking = (async () => {
    while (!over.signal.aborted) {
      await clock.sleep(1_000, over.signal)
      print(logTick(log, clock.now()))
    }
  })()
  const outcome = wait.outcome(await clock.run(wait.run(over.signal)))
  over.abort()
  await clock.run(ticking)
  const [now, { requests }] = [clock.now(), wait]
  print(endLog(log, { outcome, requests, elapsed: now, options, problems: [], now, wallClock: 0 }))
  const jobs = outcome.jobs.map(({ job, result }) => ({
    id: job.target.id,
    result,
    endedAt: job.endedAt ?? NaN,
  }))
  return { requests, jobs }
}
