import type { JobReading, RolloutReading } from '../../src/clanforge/status.ts'
import type { Target } from '../../src/clanforge/endpoints.ts'
import type { Ending, JobView } from '../../src/wait/job-state.ts'

/** What an answer says of a job that runs; anything may be told otherwise. */
export function jobReading(more: Partial<JobReading> = {}): JobReading {
  return {
    type: 'job',
    state: 'running',
    stateName: 'Running',
    progress: 40,
    failures: 0,
    eta: undefined,
    start: undefined,
    created: undefined,
    updated: undefined,
    denied: false,
    ...more,
  }
}

/** What an answer says of a rollout. */
export function rolloutReading(pending: number, failed: number, completed: number): RolloutReading {
  return { type: 'rollout', pending, failed, completed, denied: false }
}

/** An update that runs, as those see it who tell of it; anything may be otherwise. */
export function jobView(more: Partial<JobView> = {}): JobView {
  return {
    target: { kind: 'update', id: '101' },
    reading: jobReading(),
    fields: { jobprogress: 40, jobstatename: 'Running' },
    heardAt: 60_000,
    date: 1_800_000_060,
    polls: 7,
    ending: undefined,
    endedAt: undefined,
    runsAgain: 0,
    moments: [],
    held: false,
    fault: undefined,
    ...more,
  }
}

/** A job of this kind and id that is over. */
export function over(kind: Target['kind'], id: string, ending: Ending): JobView {
  return jobView({ target: { kind, id }, ending, endedAt: 60_000 })
}

/** The ending of a job that is complete, with nothing to add. */
export const isComplete = { result: 'complete', inferred: false, failedBefore: 0 } as const satisfies Ending
