import { type Target, jobKindNames } from '../../src/clanforge/endpoints.ts'
import type { ApiError } from '../../src/clanforge/errors.ts'
import type { ListDefect } from '../../src/clanforge/response.ts'
import type { Fields, Status } from '../../src/clanforge/status.ts'
import { shortNameOf } from '../../src/report/job-text.ts'
import type { StepReport } from '../../src/report/step-report.ts'
import { initialJobs } from '../../src/wait/initial-state.ts'
import type { InstallsBlocker, JobState, Notice } from '../../src/wait/job-state.ts'
import type { Arrival } from '../../src/wait/arrival.ts'
import type { WaitOptions } from '../../src/wait/options.ts'
import { type StopReason, decideOutcome } from '../../src/wait/outcome.ts'
import { type JobEvent, transition } from '../../src/wait/transition.ts'
import { START, defaultOptions, jobStatus } from './job-states.ts'
import { type Written, writeLog } from './written-log.ts'

/**
 * The notices of a step: a test says what happens to which job, in the order of time, and the real transition says
 * what follows. Times in seconds after the start; jobs by their short names, such as `update 101`.
 */
export class Trace {
  readonly options: WaitOptions
  readonly notices: Notice[] = []
  readonly first: readonly JobState[]
  private readonly jobs: Map<string, JobState>

  constructor(names: string, options: Partial<WaitOptions> = {}) {
    this.options = { ...defaultOptions, ...options }
    this.first = initialJobs(names.split(', ').map(toTarget), this.options, 0)
    this.jobs = new Map(this.first.map(job => [shortNameOf(job), job]))
  }

  /** A valid response of the job's own endpoint. */
  response(seconds: number, name: string, status: Status = jobStatus(), fields: Fields = {}): this {
    return this.apply(name, { type: 'response', response: { status, fields }, arrival: arrivalAt(seconds) })
  }

  /** An entry of the install list. */
  listed(seconds: number, name: string, status: Status = jobStatus()): this {
    const content = { type: 'response', response: { status, fields: {} } } as const
    return this.apply(name, { type: 'listed', content, arrival: arrivalAt(seconds) })
  }

  listedUnreadable(seconds: number, name: string, error: ApiError): this {
    return this.apply(name, {
      type: 'listed',
      content: { type: 'invalid', error },
      arrival: arrivalAt(seconds),
    })
  }

  notListed(seconds: number, name: string, defect?: ListDefect): this {
    return this.apply(name, { type: 'not-listed', defect, arrival: arrivalAt(seconds) })
  }

  /** The response to a queue or retry call. */
  called(seconds: number, name: string, status: Status = jobStatus()): this {
    const response = { status, fields: {} }
    return this.apply(name, { type: 'call-made', response, arrival: arrivalAt(seconds) })
  }

  callRefused(seconds: number, name: string, error: ApiError): this {
    return this.apply(name, { type: 'call-refused', error, response: undefined, arrival: arrivalAt(seconds) })
  }

  failure(seconds: number, name: string, error: ApiError): this {
    const arrival = { ...arrivalAt(seconds), retryAfter: error.retryAfter }
    return this.apply(name, { type: 'request-failed', error, arrival })
  }

  unblocked(seconds: number, name: string): this {
    return this.apply(name, { type: 'unblocked', at: seconds * 1000 })
  }

  installsChecked(seconds: number, name: string, blocker?: InstallsBlocker): this {
    return this.apply(name, { type: 'installs-checked', blocker, arrival: arrivalAt(seconds) })
  }

  /** Time in which an outage may end the job. */
  timePassed(seconds: number, name: string): this {
    return this.apply(name, { type: 'time-passed', at: seconds * 1000 })
  }

  rateLimited(seconds: number, interval: number): this {
    this.notices.push({ type: 'rate-limited', at: seconds * 1000, interval: interval * 1000 })
    return this
  }

  private apply(name: string, event: JobEvent): this {
    const before = this.jobs.get(name)
    if (before === undefined) throw new Error(`this trace has no ${name}`)
    const at = 'arrival' in event ? event.arrival.at : event.at
    const sent = 'arrival' in event ? transition(before, { type: 'sent', at }, this.options).state : before
    const { state, notices } = transition(sent, event, this.options)
    this.jobs.set(name, state)
    this.notices.push(...notices)
    return this
  }

  /** The report of a step that stops now. */
  report(seconds: number, reason: StopReason = 'finished', problems: readonly string[] = []): StepReport {
    const jobs = [...this.jobs.values()]
    return {
      outcome: decideOutcome(jobs, reason, this.options),
      requests: jobs.reduce((sum, { polls }) => sum + polls, 0),
      elapsed: seconds * 1000,
      options: this.options,
      problems,
      now: seconds * 1000,
      wallClock: 1_800_000_000_000 + seconds * 1000,
    }
  }

  /** Everything that the log writes until the step stops. */
  write(
    seconds: number,
    reason: StopReason = 'finished',
    ignoredInputs: readonly string[] = [],
  ): readonly Written[] {
    const { first: jobs, options, notices } = this
    return writeLog({ jobs, options, start: 0, ignoredInputs }, notices, this.report(seconds, reason))
  }

  /** The same as texts; a warning begins with `warning: `. */
  lines(
    seconds: number,
    reason: StopReason = 'finished',
    ignoredInputs: readonly string[] = [],
  ): readonly string[] {
    const written = this.write(seconds, reason, ignoredInputs)
    return written.map(({ type, text }) => (type === 'warning' ? `warning: ${text}` : text))
  }
}

function arrivalAt(seconds: number): Arrival {
  const at = seconds * 1000
  return {
    sentAt: at,
    at,
    isFinal: false,
    date: START + Math.floor(seconds),
    retryAfter: undefined,
    random: 0.5,
  }
}

function toTarget(name: string): Target {
  const [kind, id = ''] = name.split(' ')
  const known = jobKindNames.find(other => other === kind)
  if (known === undefined) throw new Error(`${name} names no kind of job`)
  return { kind: known, id }
}
