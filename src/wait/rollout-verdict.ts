import type { RolloutStatus } from '../clanforge/status.ts'
import type { Arrival } from './arrival.ts'

/** If no machine was seen pending, 0 pending machines count only after this long. */
const SETTLE_TIME_MS = 60_000

/** `allowed-failed-machines`: a number of machines, or a share of all of them, exactly `numerator / denominator`. */
export type Allowance =
  | { readonly type: 'machines'; readonly count: number }
  | {
      readonly type: 'share'
      /** As it was written, such as `4.6%`. */
      readonly text: string
      readonly numerator: bigint
      readonly denominator: bigint
    }

/** What earlier responses say about a rollout. Monotonic ms. */
export interface RolloutState {
  readonly first: RolloutStatus
  /** The Date header of the first response, Unix seconds. */
  readonly firstDate: number | undefined
  readonly hasSeenPending: boolean
  /** The first of the consecutive responses with 0 pending machines; undefined when the last one had some. */
  readonly zeroPending: { readonly since: number; readonly total: number } | undefined
}

/** The verdict about a rollout after one response. */
export type RolloutVerdict =
  | { readonly type: 'complete' }
  | { readonly type: 'machines-failed' }
  /** 0 pending machines that a response at `confirmAt` (monotonic ms) or later has to confirm. */
  | { readonly type: 'unconfirmed'; readonly confirmAt: number }
  | { readonly type: 'unfinished' }

/** Everything else that the verdict depends on. */
export interface RolloutContext {
  readonly allowance: Allowance
  /** `min-poll-interval`, ms */
  readonly minPollInterval: number
  /** As `nextRolloutState` returned it for this response. */
  readonly rollout: RolloutState
  readonly received: Pick<Arrival, 'at'>
}

/** The rules for rollouts of docs/how-results-are-decided.md, in the same order. */
export function judgeRollout(status: RolloutStatus, context: RolloutContext): RolloutVerdict {
  const { rollout, received, minPollInterval } = context
  const { zeroPending, hasSeenPending } = rollout
  if (exceedsAllowance(status, context.allowance)) return { type: 'machines-failed' }
  if (zeroPending === undefined) return { type: 'unfinished' }
  const confirmAt = zeroPending.since + (hasSeenPending ? minPollInterval : SETTLE_TIME_MS)
  return received.at >= confirmAt ? { type: 'complete' } : { type: 'unconfirmed', confirmAt }
}

/** The state after a response. */
export function nextRolloutState(
  before: RolloutState | undefined,
  status: RolloutStatus,
  { at, date }: Pick<Arrival, 'at' | 'date'>,
): RolloutState {
  const hasSeenPending = (before?.hasSeenPending ?? false) || status.pending > 0
  return {
    first: before?.first ?? status,
    firstDate: before === undefined ? date : before.firstDate,
    hasSeenPending,
    zeroPending: zeroPendingAfter(before, status, at),
  }
}

/** A lower total does not confirm 0 pending machines: the machines that left the counters may return as pending. */
function zeroPendingAfter(
  before: RolloutState | undefined,
  status: RolloutStatus,
  at: number,
): RolloutState['zeroPending'] {
  const total = countMachines(status)
  if (status.denial !== undefined || status.pending !== 0 || total === 0) return undefined
  const since = before?.zeroPending
  const isSmaller = before?.hasSeenPending === true && since !== undefined && total < since.total
  return since === undefined || isSmaller ? { since: at, total } : since
}

/** All machines of a rollout: the sum of its three counters. */
export function countMachines({ pending, failed, completed }: RolloutStatus): number {
  return pending + failed + completed
}

/** The percentage of machines that are done, including failed ones; 0 without machines. */
export function percentDone(status: RolloutStatus): number {
  const total = countMachines(status)
  return total === 0 ? 0 : ((status.failed + status.completed) / total) * 100
}

/** Whether more machines failed than `allowed-failed-machines` allows. A share is compared exactly. */
export function exceedsAllowance(status: RolloutStatus, allowance: Allowance): boolean {
  switch (allowance.type) {
    case 'machines':
      return status.failed > allowance.count
    case 'share':
      return (
        BigInt(status.failed) * allowance.denominator > BigInt(countMachines(status)) * allowance.numerator
      )
  }
}
