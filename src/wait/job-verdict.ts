import type { JobStatus } from '../clanforge/status.ts'
import { hasNotStarted } from '../clanforge/states.ts'
import type { Arrival } from './arrival.ts'

/** What earlier responses say about a later 100%. Monotonic ms. */
export interface ConfirmationState {
  /** Whether a percentage below 100 was reported: in this wait, or since the last re-run or queue call. */
  readonly hasSeenBelow100: boolean
  /** Whether a 100% may be stale: after a re-run or a queue call, until a percentage below 100 is reported. */
  readonly mayBeStale: boolean
  /** When a 100% that counts was first reported; undefined when the last response reported none. */
  readonly unconfirmedSince: number | undefined
}

/** Before the first response. */
export const initialConfirmation: ConfirmationState = {
  hasSeenBelow100: false,
  mayBeStale: false,
  unconfirmedSince: undefined,
}

/** After a re-run or a queue call: earlier responses prove nothing about the new run. */
export const confirmationAfterCall: ConfirmationState = { ...initialConfirmation, mayBeStale: true }

/** The verdict about a job after one response. */
export type JobVerdict =
  | { readonly type: 'complete' }
  | { readonly type: 'failed' }
  | { readonly type: 'failed-by-count' }
  | { readonly type: 'squashed' }
  /** 100% that the next response has to confirm. */
  | { readonly type: 'unconfirmed' }
  | { readonly type: 'unfinished' }

/** Everything else that the verdict depends on. */
export interface JobContext {
  /** `max-jobfailed` */
  readonly maxJobfailed: number
  /** `min-poll-interval`, ms */
  readonly minPollInterval: number
  /** As `nextConfirmation` returned it for this response. */
  readonly confirmation: ConfirmationState
  readonly received: Pick<Arrival, 'at' | 'isFinal'>
}

/**
 * The verdict table of docs/how-results-are-decided.md, row by row: the first that matches applies.
 * `success` and `error` describe the request: they can keep a job from being complete, but never make it so.
 */
export function judgeJob(status: JobStatus, context: JobContext): JobVerdict {
  const { state, jobfailed, progress = 0 } = status
  const complete: JobVerdict = { type: status.denial === undefined ? 'complete' : 'unfinished' }
  if (state === 'complete') return complete
  if (state === 'failed') return { type: 'failed' }
  if (jobfailed > context.maxJobfailed) return { type: 'failed-by-count' }
  if (state === 'squashed') return { type: 'squashed' }
  if (progress >= 100 && state === 'none') return complete
  if (context.confirmation.unconfirmedSince !== undefined)
    return isConfirmed(context) ? complete : { type: 'unconfirmed' }
  return { type: 'unfinished' }
}

/** The state after a response. After a percentage below 100, a later 100% is not stale. */
export function nextConfirmation(
  before: ConfirmationState,
  status: JobStatus,
  { at }: Pick<Arrival, 'at'>,
): ConfirmationState {
  const { progress } = status
  const isBelow100 = progress !== undefined && progress < 100
  const hasSeenBelow100 = before.hasSeenBelow100 || isBelow100
  const mayBeStale = before.mayBeStale && !isBelow100
  const isCounted =
    progress !== undefined &&
    progress >= 100 &&
    status.denial === undefined &&
    countsAsFinished(status, hasSeenBelow100, mayBeStale)
  return {
    hasSeenBelow100,
    mayBeStale,
    unconfirmedSince: isCounted ? (before.unconfirmedSince ?? at) : undefined,
  }
}

/** Whether 100% means finished: unless it may be stale, or the response contradicts it. */
function countsAsFinished(status: JobStatus, hasSeenBelow100: boolean, mayBeStale: boolean): boolean {
  if (mayBeStale) return false
  if (hasNotStarted(status.state)) return hasSeenBelow100
  return !(status.state === 'unknown' && status.hasError)
}

/** A second response confirms 100% if it arrives `min-poll-interval` after the first one, or is the final poll. */
function isConfirmed({ confirmation, minPollInterval, received }: JobContext): boolean {
  const { unconfirmedSince } = confirmation
  if (unconfirmedSince === undefined || unconfirmedSince === received.at) return false
  return received.isFinal || received.at >= unconfirmedSince + minPollInterval
}
