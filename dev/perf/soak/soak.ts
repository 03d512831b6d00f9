import type { Result } from '../../../src/wait/outcome.ts'
import { fastClock, printPeak } from '../../runner/preload.ts'
import { type StepRun, runStep } from '../../runner/run-step.ts'
import { DEMO_INPUTS } from '../../simulator/access.ts'
import type { FaultSpec, ScenarioJob } from '../../simulator/scenario.ts'
import { type RequestRecord, startSimulator } from '../../simulator/server.ts'
import { startLongWait } from './long-wait.ts'
import json from './plan.json' with { type: 'json' }

/** A wait of the soak, and its expected result. */
interface PlannedWait {
  readonly id: string
  readonly result: Result
  readonly exitCode: number
  /** The inputs of the step, without credentials and URL. */
  readonly inputs: Readonly<Record<string, string>>
  readonly jobs: readonly ScenarioJob[]
  /** Faults of this wait alone. */
  readonly faults?: readonly FaultSpec[]
  /** The path of a call that must be made exactly once. */
  readonly call?: string
}

// A queued install starts even if the queue call is lost, and stays in the list, so that chance decides no result.
const plan = json as {
  /**
   * The action retries all of them. idle-reset hits one request in ten on used connections, like a load balancer that
   * closes idle connections. Each of the others hits one request in 40, and all of them together one in three.
   */
  readonly faults: readonly FaultSpec[]
  readonly waits: readonly object[]
}

/**
 * Runs waits, `width` at a time, with dist/ on a clock ten times as fast, and checks their results. Returns them with
 * all requests, the number of further requests lost to idle connections, the figures of a long wait, and all problems.
 *
 * @param onEnded called after each wait, with the number of waits that have ended
 */
export async function soak(count: number, width: number, onEnded?: (ended: number) => void) {
  const simulator = await startSimulator()
  const queue = [...planWaits(count)]
  simulator.setFaults(...planFaults(queue))
  // On the fast clock, the durations are a tenth of this.
  const durations = { 'min-poll-interval': '1s', 'max-poll-interval': '5s', 'outage-timeout': '30m' }
  const inputs = { ...DEMO_INPUTS, 'api-url': simulator.url, ...durations }
  const longWait = startLongWait(simulator, inputs)
  const waits: { planned: PlannedWait; run: StepRun; problem: string | undefined }[] = []
  const runQueue = async (): Promise<void> => {
    for (let planned = queue.shift(); planned !== undefined; planned = queue.shift()) {
      simulator.add(...planned.jobs)
      const run = await runStep({
        inputs: { ...inputs, ...planned.inputs },
        nodeArgs: [...fastClock(), ...printPeak],
        timeoutMs: 300_000,
      })
      waits.push({ planned, run, problem: problemOf(planned, run, simulator.requests) })
      onEnded?.(waits.length)
    }
  }
  try {
    await Promise.all(Array.from({ length: width }, runQueue))
    const long = await longWait.end()
    const problems = [...waits.flatMap(({ problem }) => problem ?? []), ...long.problems]
    const requests = simulator.requests.filter(({ fault }) => fault !== 'idle-reset')
    const idleResets = simulator.requests.length - requests.length
    return { waits, requests, idleResets, long, problems }
  } finally {
    longWait.kill()
    await simulator.close()
  }
}

/** The waits of plan.json in turn, each with a job of its own. */
function planWaits(count: number): readonly PlannedWait[] {
  return Array.from({ length: count }, (_, index) => {
    const id = 10_000 + index
    const text = JSON.stringify(plan.waits[index % plan.waits.length]).replaceAll('ID', String(id))
    const wait = JSON.parse(text) as PlannedWait
    return { ...wait, id: String(id), jobs: wait.jobs.map(job => ({ ...job, id })) }
  })
}

/** The faults of plan.json, those of the waits, and responses like those for an unknown job. */
function planFaults(waits: readonly PlannedWait[]): readonly FaultSpec[] {
  // Three of these in a row end a wait, so they are 60 status requests apart.
  const missing = Array.from({ length: Math.floor(waits.length / 10) }, (_, index): FaultSpec => {
    return { fault: index % 2 === 0 ? 404 : 'refusal', path: '/status', after: 60 * (index + 1) }
  })
  return [...waits.flatMap(({ faults = [] }) => faults), ...missing, ...plan.faults]
}

/** Returns how a wait differs from the plan, or undefined. */
function problemOf(
  { id, result, exitCode, jobs, call }: PlannedWait,
  { outputs, code, stderr, summary, log }: StepRun,
  requests: readonly RequestRecord[],
): string | undefined {
  const isRight = outputs['result'] === result && outputs['id'] === id && code === exitCode
  if (!isRight || stderr !== '' || summary === '')
    return `${JSON.stringify(jobs)} should be ${result}: exit code ${code}\n${[...log, stderr].join('\n')}`
  if (call === undefined) return undefined
  const calls = requests.filter(({ path }) => path === call)
  // Clanforge has not received a call that it rejects with 429.
  const received = calls.filter(({ status }) => status !== 429).length
  if (received !== 1) return `${call} was received ${received} times`
  // A call on a connection that was used before can be lost.
  const isLate = calls.some(
    call => requests.find(({ connection }) => connection === call.connection) !== call,
  )
  return isLate ? `${call} was sent on a used connection` : undefined
}
