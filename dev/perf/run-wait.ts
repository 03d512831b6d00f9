// The only place where performance checks touch the shipped wait and its log.
import type { Get } from '../../src/clanforge/client.ts'
import type { Target } from '../../src/clanforge/endpoints.ts'
import type { Json } from '../../src/clanforge/json.ts'
import { LogWriter } from '../../src/report/log-writer.ts'
import type { JobState } from '../../src/wait/job-state.ts'
import type { InstallMode, WaitOptions } from '../../src/wait/options.ts'
import { Wait } from '../../src/wait/wait.ts'
import { DEMO_ASID } from '../simulator/access.ts'
import { defaultOptions } from './default-options.ts'
import type { VirtualClock } from './virtual-clock.ts'

export type { Get, InstallMode, JobState, Json }

/** How often the step lets its log write what it held back. ms */
const TICK = 1_000

/** A wait in virtual time. */
export interface LoggedWait {
  readonly targets: readonly Target[]
  /** Those that differ from the defaults of action.yml. */
  readonly options: Partial<WaitOptions>
  readonly clock: VirtualClock
  readonly random: () => number
  readonly get: Get
  /** Called for every line and warning of the log. */
  readonly onLine: () => void
}

/** How a wait ended: its jobs, their results, and the requests it made. */
export interface WaitEnding {
  readonly jobs: readonly JobState[]
  readonly results: readonly string[]
  readonly requests: number
}

/** Waits until every job has ended, with the log of a step. */
export async function runLoggedWait({
  targets,
  options: more,
  clock,
  random,
  get,
  onLine,
}: LoggedWait): Promise<WaitEnding> {
  const options = { ...defaultOptions, ...more }
  const log = new LogWriter({ line: onLine, warning: onLine })
  const wait = new Wait(
    { targets, scope: { asid: DEMO_ASID, mirroring: false }, options, start: 0 },
    { clock, random, get, notify: log.notify },
  )
  log.begin({ jobs: wait.jobs, options, start: 0, withoutEffect: [] })
  const ended = new AbortController()
  const ticking = tick(log, clock, ended.signal)
  const reason = await clock.run(wait.run(ended.signal))
  ended.abort()
  await clock.run(ticking)
  const [outcome, now] = [wait.outcome(reason), clock.now()]
  log.end({ outcome, requests: wait.requests, elapsed: now, options, problems: [], now, wallClock: now })
  return { jobs: wait.jobs, results: outcome.jobs.map(({ result }) => result), requests: wait.requests }
}

async function tick(log: LogWriter, clock: VirtualClock, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await clock.sleep(TICK, signal)
    log.tick(clock.now())
  }
}
