import type { Get } from '../../src/clanforge/client.ts'
import { LogWriter } from '../../src/report/log-writer.ts'
import type { Notice } from '../../src/wait/job-state.ts'
import { Wait, type WaitPlan } from '../../src/wait/wait.ts'
import { START_MS } from './virtual-api.ts'
import type { VirtualClock } from './virtual-clock.ts'

/** The environment of a wait in virtual time. */
export interface VirtualTools {
  readonly clock: VirtualClock
  readonly get: Get
  /** In [0, 1). */
  readonly random?: () => number
  /** Cancels the wait. */
  readonly signal?: AbortSignal
  readonly notify?: (notice: Notice) => void
  /** Called with every line and warning of the log. Without it, no log is written. */
  readonly onLine?: (text: string) => void
}

/** Runs the action's own wait, and its log, in virtual time. Returns why it stopped, and the report of the step. */
export async function runVirtualWait(
  plan: Omit<WaitPlan, 'start'>,
  { clock, get, random = () => 0.5, signal = new AbortController().signal, notify, onLine }: VirtualTools,
) {
  const start = clock.now()
  const log = new LogWriter({ line: text => onLine?.(text), warning: text => onLine?.(text) })
  const notifyAll = (notice: Notice): void => {
    notify?.(notice)
    log.notify(notice)
  }
  const wait = new Wait({ ...plan, start }, { clock, random, get, notify: notifyAll })
  const ended = new AbortController()
  if (onLine !== undefined) {
    log.begin({ ...plan, jobs: wait.jobs, start, ignoredInputs: [] })
    void tickEverySecond(log, clock, ended.signal)
  }
  const reason = await clock.run(wait.run(signal))
  ended.abort()
  const [now, outcome] = [clock.now(), wait.outcome(reason)]
  const times = { elapsed: now - start, now, wallClock: START_MS + now }
  const report = { outcome, requests: wait.requests, options: plan.options, problems: [], ...times }
  log.end(report)
  return { reason, report }
}

async function tickEverySecond(log: LogWriter, clock: VirtualClock, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await clock.sleep(1_000, signal)
    log.tick(clock.now())
  }
}
