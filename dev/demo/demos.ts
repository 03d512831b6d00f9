import json from './demos.json' with { type: 'json' }

/** A step to show: its inputs, its scenario, and its expected result. */
export interface Demo {
  readonly name: string
  /** Follows "A step that …". */
  readonly about: string
  /** The name of a scenario in dev/simulator/scenarios. */
  readonly scenario: string
  readonly inputs: Readonly<Record<string, string>>
  readonly result: string
  /** Cancels the step, as the runner does, after this many responses. */
  readonly cancelAfterRequests?: number
}

/** The demos of one step. release.ts has the one with several steps. */
export const demos = json as readonly Demo[]
