import type { Get } from '../clanforge/client.ts'
import type { Scope, Target } from '../clanforge/endpoints.ts'
import { ApiError } from '../clanforge/errors.ts'
import type { Clock } from './clock.ts'
import { type Exchange, Exchanges } from './exchanges.ts'
import { outageEndsAt } from './faults.ts'
import { initialJobs } from './initial-state.ts'
import { type JobState, type Notice, isCall } from './job-state.ts'
import type { WaitOptions } from './options.ts'
import { type Outcome, type StopReason, hasFailed, hasSucceeded, decideOutcome } from './outcome.ts'
import { type PlannedRequest, RequestQueue } from './request-queue.ts'
import { type RequestContext, toEvents } from './requests.ts'
import { type JobEvent, transition } from './transition.ts'

/** A final poll is abandoned after this long, and the job counts as last seen. */
const FINAL_POLL_TIMEOUT_MS = 10_000

/** The injected tools of a wait, and the receiver of its notices. */
export interface WaitTools {
  readonly clock: Clock
  /** In [0, 1). */
  readonly random: () => number
  readonly get: Get
  readonly notify: (notice: Notice) => void
}

/** What to wait for, and how. */
export interface WaitPlan {
  readonly targets: readonly Target[]
  readonly scope: Scope
  readonly options: WaitOptions
  /** When the step started, monotonic ms; `timeout` counts from here. */
  readonly start: number
}

/** One step's wait for all its jobs: start requests, sleep, apply results, stop. */
export class Wait {
  private readonly options: WaitOptions
  private readonly tools: WaitTools
  private readonly context: RequestContext
  private readonly deadline: number
  private readonly queue: RequestQueue
  private readonly exchanges: Exchanges
  /** The current state of each job. Only apply() changes it, in place because a step may have a thousand jobs. */
  private readonly states: JobState[]
  private sent = 0
  private isPastDeadline = false
  private isRateLimited = false

  constructor({ targets, scope, options, start }: WaitPlan, tools: WaitTools) {
    this.options = options
    this.tools = tools
    this.deadline = start + options.timeout
    this.states = [...initialJobs(targets, options, start)]
    this.context = { scope, versions: targets.filter(({ kind }) => kind === 'version').map(({ id }) => id) }
    this.queue = new RequestQueue({ ...options, deadline: this.deadline }, scope)
    this.exchanges = new Exchanges(tools.get, tools.clock)
  }

  /** The jobs as they are now, in the order in which the step names them. */
  get jobs(): readonly JobState[] {
    return [...this.states]
  }

  /** Requests made so far. */
  get requests(): number {
    return this.sent
  }

  /** The outcome if the wait stops now, for this reason. */
  outcome(reason: StopReason): Outcome {
    return decideOutcome(this.states, reason, this.options)
  }

  /** Waits until something stops it and leaves no request behind. Rejects only with an unexpected error. */
  async run(signal: AbortSignal): Promise<StopReason> {
    const interrupt = () => {
      this.exchanges.interrupt()
    }
    signal.addEventListener('abort', interrupt)
    try {
      for (;;) {
        for (const exchange of this.exchanges.takeEnded()) this.applyResult(exchange)
        const now = this.tools.clock.now()
        this.applyTime(now)
        const reason = this.stopReason(now, signal)
        if (reason !== undefined) {
          for (const index of this.states.keys())
            this.apply(index, { type: 'stopped', at: now, isInFlight: this.queue.isInFlight(index) })
          return reason
        }
        this.startRequests(now)
        await this.exchanges.sleepUntil(this.nextWakeAt(now))
      }
    } finally {
      signal.removeEventListener('abort', interrupt)
      this.exchanges.cancelAll()
    }
  }

  private apply(index: number, event: JobEvent): void {
    const before = this.states[index]
    if (before === undefined) return
    const { state, notices } = transition(before, event, this.options)
    this.states[index] = state
    for (const notice of notices) this.tools.notify(notice)
  }

  private applyToAll(event: JobEvent, where: (job: JobState, index: number) => boolean): void {
    for (const [index, job] of this.states.entries()) if (where(job, index)) this.apply(index, event)
  }

  private applyResult({ request, jobs, result, sentAt, at }: Exchange): void {
    // If a stall and an outage end at the same moment, the outage counts.
    this.endOutages(at)
    const { date, retryAfter } =
      result instanceof ApiError ? { date: undefined, retryAfter: result.retryAfter } : result
    const arrival = { sentAt, at, isFinal: at >= this.deadline, date, retryAfter }
    const random = this.tools.random()
    const events = toEvents(request.phase, jobs, result, { ...arrival, random }, this.context)
    for (const [position, event] of events.entries()) {
      const index = request.jobIndexes[position]
      if (index !== undefined) this.apply(index, event)
    }
    this.queue.end(request, this.states, at)
  }

  private endOutages(at: number): void {
    this.applyToAll({ type: 'time-passed', at }, job => job.faultState.failedRequests !== undefined)
  }

  /** Applies events that need no response: outages that lasted too long, unblocked rollouts, the deadline. */
  private applyTime(now: number): void {
    this.endOutages(now)
    const versions = this.states.filter(({ target }) => target.kind === 'version')
    if (versions.every(job => hasSucceeded(job, this.options)))
      this.applyToAll({ type: 'unblocked', at: now }, job => job.phase === 'blocked')
    if (now >= this.deadline && !this.isPastDeadline) {
      this.isPastDeadline = true
      this.applyToAll({ type: 'deadline', at: now }, (_, index) => !this.queue.isInFlight(index))
    }
    this.cancelUnneeded()
  }

  /** Cancels the requests that no unfinished job waits for. */
  private cancelUnneeded(): void {
    for (const { key, jobIndexes } of this.queue.requestsInFlight())
      if (jobIndexes.every(index => this.states[index]?.ending !== undefined)) this.exchanges.cancel(key)
  }

  private stopReason(now: number, signal: AbortSignal): StopReason | undefined {
    const { failFast } = this.options
    const failures = this.states.filter(job => hasFailed(job, this.options))
    const isVersionFailed = failures.some(({ target }) => target.kind === 'version')
    const isWaitedFor = (job: JobState) =>
      job.ending === undefined && !(job.phase === 'blocked' && isVersionFailed)
    if (!this.states.some(isWaitedFor) || (failFast && failures.length > 0)) return 'finished'
    if (signal.aborted) return 'cancelled'
    if (now < this.deadline) return undefined
    const isIdle = this.exchanges.isIdle && this.queue.nextStartAt(this.states, now) === Infinity
    return isIdle || now >= this.deadline + FINAL_POLL_TIMEOUT_MS ? 'deadline' : undefined
  }

  private startRequests(now: number): void {
    for (;;) {
      const request = this.queue.take(this.states, now)
      if (request === undefined) return
      this.start(request, now)
    }
  }

  private start(request: PlannedRequest, now: number): void {
    const interval = this.queue.start(request, now)
    if (interval !== undefined && !this.isRateLimited) {
      this.isRateLimited = true
      this.tools.notify({ type: 'rate-limited', at: now, interval })
    }
    this.sent += 1
    const jobs = request.jobIndexes.flatMap(index => this.states[index] ?? [])
    for (const index of request.jobIndexes) this.apply(index, { type: 'sent', at: now })
    this.exchanges.send(request, jobs, now, isCall(request.phase) || now >= this.deadline)
  }

  private nextWakeAt(now: number): number {
    const limit = now < this.deadline ? this.deadline : this.deadline + FINAL_POLL_TIMEOUT_MS
    const outageEnds = this.states.flatMap(({ ending, faultState }) =>
      ending === undefined ? (outageEndsAt(faultState, this.options.outageTimeout) ?? []) : [],
    )
    return Math.min(limit, this.queue.nextStartAt(this.states, now), ...outageEnds)
  }
}
