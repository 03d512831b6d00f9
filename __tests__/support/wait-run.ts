import type { Get } from '../../src/clanforge/client.ts'
import type { JobKindName, Scope, Target } from '../../src/clanforge/endpoints.ts'
import type { JobState, Notice } from '../../src/wait/job-state.ts'
import type { Outcome, StopReason } from '../../src/wait/outcome.ts'
import type { WaitOptions } from '../../src/wait/options.ts'
import { Wait } from '../../src/wait/wait.ts'
import { defaultOptions } from './job-states.ts'
import { type Call, ScriptedApi, type Script } from './scripted-api.ts'
import { VirtualClock } from '../../dev/perf/virtual-clock.ts'

export { defaultOptions }

/** The ASID of the tests, and machine jobs. */
export const scope: Scope = { asid: '1234567', mirroring: false }

/** What a run may set besides what it waits for. */
export interface RunOptions {
  readonly options?: Partial<WaitOptions>
  readonly scope?: Scope
  readonly random?: () => number
  /** Aborted from outside, as by a signal of the runner. */
  readonly signal?: AbortSignal
  readonly notify?: (notice: Notice) => void
  /** Called with the jobs before the first request. */
  readonly begin?: (jobs: readonly JobState[]) => void
  readonly clock?: VirtualClock
}

/** How a run went. */
export interface Run {
  readonly reason: StopReason
  readonly outcome: Outcome
  readonly result: Outcome['result']
  /** `update 101`: the deciding job. */
  readonly decided: string
  /** The result of every job, in order. */
  readonly results: readonly string[]
  /** Virtual ms from the start of the step to its end. */
  readonly took: number
  readonly requests: number
  readonly notices: readonly Notice[]
  readonly clock: VirtualClock
}

/** `update 101, install 7`: jobs to wait for, in the order written. */
export function targetsOf(text: string): readonly Target[] {
  return text.split(', ').map(job => {
    const [kind = '', id = ''] = job.split(' ')
    return { kind: kind as JobKindName, id }
  })
}

/** Waits in virtual time for jobs that a `Get` responds for. */
export async function runWait(
  targets: readonly Target[],
  get: (clock: VirtualClock) => Get,
  options: RunOptions = {},
): Promise<Run> {
  const { clock = new VirtualClock(), random = () => 0.5, notify } = options
  const notices: Notice[] = []
  const start = clock.now()
  const wait = new Wait(
    {
      targets,
      scope: options.scope ?? scope,
      options: { ...defaultOptions, ...options.options },
      start,
    },
    { clock, random, get: get(clock), notify: notify ?? (notice => void notices.push(notice)) },
  )
  options.begin?.(wait.jobs)
  const reason = await clock.run(wait.run(options.signal ?? new AbortController().signal))
  const outcome = wait.outcome(reason)
  const { deciding, jobs, result } = outcome
  return {
    reason,
    outcome,
    result,
    decided: deciding === undefined ? '' : `${deciding.target.kind} ${deciding.target.id}`,
    results: jobs.map(job => job.result),
    took: clock.now() - start,
    requests: wait.requests,
    notices,
    clock,
  }
}

/** Waits in virtual time for jobs whose responses are scripted; `calls` are the requests that were made. */
export async function play(
  jobs: string,
  script: Script,
  options: RunOptions = {},
): Promise<Run & { readonly calls: readonly Call[]; readonly api: ScriptedApi }> {
  const clock = options.clock ?? new VirtualClock()
  const api = new ScriptedApi(clock, script)
  const run = await runWait(targetsOf(jobs), () => api.get, { ...options, clock })
  return { ...run, calls: api.calls, api }
}
