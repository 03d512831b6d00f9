import type { JobState } from './job-state.ts'
import { listPollAt } from './next-poll.ts'
import { type NextRequest, type RequestContext, nextRequest } from './requests.ts'

/** Requests of a step that may be in flight at the same time. */
const IN_FLIGHT = 8
/** Requests of a step that may start in one window. */
const STARTS = 5
/** A little over a second, because what leaves a second apart may arrive closer together. ms */
const WINDOW = 1_100

/** A request that is ready to be sent, for these jobs (positions in the step). */
export interface PlannedRequest extends NextRequest {
  readonly jobs: readonly number[]
  /** When it is scheduled, monotonic ms. */
  readonly at: number
}

/** What limits the requests of a step. Deadline in monotonic ms, intervals in ms. */
export interface QueueLimits {
  readonly deadline: number
  readonly minPollInterval: number
  readonly maxPollInterval: number
}

/** Which request goes next: the earliest first, within the deadline and the step's own limits. Monotonic ms. */
export class RequestQueue {
  private readonly limits: QueueLimits
  private readonly context: RequestContext
  private readonly inFlight = new Map<string, PlannedRequest>()
  private readonly starts: number[] = []
  private readonly lastEnds = new Map<string, number>()
  /** The jobs (positions) that had their final poll. */
  private readonly finalPolled = new Set<number>()
  /** The keys of due requests that a limit of the step did not let start. */
  private readonly heldBack = new Set<string>()

  constructor(limits: QueueLimits, context: RequestContext) {
    this.limits = limits
    this.context = context
  }

  /** The next request that may start at `now`; undefined when none may. */
  take(jobs: readonly JobState[], now: number): PlannedRequest | undefined {
    const due = this.planned(jobs, now).filter(({ at }) => at <= now)
    const [next] = due
    if (next === undefined) return undefined
    if (this.mayStart(now)) return next
    for (const { key } of due) this.heldBack.add(key)
    return undefined
  }

  /**
   * A request starts.
   *
   * @returns the time since the job's last response in ms, if a limit of the step made that longer than
   * `max-poll-interval`; else undefined
   */
  start(request: PlannedRequest, now: number): number | undefined {
    this.inFlight.set(request.key, request)
    this.starts.push(now)
    if (this.starts.length > STARTS) this.starts.shift()
    const wasHeldBack = this.heldBack.delete(request.key)
    const interval = now - (this.lastEnds.get(request.key) ?? now)
    const isLate = wasHeldBack && interval > this.limits.maxPollInterval && now < this.limits.deadline
    // A poll that Retry-After or a fixed distance scheduled late was not made late by a limit.
    return isLate && interval - (now - request.at) <= this.limits.maxPollInterval ? interval : undefined
  }

  /** A request has ended; `jobs` as they are after its result was applied. */
  end(request: PlannedRequest, jobs: readonly JobState[], now: number): void {
    this.inFlight.delete(request.key)
    this.lastEnds.set(request.key, now)
    if (now < this.limits.deadline) return
    for (const index of request.jobs) {
      // A final poll whose response needs another request to be decided is not complete without it.
      const needsMore = jobs[index]?.phase === 'installs' && request.phase !== 'installs'
      if (!needsMore) this.finalPolled.add(index)
    }
  }

  /** Whether a request that covers this job (its position) is in flight. */
  isInFlight(index: number): boolean {
    return this.requestsInFlight().some(({ jobs }) => jobs.includes(index))
  }

  /** The requests in flight. */
  requestsInFlight(): readonly PlannedRequest[] {
    return [...this.inFlight.values()]
  }

  /** When a request may start next if none ends before; Infinity when none is planned. */
  nextStartAt(jobs: readonly JobState[], now: number): number {
    const [next] = this.planned(jobs, now)
    if (next === undefined || this.inFlight.size >= IN_FLIGHT) return Infinity
    return now >= this.limits.deadline ? next.at : Math.max(next.at, this.rateLimitedUntil())
  }

  private mayStart(now: number): boolean {
    const isWithinRate = now >= this.limits.deadline || this.rateLimitedUntil() <= now
    return this.inFlight.size < IN_FLIGHT && isWithinRate
  }

  private rateLimitedUntil(): number {
    const first = this.starts.length < STARTS ? undefined : this.starts[0]
    return first === undefined ? -Infinity : first + WINDOW
  }

  /** What can be requested if nothing ends before, the earliest first. */
  private planned(jobs: readonly JobState[], now: number): readonly PlannedRequest[] {
    const groups = new Map<string, { readonly request: NextRequest; readonly jobs: number[] }>()
    for (const [index, job] of jobs.entries()) {
      if (job.nextPollAt === undefined || !this.mayPoll(index, job, now)) continue
      const request = nextRequest(job, this.context)
      if (this.inFlight.has(request.key)) continue
      const group = groups.get(request.key)
      if (group === undefined) groups.set(request.key, { request, jobs: [index] })
      else group.jobs.push(index)
    }
    return [...groups.values()]
      .flatMap(group => this.plan(group.request, group.jobs, jobs, now))
      .toSorted((a, b) => a.at - b.at)
  }

  /** After the deadline each job is polled once more, unless Retry-After extends past it. */
  private mayPoll(index: number, job: JobState, now: number): boolean {
    const { deadline } = this.limits
    if (now < deadline) return true
    return !this.finalPolled.has(index) && (job.retryAfterUntil ?? deadline) <= deadline
  }

  private plan(
    request: NextRequest,
    indexes: readonly number[],
    jobs: readonly JobState[],
    now: number,
  ): readonly PlannedRequest[] {
    const scheduled = listPollAt(indexes.flatMap(index => jobs[index] ?? []))
    if (scheduled === undefined) return []
    const { deadline, minPollInterval } = this.limits
    if (now >= deadline) return [{ ...request, jobs: indexes, at: deadline }]
    // So close to the deadline, the final poll is the better one. A first poll is never moved.
    const isClose = scheduled > deadline - minPollInterval && this.lastEnds.has(request.key)
    return isClose || scheduled > deadline ? [] : [{ ...request, jobs: indexes, at: scheduled }]
  }
}
