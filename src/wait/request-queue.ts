import type { Scope } from '../clanforge/endpoints.ts'
import type { JobState } from './job-state.ts'
import { listPollAt } from './next-poll.ts'
import { LIST_KEY, type NextRequest, keyOf, nextRequest } from './requests.ts'

/** The most requests of a step in flight at the same time. */
export const MAX_IN_FLIGHT = 8
/** The most requests of a step that start in one window, which is about a second. */
export const MAX_STARTS_PER_WINDOW = 5
/** A little over a second, because requests that leave a second apart may arrive closer together. */
const WINDOW_MS = 1_100

/** A request that is ready to be sent, for these jobs (positions in the step). */
export interface PlannedRequest extends NextRequest {
  readonly jobIndexes: readonly number[]
  /** When it is scheduled, monotonic ms. */
  readonly at: number
}

/** The limits on the requests of a step. Deadline in monotonic ms, intervals in ms. */
export interface QueueLimits {
  readonly deadline: number
  readonly minPollInterval: number
  readonly maxPollInterval: number
}

/** Which request goes next: the earliest first, within the deadline and the step's own limits. Monotonic ms. */
export class RequestQueue {
  private readonly limits: QueueLimits
  private readonly scope: Scope
  private readonly inFlight = new Map<string, PlannedRequest>()
  private readonly starts: number[] = []
  private readonly lastEnds = new Map<string, number>()
  /** The jobs (positions) that had their final poll. */
  private readonly finalPolled = new Set<number>()
  /** The positions of the jobs in `inFlight`, for fast lookup. */
  private readonly busy = new Set<number>()
  /** When a limit of the step last delayed a request that was ready. */
  private limitedAt = -Infinity

  constructor(limits: QueueLimits, scope: Scope) {
    this.limits = limits
    this.scope = scope
  }

  /** The next request that may start at `now`; undefined when none may. */
  take(jobs: readonly JobState[], now: number): PlannedRequest | undefined {
    const next = this.earliest(jobs, now)
    if (next === undefined || next.at > now) return undefined
    if (this.mayStart(now)) return next
    this.limitedAt = now
    return undefined
  }

  /**
   * A request starts.
   *
   * @returns the time since the job's last response in ms, if a limit of the step made it longer than
   * `max-poll-interval`; else undefined
   */
  start(request: PlannedRequest, now: number): number | undefined {
    this.inFlight.set(request.key, request)
    this.starts.push(now)
    if (this.starts.length > MAX_STARTS_PER_WINDOW) this.starts.shift()
    for (const index of request.jobIndexes) this.busy.add(index)
    // Requests start in order, so a limit that has delayed any request since then has delayed this one as well.
    const wasDelayed = this.limitedAt >= request.at
    const { deadline, maxPollInterval } = this.limits
    const lastEnd = this.lastEnds.get(request.key) ?? now
    const isLate = now - lastEnd > maxPollInterval && now < deadline
    // A poll that Retry-After or a fixed spacing scheduled late was not made late by a limit.
    const wasScheduledLate = request.at - lastEnd > maxPollInterval
    return wasDelayed && isLate && !wasScheduledLate ? now - lastEnd : undefined
  }

  /** A request has ended; `jobs` as they are after its result was applied. */
  end(request: PlannedRequest, jobs: readonly JobState[], now: number): void {
    this.inFlight.delete(request.key)
    for (const index of request.jobIndexes) this.busy.delete(index)
    this.lastEnds.set(request.key, now)
    if (now < this.limits.deadline) return
    for (const index of request.jobIndexes) {
      // If the verdict needs another request, that request is part of the final poll.
      const job = jobs[index]
      const needsMore = job?.nextPollAt !== undefined && job.nextPollAt <= now && job.phase !== request.phase
      if (!needsMore) this.finalPolled.add(index)
    }
  }

  /** Whether a request that covers this job (its position) is in flight. */
  isInFlight(index: number): boolean {
    return this.busy.has(index)
  }

  /** The requests in flight. */
  requestsInFlight(): readonly PlannedRequest[] {
    return [...this.inFlight.values()]
  }

  /** When a request may start next if none ends before; Infinity when none is planned. */
  nextStartAt(jobs: readonly JobState[], now: number): number {
    const next = this.earliest(jobs, now)
    if (next === undefined || this.inFlight.size >= MAX_IN_FLIGHT) return Infinity
    return now >= this.limits.deadline ? next.at : Math.max(next.at, this.rateLimitedUntil())
  }

  private mayStart(now: number): boolean {
    const isWithinRate = now >= this.limits.deadline || this.rateLimitedUntil() <= now
    return this.inFlight.size < MAX_IN_FLIGHT && isWithinRate
  }

  private rateLimitedUntil(): number {
    const first = this.starts.length < MAX_STARTS_PER_WINDOW ? undefined : this.starts[0]
    return first === undefined ? -Infinity : first + WINDOW_MS
  }

  /** The request that is scheduled first of those that can start if nothing ends before. */
  private earliest(jobs: readonly JobState[], now: number): PlannedRequest | undefined {
    let [first, firstAt] = [-1, Infinity]
    const listed: number[] = []
    // This loop runs once per request and may have a thousand jobs, so it allocates nothing for most of them.
    jobs.forEach((job, index) => {
      if (job.nextPollAt === undefined || this.busy.has(index) || !this.mayPoll(index, job, now)) return
      if (job.phase === 'list') {
        listed.push(index)
        return
      }
      const at = this.startAt(Math.max(job.nextPollAt, job.notBefore), job, now)
      if (at < firstAt) [first, firstAt] = [index, at]
    })
    const list = this.plannedList(jobs, listed, now)
    if (list !== undefined && list.at < firstAt) return list
    const job = jobs[first]
    return job && { ...nextRequest(job, this.scope), jobIndexes: [first], at: firstAt }
  }

  private plannedList(
    jobs: readonly JobState[],
    listed: readonly number[],
    now: number,
  ): PlannedRequest | undefined {
    const sharing = listed.flatMap(index => jobs[index] ?? [])
    const [job] = sharing
    if (job === undefined || this.inFlight.has(LIST_KEY)) return undefined
    return {
      ...nextRequest(job, this.scope),
      jobIndexes: listed,
      at: this.startAt(listPollAt(sharing), job, now),
    }
  }

  /** After the deadline each job is polled once more, unless Retry-After extends past it. */
  private mayPoll(index: number, job: JobState, now: number): boolean {
    const { deadline } = this.limits
    if (now < deadline) return true
    return !this.finalPolled.has(index) && (job.retryAfterUntil ?? deadline) <= deadline
  }

  /** When a request with this schedule can start; Infinity if that is after the deadline. */
  private startAt(scheduled: number, job: JobState, now: number): number {
    const { deadline, minPollInterval } = this.limits
    if (now >= deadline) return deadline
    // This close to the deadline, the final poll replaces it. A first poll is never moved.
    const isClose = scheduled > deadline - minPollInterval && this.lastEnds.has(keyOf(job))
    return isClose || scheduled > deadline ? Infinity : scheduled
  }
}
