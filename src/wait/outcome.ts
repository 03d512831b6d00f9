import { type Target, kindNames } from '../clanforge/kinds.ts'
import type { JobView } from './job.ts'

/** How a step can end, best first (design, "How the step ends"). */
export type Result = 'complete' | 'squashed' | 'failed' | 'timed-out' | 'stalled' | 'cancelled' | 'error'

/** Why the wait stopped; `crashed`: something unexpected was thrown. */
export type WaitEnd = 'over' | 'deadline' | 'cancelled' | 'crashed'

/** A job and how it ended; `pending`: the wait ended for another reason before this job did. */
export interface JobOutcome {
  readonly job: JobView
  readonly result: Result | 'pending'
}

/** How a wait ended. */
export interface Outcome {
  readonly result: Result
  /** The job whose fields become the outputs; none when there is no job at all. */
  readonly deciding: JobView | undefined
  readonly jobs: readonly JobOutcome[]
}

/** Whether a job ended well: complete, or squashed where that passes. */
export function endedWell(job: JobView, passSquashed: boolean): boolean {
  return job.ending !== undefined && isGreen(job.ending.result, passSquashed)
}

/** Whether a workflow may go on after this result. */
export function isGreen(result: Result, passSquashed: boolean): boolean {
  return result === 'complete' || (result === 'squashed' && passSquashed)
}

/**
 * What comes out of a wait.
 *
 * @param jobs in the order in which they were named
 * @param finished those that are over, in the order in which they ended
 * @param passSquashed `on-squashed: pass`
 */
export function conclude(
  jobs: readonly JobView[],
  finished: readonly JobView[],
  end: WaitEnd,
  passSquashed: boolean,
): Outcome {
  const outcomes = jobs.map(job => ({ job, result: resultOf(job, end) }))
  const bad = finished.find(job => !endedWell(job, passSquashed))
  const unfinished = jobs.find(job => job.ending === undefined)
  if (end === 'crashed')
    return { result: 'error', deciding: bad ?? unfinished ?? finished.at(-1), jobs: outcomes }
  if (bad?.ending !== undefined) return { result: bad.ending.result, deciding: bad, jobs: outcomes }
  if (unfinished !== undefined && end !== 'over') {
    return { result: end === 'deadline' ? 'timed-out' : 'cancelled', deciding: unfinished, jobs: outcomes }
  }
  const squashed = finished.some(job => job.ending?.result === 'squashed')
  return { result: squashed ? 'squashed' : 'complete', deciding: finished.at(-1), jobs: outcomes }
}

function resultOf(job: JobView, end: WaitEnd): JobOutcome['result'] {
  if (job.ending !== undefined) return job.ending.result
  if (job.held) return 'pending'
  return end === 'deadline' ? 'timed-out' : end === 'cancelled' ? 'cancelled' : 'pending'
}

/** Whether no version of the step has ended badly: only then is a rollout ever watched. */
export function versionsMayEndWell(jobs: readonly JobView[], passSquashed: boolean): boolean {
  const over = jobs.filter(({ target, ending }) => target.kind === 'version' && ending !== undefined)
  return over.every(job => endedWell(job, passSquashed))
}

/** The targets in the order of the kinds; within one kind as written. */
export function inOrder(targets: readonly Target[]): readonly Target[] {
  return targets.toSorted((a, b) => kindNames.indexOf(a.kind) - kindNames.indexOf(b.kind))
}
