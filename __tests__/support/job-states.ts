import { defaultOptions } from '../../dev/runner/default-options.ts'
import type { Target } from '../../src/clanforge/endpoints.ts'
import type { Fields, JobStatus, RolloutStatus, Status } from '../../src/clanforge/status.ts'
import { neverListed } from '../../src/wait/install-list.ts'
import type { Ending, JobState, LastResponse } from '../../src/wait/job-state.ts'
import { type JobOutcome, type Outcome, type Result, resultOf } from '../../src/wait/outcome.ts'

export { defaultOptions }

/** Unix seconds: the server's time when the step starts, in tests that need one. */
export const START = 1_800_000_000

/** The status of a job that runs. */
export function jobStatus(more: Partial<JobStatus> = {}): JobStatus {
  return {
    type: 'job',
    state: 'running',
    stateName: 'Running',
    progress: 40,
    jobfailed: 0,
    hasError: false,
    eta: undefined,
    start: undefined,
    created: undefined,
    updated: undefined,
    denial: undefined,
    ...more,
  }
}

/** The status of a job that runs, at so many percent. */
export function runningJob(progress: number, more: Partial<JobStatus> = {}): JobStatus {
  return jobStatus({ progress, ...more })
}

/** The status of a complete job. */
export function completeJob(more: Partial<JobStatus> = {}): JobStatus {
  return jobStatus({ state: 'complete', stateName: 'Completed', progress: 100, ...more })
}

/** The status of a job that failed at so many percent. */
export function failedJob(progress: number, more: Partial<JobStatus> = {}): JobStatus {
  return jobStatus({ state: 'failed', stateName: 'Failed', progress, jobfailed: 1, hasError: true, ...more })
}

/** The counters of a rollout. */
export function rolloutStatus(pending: number, failed: number, completed: number): RolloutStatus {
  return { type: 'rollout', pending, failed, completed, denial: undefined }
}

/** A response `at` ms after the start of the step. Its fields are those that the report reads. */
export function responseAt(at: number, status: Status = jobStatus(), fields: Fields = {}): LastResponse {
  return { status, fields, receivedAt: at, date: START + Math.floor(at / 1000) }
}

/** An update job that is polled and has received no response; anything can be set. The step starts at 0. */
export function jobState(more: Partial<JobState> = {}): JobState {
  return {
    target: { kind: 'update', id: '101' },
    phase: 'status',
    nextPollAt: 0,
    notBefore: 0,
    retryAfterUntil: undefined,
    polls: 0,
    lastResponse: undefined,
    lastFault: undefined,
    faultState: { failedRequests: undefined, streak: undefined, hadResponse: false },
    // The report never reads the schedule.
    schedule: {} as JobState['schedule'],
    confirmation: { hasSeenBelow100: false, mayBeStale: false, unconfirmedSince: undefined },
    retries: { left: 0, used: 0, maxJobfailed: 0, rerun: undefined },
    rollout: undefined,
    waitsForInstalls: false,
    installsBlocker: undefined,
    listing: neverListed,
    lastChangeAt: undefined,
    lastFieldChangeAt: undefined,
    history: [],
    ending: undefined,
    endedAt: undefined,
    ...more,
  }
}

/** A job that ended `at` ms after the start of the step. */
export function endedJob(target: Target, ending: Ending, at: number, more: Partial<JobState> = {}): JobState {
  return jobState({ target, ending, endedAt: at, nextPollAt: undefined, polls: 1, ...more })
}

/** The ending of a job that is complete, with nothing to add. */
export const isComplete = {
  type: 'complete',
  failedBefore: 0,
  isStateUnknown: false,
} as const satisfies Ending

/** A step that ended so, decided by its first job or by another; unfinished jobs have the result `unfinished`. */
export function outcomeWith(
  result: Result,
  jobs: readonly JobState[],
  deciding: JobState | undefined = jobs[0],
  unfinished: JobOutcome['result'] = 'pending',
): Outcome {
  return {
    result,
    deciding,
    jobs: jobs.map(job => ({
      job,
      result: job.ending === undefined ? unfinished : resultOf(job.ending),
    })),
  }
}
