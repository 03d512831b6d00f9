import { type JobKindName, jobKindNames } from '../../src/clanforge/endpoints.ts'
import type { ApiError } from '../../src/clanforge/errors.ts'
import type { Fields, Status } from '../../src/clanforge/status.ts'
import { endLog, logNotice, logTick, startLog } from '../../src/report/log.ts'
import type { Logged } from '../../src/report/log-state.ts'
import type { StepReport } from '../../src/report/step-report.ts'
import { judgeFault, noFaults } from '../../src/wait/faults.ts'
import type { Ending, JobState, Notice } from '../../src/wait/job-state.ts'
import { confirm } from '../../src/wait/job-verdict.ts'
import type { WaitOptions } from '../../src/wait/options.ts'
import { type StopReason, outcomeOf } from '../../src/wait/outcome.ts'
import { rememberRollout } from '../../src/wait/rollout-verdict.ts'
import { defaultOptions, jobState, jobStatus, responseAt } from './job-states.ts'

/** One thing that was written, and when (ms after the start of the step). */
export interface Written {
  readonly at: number
  readonly type: 'line' | 'warning'
  readonly text: string
}

/**
 * The notices of a step, as a wait would send them: a test says what happens to which job, in the order of time.
 * Times in seconds after the start; jobs by their short names, such as `update 101`.
 */
export class Trace {
  readonly options: WaitOptions
  readonly first: readonly JobState[]
  readonly notices: Notice[] = []
  private readonly jobs: Map<string, JobState>

  constructor(names: string, options: Partial<WaitOptions> = {}, change: Partial<JobState> = {}) {
    this.options = { ...defaultOptions, ...options }
    const retries = { left: this.options.jobRetries, used: 0, maxJobfailed: 0, rerun: undefined }
    this.first = names.split(', ').map(name => jobState({ target: toTarget(name), retries, ...change }))
    this.jobs = new Map(this.first.map(job => [nameOf(job), job]))
  }

  /** The jobs as they are now. */
  get now(): readonly JobState[] {
    return [...this.jobs.values()]
  }

  job(name: string): JobState {
    const job = this.jobs.get(name)
    if (job === undefined) throw new Error(`this trace has no ${name}`)
    return job
  }

  /** Changes a job without a notice. */
  set(name: string, change: Partial<JobState>): JobState {
    const job = { ...this.job(name), ...change }
    this.jobs.set(name, job)
    return job
  }

  response(seconds: number, name: string, status: Status = jobStatus(), fields: Fields = {}): this {
    const at = seconds * 1000
    const previous = this.job(name)
    const received = { at, isFinal: false }
    const last = responseAt(at, status, fields)
    const job = this.set(name, {
      last,
      polls: previous.polls + 1,
      fault: undefined,
      faults: noFaults,
      lastChangeAt: isSame(previous.last?.status, status) ? previous.lastChangeAt : at,
      ...(status.type === 'rollout'
        ? { rollout: rememberRollout(previous.rollout, status, received, last.date) }
        : { confirmation: confirm(previous.confirmation, status, received) }),
    })
    const { outage } = previous.faults
    if (outage !== undefined) this.notices.push({ type: 'recovered', at, job, outage: at - outage.startedAt })
    this.notices.push({ type: 'response', at, job, previous })
    return this
  }

  failure(seconds: number, name: string, error: ApiError, retryIn: number): this {
    const [at, before] = [seconds * 1000, this.job(name)]
    const { retryAfter } = error
    const hadResponse = before.last !== undefined
    const request = { error, sentAt: at, at, retryAfter, minPollInterval: 2_000, hadResponse }
    const verdict = judgeFault(before.faults, request)
    if (verdict.type === 'fatal') return this.end(seconds, name, { type: 'fault', error })
    const { faults } = verdict
    const isCounted = verdict.type === 'retry-at-distance'
    const inARow = isCounted ? { count: faults.streak?.count ?? 0, limit: 3 } : undefined
    const job = this.set(name, { fault: error, faults })
    this.notices.push({ type: 'request-failed', at, job, error, retryIn: retryIn * 1000, inARow })
    return this
  }

  notListed(seconds: number, name: string): this {
    const at = seconds * 1000
    const { listing } = this.job(name)
    const { missingSince = at, missingLists } = listing
    const missing = { ...listing, missingSince, missingLists: missingLists + 1 }
    this.notices.push({ type: 'not-listed', at, job: this.set(name, { listing: missing }) })
    return this
  }

  rerun(seconds: number, name: string): this {
    const [at, before] = [seconds * 1000, this.job(name)]
    const { last, retries } = before
    if (last?.status.type !== 'job') throw new Error('only a job that failed is re-run')
    const rerun = { failure: last.status, at }
    const job = this.set(name, {
      retries: { ...retries, left: retries.left - 1, used: retries.used + 1, rerun },
      lastChangeAt: at,
    })
    this.notices.push({ type: 'rerun', at, job, failure: last })
    return this
  }

  unblocked(seconds: number, name: string): this {
    this.notices.push({ type: 'unblocked', at: seconds * 1000, job: this.set(name, { phase: 'status' }) })
    return this
  }

  end(seconds: number, name: string, ending: Ending): this {
    const at = seconds * 1000
    this.notices.push({ type: 'ended', at, job: this.set(name, { ending, endedAt: at }), ending })
    return this
  }

  rateLimited(seconds: number, interval: number): this {
    this.notices.push({ type: 'rate-limited', at: seconds * 1000, interval: interval * 1000 })
    return this
  }

  /** The report of a step that stops now. */
  report(seconds: number, reason: StopReason = 'finished', problems: readonly string[] = []): StepReport {
    const jobs = this.now
    return {
      outcome: outcomeOf(jobs, reason, this.options),
      requests: jobs.reduce((sum, { polls }) => sum + polls, 0),
      elapsed: seconds * 1000,
      options: this.options,
      problems,
      now: seconds * 1000,
      wallClock: 1_800_000_000_000 + seconds * 1000,
    }
  }

  /** Everything that the log writes until the step stops. It is called every second, as main does. */
  write(
    seconds: number,
    reason: StopReason = 'finished',
    withoutEffect: readonly string[] = [],
  ): readonly Written[] {
    const written: Written[] = []
    const keep = (at: number, { state, lines, warnings }: Logged) => {
      written.push(...lines.map(text => ({ at, type: 'line' as const, text })))
      written.push(...warnings.map(text => ({ at, type: 'warning' as const, text })))
      return state
    }
    const { first: jobs, options } = this
    let state = keep(0, startLog({ jobs, options, start: 0, withoutEffect }))
    let tick = 1_000
    for (const notice of this.notices) {
      for (; tick <= notice.at; tick += 1_000) state = keep(tick, logTick(state, tick))
      state = keep(notice.at, logNotice(state, notice))
    }
    for (; tick <= seconds * 1000; tick += 1_000) state = keep(tick, logTick(state, tick))
    keep(seconds * 1000, endLog(state, this.report(seconds, reason)))
    return written
  }

  /** The same as texts; a warning begins with `warning: `. */
  lines(
    seconds: number,
    reason: StopReason = 'finished',
    withoutEffect: readonly string[] = [],
  ): readonly string[] {
    const written = this.write(seconds, reason, withoutEffect)
    return written.map(({ type, text }) => (type === 'warning' ? `warning: ${text}` : text))
  }
}

function toTarget(name: string): JobState['target'] {
  const [kind, id = ''] = name.split(' ')
  const known = jobKindNames.find((other): other is JobKindName => other === kind)
  if (known === undefined) throw new Error(`${name} names no kind of job`)
  return { kind: known, id }
}

function nameOf({ target }: JobState): string {
  return `${target.kind} ${target.id}`
}

/** Whether nothing has changed that counts as progress. */
function isSame(before: Status | undefined, now: Status): boolean {
  if (before?.type === 'job' && now.type === 'job')
    return before.state === now.state && before.progress === now.progress && before.updated === now.updated
  if (before?.type === 'rollout' && now.type === 'rollout')
    return (
      before.pending === now.pending && before.failed === now.failed && before.completed === now.completed
    )
  return false
}
