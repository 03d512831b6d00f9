import { InputError } from '../../src/inputs/input-error.ts'
import { readInputs } from '../../src/inputs/inputs.ts'
import type { StepReport } from '../../src/report/step-report.ts'
import { formatSummary } from '../../src/report/summary.ts'
import { fastClockBy, preload } from '../runner/preload.ts'
import { runStep } from '../runner/run-step.ts'
import { DEMO_INPUTS } from '../simulator/access.ts'
import { startSimulator } from '../simulator/server.ts'
import { START_MS, virtualApi } from '../virtual/virtual-api.ts'
import { VirtualClock } from '../virtual/virtual-clock.ts'
import { runVirtualWait } from '../virtual/virtual-wait.ts'
import type { Scene } from './scenes.ts'

/** Step and simulator run so many times as fast. Even so, a request on loopback seems fast. */
const FACTOR = 60
/** When every step of dist/ starts, so that a picture changes only if the summary does. */
const STEP_START = Date.UTC(2026, 10, 24, 14, 2)

/**
 * The summary that dist/ writes for a scene.
 *
 * @throws an Error with the log when there is none
 */
export async function runScene({ jobs, inputs }: Scene): Promise<string> {
  const start = performance.now()
  const now = () => Math.round(STEP_START + (performance.now() - start) * FACTOR)
  const simulator = await startSimulator({ jobs, now })
  try {
    const step = await runStep({
      inputs: { ...DEMO_INPUTS, 'api-url': simulator.url, ...inputs },
      // The step's wall clock too, because it ignores a Date header of another day.
      nodeArgs: [...fastClockBy(FACTOR), ...preload(`Date.now = () => ${STEP_START} + performance.now()`)],
      patience: 180_000,
    })
    if (step.summary === '') throw new Error(`There is no summary. ${step.stdout}${step.stderr}`)
    return step.summary
  } finally {
    await simulator.close()
  }
}

/** The summary of a scene in virtual time. */
export async function simulateScene(scene: Scene): Promise<string> {
  return formatSummary(await reportOf(scene))
}

async function reportOf({ jobs, faults = [], inputs, cancelledAfter, problem }: Scene): Promise<StepReport> {
  const all: Readonly<Record<string, string>> = { ...DEMO_INPUTS, ...inputs }
  const clock = new VirtualClock()
  const { get } = virtualApi({ jobs, faults }, clock)
  const cancellation = new AbortController()
  if (cancelledAfter !== undefined)
    void clock.sleep(cancelledAfter, cancellation.signal).then(() => {
      cancellation.abort()
    })
  try {
    const plan = readInputs(name => all[name] ?? '', {})
    const { report } = await runVirtualWait(plan, { clock, get, signal: cancellation.signal })
    return problem === undefined ? report : { ...report, problems: [problem] }
  } catch (error) {
    if (!(error instanceof InputError)) throw error
    const outcome = { result: 'error', deciding: undefined, jobs: [] } as const
    const times = { elapsed: 3, now: 3, wallClock: START_MS + 3 }
    return { outcome, requests: 0, options: undefined, problems: error.problems, ...times }
  }
}
