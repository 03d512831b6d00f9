import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { idsOf } from '../simulator/job-store.ts'
import type { FaultSpec, ScenarioJob } from '../simulator/scenario.ts'

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
  /** Its `joberror` looks like markup. The README does not show it. */
  readonly isHostile?: true
}

/** Scenes for the README, and more for the sheet. */
export const scenes = JSON.parse(
  readFileSync(join(import.meta.dirname, 'scenes.json'), 'utf8'),
  expandRange,
) as {
  readonly readme: readonly Scene[]
  readonly more: readonly Scene[]
}

/** In `jobid`, 1..3 becomes 1 2 3. */
function expandRange(key: string, value: unknown): unknown {
  return key === 'jobid' && String(value).includes('..')
    ? idsOf(value as `${number}..${number}`).join(' ')
    : value
}
