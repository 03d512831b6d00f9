import type { JobStatus, RolloutStatus, Status } from '../../src/clanforge/status.ts'
import type { JobState } from '../../src/wait/job-state.ts'
import type { WaitOptions } from '../../src/wait/options.ts'
import { type JobEvent, transition } from '../../src/wait/transition.ts'

/** One event of a job, and the job before and after it. */
export interface Step {
  readonly event: JobEvent
  readonly before: JobState
  readonly after: JobState
}

/** When an event happened, monotonic ms. */
export function timeOf(event: JobEvent): number {
  return 'arrival' in event ? event.arrival.at : event.at
}

/** Throws when the last step breaks a rule that every step keeps. Jest's own `expect` is too slow for a million steps. */
export function checkStep(steps: readonly Step[], options: WaitOptions): void {
  const last = steps.at(-1)
  if (last === undefined) return
  must(hasFuture(last.after), 'every job has a next poll, is blocked, or has ended', steps)
  must(keepsDistance(last, options), 'no poll comes before min-poll-interval or Retry-After', steps)
  const { ending } = last.after
  if (ending === undefined) return
  must(staysEnded(last, options), 'an ended job never changes', steps)
  if (ending.type === 'complete')
    must(isCompleteJustified(steps, options), 'complete only by a response that says so', steps)
  if (ending.type === 'inferred')
    must(isInferenceJustified(steps), 'assumed complete only by lists without it', steps)
}

function must(holds: boolean, rule: string, steps: readonly Step[]): void {
  if (holds) return
  const trace = steps.map(
    ({ event, after }) => `${JSON.stringify(event)} -> ${JSON.stringify(after.ending ?? after.phase)}`,
  )
  throw new Error([`${rule}:`, ...trace].join('\n'))
}

function hasFuture({ phase, nextPollAt, ending }: JobState): boolean {
  if (ending !== undefined || phase === 'blocked') return nextPollAt === undefined
  return nextPollAt !== undefined && Number.isFinite(nextPollAt)
}

/** The list that a rollout needs belongs to the response before it. */
function keepsDistance({ event, before, after }: Step, { minPollInterval }: WaitOptions): boolean {
  if (!('arrival' in event) || after.ending !== undefined) return true
  const { at, retryAfter = 0 } = event.arrival
  const isSamePoll = after.phase === 'installs' || before.phase === 'installs'
  const earliest = at + Math.max(retryAfter, isSamePoll ? 0 : minPollInterval)
  const isQueueCall = before.phase === 'queue'
  return (after.nextPollAt ?? 0) >= earliest && (isQueueCall || after.notBefore >= earliest)
}

function staysEnded({ event, after }: Step, options: WaitOptions): boolean {
  const { state, notices } = transition(after, event, options)
  return state === after && notices.length === 0
}

/** docs/how-results-are-decided.md, "Verdicts": the response that completed the job says so, alone or with the one before it. */
export function isCompleteJustified(steps: readonly Step[], options: WaitOptions): boolean {
  const last = steps.at(-1)
  if (last?.event.type === 'installs-checked')
    return last.event.blocker === undefined && isCompleteJustified(upToResponse(steps.slice(0, -1)), options)
  const status = last && statusIn(last)
  if (last === undefined || status === undefined || status.denial !== undefined) return false
  return status.type === 'job'
    ? isJobFinished(status, steps, options)
    : isRolloutFinished(status, steps, options)
}

function upToResponse(steps: readonly Step[]): readonly Step[] {
  return steps.slice(0, steps.findLastIndex(step => statusIn(step) !== undefined) + 1)
}

function isJobFinished(status: JobStatus, steps: readonly Step[], { minPollInterval }: WaitOptions): boolean {
  const { state, progress = 0 } = status
  if (state === 'complete') return true
  if (state === 'failed' || state === 'squashed') return false
  if (state === 'none') return progress >= 100
  const previous = previousResponse(steps)
  if (previous.length === 0 || !reports100(steps) || !reports100(previous)) return false
  return isLater(steps, previous, minPollInterval)
}

/** The steps up to the response before the last one. A stale failure is none. */
function previousResponse(steps: readonly Step[]): readonly Step[] {
  const isResponse = (step: Step) => {
    const status = statusIn(step)
    return status !== undefined && !(status.type === 'job' && status.state === 'failed')
  }
  return steps.slice(0, steps.slice(0, -1).findLastIndex(isResponse) + 1)
}

/** Whether the last step reports 100% where it counts. */
function reports100(steps: readonly Step[]): boolean {
  const last = steps.at(-1)
  const status = last && statusIn(last)
  if (status?.type !== 'job' || status.denial !== undefined || (status.progress ?? 0) < 100) return false
  const lastCall = steps.findLastIndex(({ before }) => before.phase === 'queue' || before.phase === 'retry')
  const hasSeenBelow100 = steps.slice(Math.max(0, lastCall)).some(step => {
    const seen = statusIn(step)
    return seen?.type === 'job' && (seen.progress ?? 100) < 100
  })
  if (lastCall >= 0) return hasSeenBelow100
  if (['created', 'pending', 'queued'].includes(status.state)) return hasSeenBelow100
  return !(status.state === 'unknown' && status.hasError)
}

function isLater(steps: readonly Step[], previous: readonly Step[], least: number): boolean {
  const [last, first] = [steps.at(-1)?.event, previous.at(-1)?.event]
  if (last === undefined || first === undefined) return false
  const isFinal = 'arrival' in last && last.arrival.isFinal
  return isFinal || timeOf(last) >= timeOf(first) + least
}

/** All responses since the first of the last ones with 0 pending machines, which confirm each other. */
function isRolloutFinished(status: RolloutStatus, steps: readonly Step[], options: WaitOptions): boolean {
  const total = status.pending + status.failed + status.completed
  if (status.pending > 0 || total === 0) return false
  const responses = steps.filter(step => statusIn(step) !== undefined)
  const zeros = responses.slice(responses.findLastIndex(step => !saysNonePending(step)) + 1)
  const wasPending = responses.some(step => pendingIn(step) > 0)
  const [first] = zeros
  const last = steps.at(-1)
  if (first === undefined || last === undefined) return false
  if (!wasPending) return timeOf(last.event) >= timeOf(first.event) + 60_000
  const confirmed = zeros.slice(0, -1).filter(step => totalIn(step) <= total)
  return confirmed.some(step => timeOf(last.event) >= timeOf(step.event) + options.minPollInterval)
}

function saysNonePending(step: Step): boolean {
  const status = statusIn(step)
  return (
    status?.type === 'rollout' && status.denial === undefined && status.pending === 0 && totalIn(step) > 0
  )
}

function pendingIn(step: Step): number {
  const status = statusIn(step)
  return status?.type === 'rollout' ? status.pending : 0
}

function totalIn(step: Step): number {
  const status = statusIn(step)
  return status?.type === 'rollout' ? status.pending + status.failed + status.completed : 0
}

/** docs/how-results-are-decided.md, "The install list": last seen not failed and not denied, and missing for long enough. */
function isInferenceJustified(steps: readonly Step[]): boolean {
  const lastSeen = steps.findLastIndex(({ event }) => event.type === 'listed' || event.type === 'call-made')
  const lists = steps
    .slice(lastSeen + 1)
    .filter(({ event }) => event.type === 'not-listed' && event.defect === undefined)
  const [first, last] = [lists[0], lists.at(-1)]
  if (first === undefined || last === undefined || lists.length < 2) return false
  const seen = steps.map(statusIn).findLast(status => status !== undefined)
  if (seen?.denial !== undefined) return false
  const wasListed = steps.some(({ event }) => event.type === 'listed' && event.content.type !== 'invalid')
  if (seen === undefined && !wasListed) return false
  // Not as a difference, which rounds in another way than the sum that the wait compares with.
  return timeOf(last.event) >= timeOf(first.event) + (wasListed ? 10_000 : 60_000)
}

/** What an event says about the job, if it is a valid response about it. */
function statusIn({ event }: Step): Status | undefined {
  if (event.type === 'response' || event.type === 'call-made') return event.response.status
  if (event.type !== 'listed' || event.content.type !== 'response') return undefined
  return event.content.response.status
}
