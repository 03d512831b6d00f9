import { InputError } from '../../src/inputs/input-error.ts'
import { readInputs } from '../../src/inputs/inputs.ts'
import type { StepReport } from '../../src/report/step-report.ts'
import { formatSummary } from '../../src/report/summary.ts'
import { DEMO_INPUTS } from '../simulator/access.ts'
import { idsOf } from '../simulator/job-store.ts'
import type { FaultSpec, ScenarioJob } from '../simulator/scenario.ts'
import { START_MS, virtualApi } from '../virtual/virtual-api.ts'
import { VirtualClock } from '../virtual/virtual-clock.ts'
import { runVirtualWait } from '../virtual/virtual-wait.ts'
import json from './scenes.json' with { type: 'json' }

/** A step with a summary to show. */
export interface Scene {
  readonly name: string
  readonly jobs: readonly ScenarioJob[]
  readonly faults?: readonly FaultSpec[]
  /** Without credentials. `jobid` may be a range. */
  readonly inputs: Readonly<Record<string, string>>
  /** The step is cancelled after this time. ms */
  readonly cancelledAfter?: number
  /** A problem that the step reports besides its result. */
  readonly problem?: string
}

/** Scenes for the README, and more for the sheet. */
export const scenes = json as {
  readonly readme: readonly Scene[]
  readonly more: readonly Scene[]
}

/** The job summary of a scene, simulated in virtual time. */
export async function summaryOf({ inputs, problem, ...scene }: Scene): Promise<string> {
  // In `jobid`, 1..3 becomes 1 2 3.
  const jobid = (inputs['jobid'] ?? '').replace(/^\d+\.\.\d+$/, range => idsOf(range).join(' '))
  const all: Readonly<Record<string, string>> = { ...DEMO_INPUTS, ...inputs, jobid }
  try {
    const report = await simulate(
      readInputs(name => all[name] ?? '', {}),
      scene,
    )
    return formatSummary(problem === undefined ? report : { ...report, problems: [problem] })
  } catch (error) {
    if (!(error instanceof InputError)) throw error
    const outcome = { result: 'error', deciding: undefined, jobs: [] } as const
    const times = { elapsed: 3, now: 3, wallClock: START_MS + 3 }
    return formatSummary({ outcome, requests: 0, options: undefined, problems: error.problems, ...times })
  }
}

async function simulate(
  plan: ReturnType<typeof readInputs>,
  { jobs, faults = [], cancelledAfter = Infinity }: Pick<Scene, 'jobs' | 'faults' | 'cancelledAfter'>,
): Promise<StepReport> {
  const clock = new VirtualClock()
  const { get } = virtualApi({ jobs, faults }, clock)
  const cancellation = new AbortController()
  void clock.sleep(cancelledAfter, cancellation.signal).then(() => {
    cancellation.abort()
  })
  const { report } = await runVirtualWait(plan, { clock, get, signal: cancellation.signal })
  return report
}
