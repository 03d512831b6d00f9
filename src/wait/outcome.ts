import type { Ending, JobState } from './job-state.ts'
import type { WaitOptions } from './options.ts'

/** How a step can end (docs/how-results-are-decided.md). */
export type Result = 'complete' | 'squashed' | 'failed' | 'timed-out' | 'stalled' | 'cancelled' | 'error'

/** Why a wait stopped; `crashed`: an unexpected error. */
export type StopReason = 'finished' | 'deadline' | 'cancelled' | 'crashed'

/** A job and its result; `pending`: the wait ended for another reason before this job did. */
export interface JobOutcome {
  readonly job: JobState
  readonly result: Result | 'pending'
}

/** How a wait ended. */
export interface Outcome {
  readonly result: Result
  /** The job whose fields become the outputs; none when there is no job at all. */
  readonly deciding: JobState | undefined
  /** Every job, in the order in which the step names them. */
  readonly jobs: readonly JobOutcome[]
}

/** The result that an ending stands for. */
export function resultOf(ending: Ending): Result {
  switch (ending.type) {
    case 'complete':
    case 'inferred':
      return 'complete'
    case 'failed':
    case 'failed-by-count':
    case 'machines-failed':
    case 'retry-refused':
      return 'failed'
    case 'squashed':
    case 'stalled':
      return ending.type
    case 'fault':
    case 'outage':
    case 'never-listed':
    case 'denied-and-missing':
    case 'list-unreliable':
      return 'error'
  }
}

/** Whether a step with this result succeeds (exit code 0). */
export function isSuccess(result: Result, options: Pick<WaitOptions, 'onSquashed' | 'onTimeout'>): boolean {
  switch (result) {
    case 'complete':
      return true
    case 'squashed':
      return options.onSquashed === 'pass'
    case 'timed-out':
      return options.onTimeout === 'pass'
    case 'failed':
    case 'stalled':
    case 'cancelled':
    case 'error':
      return false
  }
}

/** Whether a job ended as the step wants it: complete, or squashed where that passes. */
export function hasSucceeded(job: JobState, options: WaitOptions): boolean {
  return job.ending !== undefined && isSuccess(resultOf(job.ending), options)
}

/** Whether a job ended in a way that decides the result. */
export function hasFailed(job: JobState, options: WaitOptions): boolean {
  return job.ending !== undefined && !hasSucceeded(job, options)
}

/**
 * The result of the step and the deciding job.
 *
 * @param jobs in the order in which the step names them, which also breaks ties
 */
export function decideOutcome(jobs: readonly JobState[], reason: StopReason, options: WaitOptions): Outcome {
  const outcomes = jobs.map(job => ({ job, result: jobResult(job, reason) }))
  const ended = jobs.filter(isEnded).toSorted(byEnd)
  const failure = ended.find(job => hasFailed(job, options))
  const unfinished = jobs.find(job => job.ending === undefined)
  const last = ended.at(-1)
  if (reason === 'crashed')
    return { result: 'error', deciding: failure ?? unfinished ?? last, jobs: outcomes }
  if (failure !== undefined) return { result: resultOf(failure.ending), deciding: failure, jobs: outcomes }
  if (unfinished !== undefined && reason !== 'finished') {
    const result = reason === 'deadline' ? 'timed-out' : 'cancelled'
    return { result, deciding: unfinished, jobs: outcomes }
  }
  const isSquashed = ended.some(({ ending }) => ending.type === 'squashed')
  return { result: isSquashed ? 'squashed' : 'complete', deciding: last, jobs: outcomes }
}

type EndedJob = JobState & { readonly ending: Ending; readonly endedAt: number }

/** The order in which jobs ended. If a stall and another ending come at the same moment, the stall is the later one. */
function byEnd(a: EndedJob, b: EndedJob): number {
  const isStalled = ({ ending }: EndedJob) => Number(ending.type === 'stalled')
  return a.endedAt - b.endedAt || isStalled(a) - isStalled(b)
}

function isEnded(job: JobState): job is EndedJob {
  return job.ending !== undefined && job.endedAt !== undefined
}

function jobResult(job: JobState, reason: StopReason): JobOutcome['result'] {
  if (job.ending !== undefined) return resultOf(job.ending)
  if (job.phase === 'blocked') return 'pending'
  switch (reason) {
    case 'deadline':
      return 'timed-out'
    case 'cancelled':
      return 'cancelled'
    case 'finished':
    case 'crashed':
      return 'pending'
  }
}
