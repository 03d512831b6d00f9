import type { HistoryEntry, JobState } from '../wait/job-state.ts'
import { type State, hasNotStarted, isFinished } from '../clanforge/states.ts'
import { spanOf, timestampBefore } from './job-span.ts'
import { failedAt } from './job-text.ts'
import type { ToServerTime } from './server-time.ts'

/** A bar may begin this many lengths of the wait before it, and at least this long. */
const LEAD_RATIO = 4
const MIN_LEAD_MS = 3_600_000

/** The style of a bar: a job that has not started, that is running, or a run or requests that failed. */
export type BarType = 'waiting' | 'running' | 'failed'

/** A time that a job spent in one state, ms since 1970. */
export interface Bar {
  readonly type: BarType
  readonly label: string
  readonly from: number
  readonly to: number
}

/** When the wait began and ended, monotonic ms, and the server's clock. */
export interface WaitSpan {
  readonly elapsed: number
  readonly now: number
  readonly toServerTime: ToServerTime
}

/** A change: the bar from here on; a `gap` has none. */
interface Change {
  readonly type: BarType | 'gap'
  readonly label: string
  readonly from: number
  /** Set where the run before it failed: `failed at 60%`. */
  readonly failure?: string | undefined
}

/** States 1 to 3 look the same. */
const waiting = { type: 'waiting', label: 'waiting' } as const

/** A job's history as bars, in order and without overlaps: by the job's own timestamps if it has some, otherwise by when responses arrived. */
export function barsOf(job: JobState, wait: WaitSpan): readonly Bar[] {
  const [first] = job.history
  if (first === undefined) return []
  const isRollout = first.type === 'status' && first.status.type === 'rollout'
  return toBars([
    ...(isRollout ? rolloutChanges(job, wait) : jobChanges(job, wait)),
    ...lastChanges(job, wait),
  ])
}

function toBars(changes: readonly Change[]): readonly Bar[] {
  const bars: Bar[] = []
  let current: Change | undefined
  let from = -Infinity
  for (const next of withoutRepeats(changes)) {
    // Timestamps that contradict each other must not make bars overlap.
    const to = Math.max(from, next.from)
    if (current !== undefined && current.type !== 'gap' && to > from) {
      const { type, label } = current
      const { failure } = next
      bars.push(
        failure === undefined ? { type, label, from, to } : { type: 'failed', label: failure, from, to },
      )
    }
    current = next
    from = to
  }
  return bars
}

function withoutRepeats(changes: readonly Change[]): readonly Change[] {
  return changes.filter((change, index) => {
    const before = changes[index - 1]
    return change.type === 'gap' || change.type !== before?.type || change.label !== before.label
  })
}

/** From the first response with pending machines; without such a response, from the first one. */
function rolloutChanges(job: JobState, { toServerTime }: WaitSpan): readonly Change[] {
  const seen = job.history[0]?.at ?? 0
  return [
    { type: 'running', label: 'rollout', from: spanOf(job, toServerTime).start ?? toServerTime(job, seen) },
  ]
}

function jobChanges(job: JobState, wait: WaitSpan): readonly Change[] {
  const changes: Change[] = []
  let [reruns, hasRun] = [0, false]
  for (const [index, entry] of job.history.entries()) {
    const label = runLabel(reruns)
    const shown = changesOf(job, entry, { wait, label, isFirst: index === 0, hasRun })
    changes.push(...shown)
    hasRun = entry.type !== 'rerun' && shown.some(({ type }) => type === 'running')
    if (entry.type === 'rerun') reruns += 1
  }
  return changes
}

function runLabel(reruns: number): string {
  if (reruns === 0) return 'running'
  return reruns === 1 ? 're-run' : `re-run ${reruns}`
}

interface Context {
  readonly wait: WaitSpan
  /** The name of the current run. */
  readonly label: string
  readonly isFirst: boolean
  /** Whether the entry before this one showed the job running. */
  readonly hasRun: boolean
}

/** The changes of an entry, and earlier changes that only the job's timestamps show. */
function changesOf(job: JobState, entry: HistoryEntry, context: Context): readonly Change[] {
  const { wait, label, isFirst, hasRun } = context
  const seen = wait.toServerTime(job, entry.at)
  if (entry.type === 'rerun') return [{ ...waiting, from: seen, failure: failedAt(entry.failure.status) }]
  const { status } = entry
  if (status.type === 'rollout') return []
  const stamp = (seconds: number | undefined, limit: number) => timestampOnChart(job, seconds, limit, wait)
  const since = isFinished(status.state) ? (stamp(status.updated, seen) ?? seen) : seen
  const start = hasNotStarted(status.state) ? undefined : stamp(status.start, since)
  const created = isFirst ? stamp(status.created, start ?? since) : undefined
  const before: Change[] = created === undefined ? [] : [{ ...waiting, from: created }]
  const run: Change = { type: 'running', label, from: start ?? since }
  if (!isFinished(status.state)) return [...before, { ...run, ...nameOfState(status.state, label) }]
  const failure = status.state === 'failed' ? failedAt(status) : undefined
  const end: Change = { type: 'gap', label: '', from: since, failure }
  return [...before, ...(hasRun || start === undefined ? [] : [run]), end]
}

/** Type and label of the bar of a state. */
function nameOfState(state: State, label: string): Pick<Change, 'type' | 'label'> {
  switch (state) {
    case 'created':
    case 'pending':
    case 'queued':
      return waiting
    case 'unknown':
      return { type: 'waiting', label: 'unknown state' }
    case 'running':
    case 'none':
    case 'complete':
    case 'failed':
    case 'squashed':
      return { type: 'running', label }
  }
}

/** Where the last bars end: at the end of the job, or at its last response. */
function lastChanges(job: JobState, { now, toServerTime }: WaitSpan): readonly Change[] {
  const { ending, endedAt = now, lastFault, lastResponse, lastChangeAt, listing } = job
  const end: Change = { type: 'gap', label: '', from: toServerTime(job, endedAt) }
  if (listing.missing.since !== undefined)
    return [{ type: 'waiting', label: 'not listed', from: toServerTime(job, listing.missing.since) }, end]
  const isUnreachable = ending === undefined || ending.type === 'outage' || ending.type === 'fault'
  if (isUnreachable && lastFault !== undefined && lastResponse !== undefined)
    return [
      { type: 'failed', label: 'no valid response', from: toServerTime(job, lastResponse.receivedAt) },
      end,
    ]
  if (ending?.type === 'stalled' && lastChangeAt !== undefined)
    return [{ type: 'failed', label: 'no change', from: toServerTime(job, lastChangeAt) }, end]
  const hasFailed = ending?.type === 'failed-by-count' || ending?.type === 'machines-failed'
  const { finish } = spanOf(job, toServerTime)
  return [
    { ...end, from: finish ?? end.from, failure: hasFailed ? failedAt(lastResponse?.status) : undefined },
  ]
}

/** A timestamp in ms; undefined if it is so long before the wait that everything else would be too small to see. */
function timestampOnChart(
  job: JobState,
  seconds: number | undefined,
  limit: number,
  { elapsed, now, toServerTime }: WaitSpan,
): number | undefined {
  const stamp = timestampBefore(seconds, limit)
  const earliest = toServerTime(job, now - elapsed) - Math.max(MIN_LEAD_MS, LEAD_RATIO * elapsed)
  return stamp !== undefined && stamp >= earliest ? stamp : undefined
}
