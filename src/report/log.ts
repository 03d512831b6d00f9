import type { JobState, Notice } from '../wait/job-state.ts'
import type { WaitOptions } from '../wait/options.ts'
import { listJobs, listNames } from './job-lists.ts'
import { errorText, failedAt, shortNameOf, stateLabel, stateText } from './job-text.ts'
import { type FaultUpdate, afterFailure, afterRecovery, removeJob } from './log-faults.ts'
import { flushCompleted, flushTable, heartbeat, showChange, showEnding } from './log-rows.ts'
import {
  type LogState,
  type LogUpdate,
  createLogState,
  addLine,
  unchanged,
  updateEntry,
} from './log-state.ts'
import { finalWarnings } from './log-warnings.ts'
import { MAX_IN_FLIGHT, MAX_STARTS_PER_WINDOW } from '../wait/request-queue.ts'
import { alreadyFailed } from './messages-endings.ts'
import { describeBlocker } from './messages-faults.ts'
import { verdictLine } from './messages.ts'
import { isAwaitingRerun } from './row-notes.ts'
import { type StepReport, isWaitSuccessful } from './step-report.ts'
import { formatDuration, quote, withDetail } from './text.ts'

/** Limits how many unknown states are logged and remembered. */
const MAX_UNKNOWN_STATES = 20

/** What a step waits for. */
export interface LogPlan {
  readonly jobs: readonly JobState[]
  readonly options: WaitOptions
  /** When the step started, monotonic ms. */
  readonly start: number
  /** Inputs that are set but have no effect in this step. */
  readonly ignoredInputs: readonly string[]
}

/** The first lines: what the step waits for, what is blocked, and which inputs have no effect. */
export function startLog({ jobs, options, start, ignoredInputs }: LogPlan): LogUpdate {
  const { timeout, minPollInterval, maxPollInterval } = options
  const [min, max] = [formatDuration(minPollInterval), formatDuration(maxPollInterval)]
  const lines = [
    `Waiting for ${listJobs(jobs)} for up to ${formatDuration(timeout)}, polling every ${min === max ? min : `${min} to ${max}`}`,
    ...blockedLines(jobs),
    ...(ignoredInputs.length > 0 ? [`Inputs without effect in this step: ${ignoredInputs.join(', ')}`] : []),
  ]
  return { ...unchanged(createLogState(jobs, options, start)), lines }
}

/** What a notice adds to the log. */
export function logNotice(before: LogState, notice: Notice): LogUpdate {
  if (notice.type === 'rate-limited')
    return addLine(unchanged(before), notice.at, rateLimitText(notice.interval))
  const { job, at } = notice
  const state = updateEntry(before, job, {})
  const addText = (text: string) => addLine(unchanged(state), at, `${shortNameOf(job)}: ${text}`)
  switch (notice.type) {
    case 'response':
      return logResponse(state, notice)
    case 'not-listed':
      return showChange(logRecovery(state, job, at), job, at)
    case 'request-failed': {
      const { options, entries, start, faults } = state
      const context = { ...options, jobCount: entries.length, deadline: start + options.timeout }
      return applyFaultUpdate(state, at, afterFailure(faults, notice, context))
    }
    case 'recovered':
      return logRecovery(state, job, at)
    case 'rerun':
      return logRerun(state, notice)
    case 'unblocked':
      return addText('its versions have finished; polling starts')
    case 'awaiting-installs':
      return addText(`no machine is pending, but ${describeBlocker(notice.blocker)}`)
    case 'ended':
      return showEnding({ ...state, faults: removeJob(state.faults, job) }, job, at)
  }
}

/** The lines that are due after some time: completed jobs, a table, a heartbeat. Call it every second. */
export function logTick(state: LogState, at: number): LogUpdate {
  return heartbeat(flushTable(flushCompleted(unchanged(state), at, false), at, false), at)
}

/** The last lines and warnings: jobs that have not been shown yet, and the verdict of a step that succeeds. */
export function endLog(state: LogState, report: StepReport): LogUpdate {
  const { now } = report
  const flushed = flushTable(flushCompleted(unchanged(state), now, true), now, true)
  const logged = isWaitSuccessful(report) ? addLine(flushed, now, verdictLine(report)) : flushed
  return { ...logged, warnings: [...logged.warnings, ...finalWarnings(report)] }
}

function logResponse(
  state: LogState,
  { job, previous, at }: Extract<Notice, { type: 'response' }>,
): LogUpdate {
  const named = nameUnknownState(logRecovery(state, job, at), job, at)
  const failed = previous.lastResponse === undefined ? (job.rollout?.first.failed ?? 0) : 0
  const logged = failed === 0 ? named : addLine(named, at, `${shortNameOf(job)}: ${alreadyFailed(failed)}`)
  return job.ending === undefined && !isAwaitingRerun(job) ? showChange(logged, job, at) : logged
}

/** After a valid response: the job is no longer failing or inaccessible, unless a request has failed since. */
function logRecovery(state: LogState, job: JobState, at: number): LogUpdate {
  return job.faultState.failedRequests === undefined
    ? applyFaultUpdate(state, at, afterRecovery(state.faults, job, at))
    : unchanged(state)
}

function applyFaultUpdate(state: LogState, at: number, { faults, line, warning }: FaultUpdate): LogUpdate {
  const before = unchanged({ ...state, faults })
  const logged = line === undefined ? before : addLine(before, at, line)
  return warning === undefined ? logged : { ...logged, warnings: [warning] }
}

function nameUnknownState(logged: LogUpdate, job: JobState, at: number): LogUpdate {
  const { unknownStates } = logged.state
  const text = stateText(job)
  const isUnknown = job.lastResponse?.status.type === 'job' && job.lastResponse.status.state === 'unknown'
  if (!isUnknown || unknownStates.has(text.toLowerCase()) || unknownStates.size >= MAX_UNKNOWN_STATES)
    return logged
  const state = { ...logged.state, unknownStates: new Set([...unknownStates, text.toLowerCase()]) }
  const rest = job.ending === undefined ? '; still waiting' : ''
  return addLine(
    { ...logged, state },
    at,
    `${shortNameOf(job)}: Clanforge does not document ${quote(stateLabel(job))}${rest}`,
  )
}

function blockedLines(jobs: readonly JobState[]): readonly string[] {
  const blocked = jobs.filter(({ phase }) => phase === 'blocked').map(shortNameOf)
  const versions = jobs.filter(({ target }) => target.kind === 'version').map(shortNameOf)
  if (blocked.length === 0) return []
  const succeed = versions.length === 1 ? 'succeeds' : 'succeed'
  return [`Polling of ${listNames(blocked)} starts after ${listNames(versions)} ${succeed}`]
}

/** `update 101 failed at 60%: No space left on device; re-running (1 of 1)`. */
function logRerun(before: LogState, { job, failure, at }: Extract<Notice, { type: 'rerun' }>): LogUpdate {
  const state = updateEntry(before, job, { shown: undefined, eta: undefined })
  const { used, left } = job.retries
  const failed = withDetail(
    `${shortNameOf(job)} ${failedAt(failure.status)}`,
    quote(errorText(failure.fields)),
  )
  return addLine(unchanged(state), at, `${failed}; re-running (${used} of ${used + left})`)
}

function rateLimitText(interval: number): string {
  const limits = `a step sends at most ${MAX_STARTS_PER_WINDOW} requests per second and ${MAX_IN_FLIGHT} at a time`
  return `A poll was sent ${formatDuration(interval)} after the previous response, later than max-poll-interval: ${limits}`
}
