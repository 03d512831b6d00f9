import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Result } from '../../../src/wait/outcome.ts'
import type { FaultSpec, ScenarioJob } from '../../simulator/scenario.ts'

/** A wait of the soak, and how it must end. */
export interface PlannedWait {
  readonly id: string
  readonly result: Result
  readonly exitCode: number
  /** As under `with:`, without credentials and URL. */
  readonly inputs: Readonly<Record<string, string>>
  readonly jobs: readonly ScenarioJob[]
  /** Faults of this wait alone. */
  readonly faults?: readonly FaultSpec[]
  /** The path of a call that must be made exactly once. */
  readonly call?: string
}

// A queued install starts even if the queue call is lost, and stays in the list, so that chance decides no result.
const templates = JSON.parse(
  readFileSync(join(import.meta.dirname, 'waits.json'), 'utf8'),
) as readonly object[]

/** The waits of waits.json in turn, each with a job of its own. */
export function planWaits(count: number): readonly PlannedWait[] {
  return Array.from({ length: count }, (_, index) => {
    const id = 10_000 + index
    const text = JSON.stringify(templates[index % templates.length]).replaceAll('ID', String(id))
    const wait = JSON.parse(text) as PlannedWait
    return { ...wait, id: String(id), jobs: wait.jobs.map(job => ({ ...job, id })) }
  })
}
