import type { JobReading } from '../clanforge/job.ts'

/** Whether a job is over, by one answer alone (design, "When a job is over"). */
export type Verdict =
  /** `failedBefore`: `jobfailed` of a job that is complete all the same, 0 when it never failed. */
  | { readonly is: 'complete'; readonly failedBefore: number }
  /** `by: 'state'`: Failed. `by: 'count'`: `jobfailed` is above the limit in another state. */
  | { readonly is: 'failed'; readonly by: 'state' | 'count' }
  | { readonly is: 'squashed' }
  /** 100 % in a state that says it still runs: complete when the next answer says so again. */
  | { readonly is: 'nearly' }
  | { readonly is: 'unfinished' }

/**
 * The verdict table; the first row that holds.
 *
 * @param maxJobfailed `max-jobfailed`: a job has failed when `jobfailed` is greater than this
 */
export function judge(reading: JobReading, maxJobfailed: number): Verdict {
  const { state, failures, denied } = reading
  // success and error speak of the request: they can keep a job from being complete, never make it so.
  if (state === 'complete' && !denied) return { is: 'complete', failedBefore: failures }
  if (state === 'failed') return { is: 'failed', by: 'state' }
  if (state !== 'complete' && failures > maxJobfailed) return { is: 'failed', by: 'count' }
  if (state === 'squashed') return { is: 'squashed' }
  if (state === 'complete' || denied || (reading.progress ?? 0) < 100) return { is: 'unfinished' }
  return state === 'absent' || state === 'unknown'
    ? { is: 'complete', failedBefore: failures }
    : { is: 'nearly' }
}
