import type { Result } from '../../../src/wait/outcome.ts'
import type { FaultSpec, ScenarioJob } from '../../simulator/scenario.ts'
import json from './plan.json' with { type: 'json' }

/** A wait of the soak, and its expected result. */
export interface PlannedWait {
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

/** The waits of plan.json in turn, each with a job of its own. */
export function planWaits(count: number): readonly PlannedWait[] {
  return Array.from({ length: count }, (_, index) => {
    const id = 10_000 + index
    const text = JSON.stringify(plan.waits[index % plan.waits.length]).replaceAll('ID', String(id))
    const wait = JSON.parse(text) as PlannedWait
    return { ...wait, id: String(id), jobs: wait.jobs.map(job => ({ ...job, id })) }
  })
}

/** The faults of plan.json, those of the waits, and responses like those for an unknown job. */
export function planFaults(waits: readonly PlannedWait[]): readonly FaultSpec[] {
  // Three of these in a row end a wait, so they are 60 status requests apart.
  const missing = Array.from({ length: Math.floor(waits.length / 10) }, (_, index): FaultSpec => {
    return { fault: index % 2 === 0 ? 404 : 'refusal', path: '/status', after: 60 * (index + 1) }
  })
  return [...waits.flatMap(({ faults = [] }) => faults), ...missing, ...plan.faults]
}
