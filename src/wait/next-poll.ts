import type { ApiError } from '../clanforge/errors.ts'
import { hasNotStarted } from '../clanforge/states.ts'
import type { Arrival } from './arrival.ts'
import { outageEndsAt } from './faults.ts'
import type { JobState } from './job-state.ts'
import type { WaitOptions } from './options.ts'
import type { Hints } from './prediction.ts'
import { percentDone } from './rollout-verdict.ts'
import {
  type PollIntervals,
  delayAfterFailure,
  delayAfterResponse,
  delayForRetryAfter,
  startSchedule,
} from './schedule.ts'

/**
 * When a job is polled next, and until when Retry-After blocks it. Decided here and nowhere else; the request queue
 * adds only the deadline and the step's limits. Moments in monotonic ms.
 */
export type NextPoll = Pick<JobState, 'nextPollAt' | 'notBefore' | 'retryAfterUntil' | 'schedule'>

/** Schedules the first request of a job at `at`; undefined means not yet. */
export function scheduleFirstRequest(at: number | undefined): NextPoll {
  return {
    nextPollAt: at,
    notBefore: -Infinity,
    retryAfterUntil: undefined,
    schedule: startSchedule(at ?? 0),
  }
}

/** Schedules no further request. */
export function unschedule(): Pick<NextPoll, 'nextPollAt'> {
  return { nextPollAt: undefined }
}

/** Schedules a request at this moment, regardless of the schedule, for example when a rollout is no longer blocked. */
export function scheduleAt(at: number): Pick<NextPoll, 'nextPollAt'> {
  return { nextPollAt: at }
}

/** Starts the schedule with the first request of a job. */
export function scheduleAfterSending({ polls, schedule }: JobState, at: number): Pick<NextPoll, 'schedule'> {
  return { schedule: polls === 0 ? startSchedule(at) : schedule }
}

/**
 * Schedules the next poll after a valid response that `job` already contains, or after a list without the job.
 *
 * @param latest the latest moment for that poll, as far as `min-poll-interval` and Retry-After allow
 */
export function scheduleAfterResponse(
  job: JobState,
  arrival: Arrival,
  options: WaitOptions,
  latest = Infinity,
): NextPoll {
  const { at, date, retryAfter } = arrival
  const intervals = intervalsOf(options)
  const scheduled = delayAfterResponse(job.schedule, { ...hintsOf(job), date }, arrival, intervals)
  // A list that was requested early, for another job, does not count toward this job's request budget.
  const isEarly = job.nextPollAt !== undefined && at < job.nextPollAt
  const schedule = isEarly ? { ...scheduled.schedule, polls: job.schedule.polls } : scheduled.schedule
  const delay =
    retryAfter === undefined
      ? Math.max(intervals.min, Math.min(scheduled.delay, latest - at))
      : delayForRetryAfter(schedule, retryAfter, at, intervals)
  return { nextPollAt: at + delay, ...blockedAfter(arrival, intervals.min), schedule }
}

/**
 * Schedules the next request after a failed one, by the schedule or after a fixed time.
 *
 * @param spacing the fixed time, ms
 */
export function scheduleAfterFailure(
  job: JobState,
  error: ApiError,
  arrival: Arrival,
  options: WaitOptions,
  spacing: number | undefined,
): NextPoll {
  const { at, retryAfter } = arrival
  const intervals = intervalsOf(options)
  const { delay, schedule } = delayAfterFailure(job.schedule, error.status === 429, arrival, intervals)
  const requested =
    retryAfter === undefined ? undefined : delayForRetryAfter(schedule, retryAfter, at, intervals)
  const nextPollAt = at + Math.max(intervals.min, spacing ?? requested ?? delay)
  const isFixed = spacing !== undefined || requested !== undefined
  return {
    nextPollAt: isFixed ? nextPollAt : Math.min(nextPollAt, lastChance(job, at, options)),
    ...blockedAfter(arrival, intervals.min),
    schedule,
  }
}

/** Schedules the call that re-runs a failed job: not immediately, because a job that fails every time would use up all re-runs. */
export function scheduleRetryCall(arrival: Arrival, options: WaitOptions): Omit<NextPoll, 'schedule'> {
  const blocked = blockedAfter(arrival, options.minPollInterval)
  return { ...blocked, nextPollAt: blocked.notBefore }
}

/**
 * After a queue call: only its Retry-After delays the next poll. That poll is of the install list, and `min-poll-interval`
 * would delay it for every job that shares it.
 */
export function scheduleAfterQueueCall(before: JobState, after: JobState): Pick<NextPoll, 'notBefore'> {
  return { notBefore: Math.max(before.notBefore, after.retryAfterUntil ?? -Infinity) }
}

/** Schedules a request that belongs to the last response: immediately, unless Retry-After blocks it. */
export function scheduleImmediately(arrival: Arrival): Omit<NextPoll, 'schedule'> {
  const blocked = blockedAfter(arrival, 0)
  return { ...blocked, nextPollAt: blocked.notBefore }
}

/** When the list that these jobs share is requested next; Infinity if it is scheduled for none of them. */
export function listPollAt(jobs: readonly JobState[]): number {
  const scheduled = jobs.flatMap(({ nextPollAt }) => nextPollAt ?? [])
  // `min-poll-interval` and Retry-After hold for every job that the list covers.
  return jobs.reduce((latest, { notBefore }) => Math.max(latest, notBefore), Math.min(...scheduled))
}

function blockedAfter(
  { at, retryAfter }: Arrival,
  least: number,
): Pick<NextPoll, 'notBefore' | 'retryAfterUntil'> {
  return {
    notBefore: at + Math.max(least, retryAfter ?? 0),
    retryAfterUntil: retryAfter === undefined ? undefined : at + retryAfter,
  }
}

/** The time of one more poll before an outage ends the job: the API may have recovered. */
function lastChance(job: JobState, at: number, options: WaitOptions): number {
  const endsAt = outageEndsAt(job.faultState, options.outageTimeout) ?? Infinity
  return Math.max(at + options.minPollInterval, endsAt - options.minPollInterval)
}

function intervalsOf({ minPollInterval, maxPollInterval }: WaitOptions): PollIntervals {
  return { min: minPollInterval, max: maxPollInterval }
}

/** A rollout has neither `jobprogress` nor `jobstart`: its progress is counted from the first response. */
function hintsOf({ lastResponse, rollout }: JobState): Hints {
  if (lastResponse === undefined) return { hasStarted: false }
  const { status } = lastResponse
  if (status.type === 'job') {
    const { state, progress, eta, start, updated } = status
    return { hasStarted: !hasNotStarted(state), progress, eta, start, updated }
  }
  const [before, done] = [percentDone(rollout?.first ?? status), percentDone(status)]
  const progress = before < 100 ? ((done - before) / (100 - before)) * 100 : 0
  return { hasStarted: true, progress, start: rollout?.firstDate }
}
