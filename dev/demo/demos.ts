import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** A step that can be shown: its inputs, a ready-made scenario of the simulator, and how it ends. */
export interface Demo {
  readonly name: string
  /** Follows "A step that …". */
  readonly about: string
  /** In dev/simulator/scenarios. */
  readonly scenario: string
  readonly inputs: Readonly<Record<string, string>>
  readonly result: string
  /** Cancels the step, as the runner does, after this many responses. */
  readonly cancelAfterRequests?: number
}

/** The demos of one step. `release`, which has several, is in release.ts. */
export const demos = JSON.parse(
  readFileSync(join(import.meta.dirname, 'demos.json'), 'utf8'),
) as readonly Demo[]
