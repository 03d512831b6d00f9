import type { Get } from '../../src/clanforge/client.ts'
import type { JobKindName, Scope, Target } from '../../src/clanforge/endpoints.ts'
import type { StepReport } from '../../src/report/step-report.ts'
import type { Notice } from '../../src/wait/job-state.ts'
import type { Outcome, StopReason } from '../../src/wait/outcome.ts'
import type { WaitOptions } from '../../src/wait/options.ts'
import { VirtualClock } from '../../dev/virtual/virtual-clock.ts'
import { type VirtualTools, runVirtualWait } from '../../dev/virtual/virtual-wait.ts'
import { defaultOptions } from './job-states.ts'
import { type Call, ScriptedApi, type Script } from './scripted-api.ts'

export { defaultOptions }

/** The ASID of the tests, and machine jobs. */
export const scope: Scope = { asid: '1234567', mirroring: false }

/** What a run may set besides the jobs. A test that sets `notify` gets no `notices`. */
export interface RunOptions extends Partial<Omit<VirtualTools, 'get'>> {
  readonly options?: Partial<WaitOptions>
  readonly scope?: Scope
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
  readonly report: StepReport
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
  { options, scope: runScope = scope, clock = new VirtualClock(), ...tools }: RunOptions = {},
): Promise<Run> {
  const notices: Notice[] = []
  const { reason, report } = await runVirtualWait(
    { targets, scope: runScope, options: { ...defaultOptions, ...options } },
    { clock, get: get(clock), notify: notice => void notices.push(notice), ...tools },
  )
  const { outcome, requests, elapsed } = report
  const { deciding, jobs, result } = outcome
  return {
    reason,
    outcome,
    result,
    decided: deciding === undefined ? '' : `${deciding.target.kind} ${deciding.target.id}`,
    results: jobs.map(job => job.result),
    took: elapsed,
    requests,
    report,
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
