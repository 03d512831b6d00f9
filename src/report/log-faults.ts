import { isOutage } from '../wait/faults.ts'
import { type JobState, type Notice, isCall } from '../wait/job-state.ts'
import { shortNameOf } from './job-text.ts'
import { describeFault } from './messages-faults.ts'
import { MANY_JOBS } from './rows.ts'
import { formatDuration } from './text.ts'

/** The most different faults that are logged in one outage. */
const MAX_LOGGED_FAULTS = 5
/** The runner shows ten warnings of a step. Some are reserved for its end. */
const MAX_OUTAGE_WARNINGS = 5

/** The faults of a step for the log. For several jobs, failed requests are one outage until all jobs have a response. */
export interface FaultLog {
  /** The jobs whose requests are failing, by name. */
  readonly failing: ReadonlySet<string>
  /** When the first of these requests was sent, monotonic ms. */
  readonly since: number
  /** The faults of the outage that were logged. */
  readonly logged: ReadonlySet<string>
  readonly hasWarned: boolean
  /** Warnings so far, in all outages. */
  readonly warnings: number
  /** The jobs that were not found or not authorized, by name. They are not in an outage. */
  readonly inaccessible: ReadonlySet<string>
}

/** The faults after a notice, and at most one line and one warning. */
export interface FaultUpdate {
  readonly faults: FaultLog
  readonly line?: string
  readonly warning?: string
}

/** Before the first fault. */
export const noFaultsLogged: FaultLog = {
  failing: new Set(),
  since: Infinity,
  logged: new Set(),
  hasWarned: false,
  warnings: 0,
  inaccessible: new Set(),
}

/** What the lines about faults depend on. */
export interface FaultContext {
  readonly jobCount: number
  /** ms */
  readonly outageTimeout: number
  /** When `timeout` will have passed, monotonic ms. */
  readonly deadline: number
  /** ms */
  readonly minPollInterval: number
}

type FailureNotice = Extract<Notice, { type: 'request-failed' }>

/** A failed request: each kind of fault is logged once in an outage; faults that are counted are logged with their count. */
export function afterFailure(before: FaultLog, notice: FailureNotice, context: FaultContext): FaultUpdate {
  const { job, inARow, error } = notice
  const name = shortNameOf(job)
  if (inARow !== undefined) {
    const faults = { ...before, inaccessible: withName(before.inaccessible, name) }
    const isLogged = context.jobCount <= MANY_JOBS || before.inaccessible.size === 0
    return isLogged ? { faults, line: retryLine(notice, context) } : { faults }
  }
  const isNew = !before.logged.has(error.message) && before.logged.size < MAX_LOGGED_FAULTS
  const faults = {
    ...before,
    failing: withName(before.failing, name),
    since: Math.min(before.since, job.faultState.failedRequests?.startedAt ?? notice.at),
    logged: isNew ? withName(before.logged, error.message) : before.logged,
  }
  const update = isNew ? { faults, line: retryLine(notice, context) } : { faults }
  const isRetried = nextRequest(notice, context) !== 'none'
  return isRetried && shouldWarn(faults, job) ? warn(update, notice, context) : update
}

/** The first valid response after failed requests of a job. The outage ends if no other job is failing. */
export function afterRecovery(before: FaultLog, job: JobState, at: number): FaultUpdate {
  const faults = removeJob(before, job)
  if (before.failing.size === 0 || faults.failing.size > 0) return { faults }
  return { faults, line: `Clanforge requests succeed again, after ${formatDuration(at - before.since)}` }
}

/** A valid response, or the end of the job: it is no longer inaccessible or failing. */
export function removeJob(before: FaultLog, job: JobState): FaultLog {
  const name = shortNameOf(job)
  const [failing, inaccessible] = [withoutName(before.failing, name), withoutName(before.inaccessible, name)]
  const hasEnded = failing.size === 0 && before.failing.size > 0
  return hasEnded
    ? { ...noFaultsLogged, warnings: before.warnings, inaccessible }
    : { ...before, failing, inaccessible }
}

function shouldWarn({ hasWarned, warnings }: FaultLog, job: JobState): boolean {
  return isOutage(job.faultState.failedRequests) && !hasWarned && warnings < MAX_OUTAGE_WARNINGS
}

function warn(
  update: FaultUpdate,
  { at, error }: FailureNotice,
  { outageTimeout, deadline }: FaultContext,
): FaultUpdate {
  const { faults } = update
  const limit =
    at + outageTimeout < deadline
      ? `for up to ${formatDuration(outageTimeout)} (outage-timeout)`
      : 'until the timeout'
  return {
    ...update,
    faults: { ...faults, hasWarned: true, warnings: faults.warnings + 1 },
    warning: `Clanforge requests are failing (${describeFault(error)}). Retrying ${limit}.`,
  }
}

/** `update 101: HTTP 404 (1 of 3); retrying in 10s`. A call that counts as made is not retried. */
function retryLine(notice: FailureNotice, context: FaultContext): string {
  const { job, error, inARow, lostCall } = notice
  const fault =
    error.status === 429 ? `Clanforge is limiting requests (${describeFault(error)})` : describeFault(error)
  const count = inARow === undefined ? '' : ` (${inARow.count} of ${inARow.limit})`
  const lost = lostCall === undefined ? '' : `; the ${lostCall} call counts as made`
  return `${shortNameOf(job)}: ${fault}${count}${lost}; ${nextRequestText(notice, context)}`
}

/** `retrying in 10s`, or `polling …` after a call that is not retried. */
function nextRequestText(notice: FailureNotice, context: FaultContext): string {
  const { job, error, retryIn, lostCall } = notice
  const [continuing, none] = lostCall === undefined ? ['retrying', 'no retry'] : ['polling', 'no poll']
  switch (nextRequest(notice, context)) {
    case 'scheduled': {
      // Other rules may require a longer delay than Retry-After.
      const isHonored = error.retryAfter !== undefined && Math.abs(retryIn - error.retryAfter) < 1000
      return `${continuing} in ${formatDuration(retryIn)}${isHonored ? ' (Retry-After)' : ''}`
    }
    case 'at-deadline':
      return `${continuing} at the timeout`
    case 'none':
      return `${none} before the timeout${isBlockedUntil(job, context.deadline) ? ' (Retry-After)' : ''}`
  }
}

/** Whether the next request is sent when it is scheduled, as the final poll, or not at all. */
function nextRequest(
  { at, job, retryIn, lostCall }: FailureNotice,
  { deadline, minPollInterval }: FaultContext,
): 'scheduled' | 'at-deadline' | 'none' {
  // A poll so close to the deadline is moved there, except for the first one of a job.
  const latest = lostCall === 'queue' ? deadline : deadline - minPollInterval
  if (at + retryIn <= latest) return 'scheduled'
  return isBlockedUntil(job, deadline) || isCall(job.phase) ? 'none' : 'at-deadline'
}

/** Whether Retry-After leaves no final poll. */
function isBlockedUntil({ retryAfterUntil = 0 }: JobState, deadline: number): boolean {
  return retryAfterUntil > deadline
}

function withName(names: ReadonlySet<string>, name: string): ReadonlySet<string> {
  return names.has(name) ? names : new Set([...names, name])
}

function withoutName(names: ReadonlySet<string>, name: string): ReadonlySet<string> {
  return names.has(name) ? new Set([...names].filter(other => other !== name)) : names
}
