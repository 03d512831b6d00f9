import type { JobView } from '../../src/wait/job-state.ts'
import type { Outcome, Result } from '../../src/wait/outcome.ts'

/** A step that ended so, by its first job or by another; jobs that are not over are pending. */
export function outcomeOf(result: Result, jobs: readonly JobView[], deciding = jobs[0]): Outcome {
  return {
    result,
    deciding,
    jobs: jobs.map(job => ({ job, result: job.ending?.result ?? 'pending' })),
  }
}

/** Leaves a text as it is. */
export const plain = (text: string): string => text
