import type { Get } from '../clanforge/client.ts'
import { ApiError } from '../errors.ts'
import type { Clock } from './clock.ts'
import { Limiter } from './limiter.ts'
import type { Pace } from './schedule.ts'
import type { Source } from './source.ts'

/** Requests of one step that may be under way at the same time. */
const IN_FLIGHT = 8

/** What the traffic needs. `limited`: told once, with the interval in ms, when the rate limit wins over `max-poll-interval`. */
export interface TrafficTools {
  readonly clock: Clock
  readonly get: Get
  readonly limited: (interval: number) => void
}

/** A step's requests: which source is asked next, earliest due first, within the step's own limits. Monotonic ms. */
export class Traffic {
  /** Requests made. */
  requests = 0
  private readonly sources: readonly Source[]
  private readonly pace: Pace
  private readonly deadline: number
  private readonly tools: TrafficTools
  private readonly limiter = new Limiter()
  private readonly flights = new Map<Source, AbortController>()
  /** When a source's last request came back. */
  private readonly answered = new Map<Source, number>()
  /** The sources that have had their last look. */
  private readonly looked = new Set<Source>()
  private crash: { readonly error: unknown } | undefined
  private isLimited = false
  private changed: () => void = () => undefined

  constructor(sources: readonly Source[], pace: Pace, deadline: number, tools: TrafficTools) {
    this.sources = sources
    this.pace = pace
    this.deadline = deadline
    this.tools = tools
  }

  /** Sends everything that may leave at `now`. */
  launch(now: number): void {
    while (this.flights.size < IN_FLIGHT && (now >= this.deadline || this.limiter.readyAt <= now)) {
      const [source, due] = this.earliest(now)
      if (source === undefined || due > now) return
      this.send(source, now)
    }
  }

  /** When something may leave next if nothing comes back before; Infinity when that is all one can wait for. */
  next(now: number): number {
    if (this.flights.size >= IN_FLIGHT) return Infinity
    const [, due] = this.earliest(now)
    return now >= this.deadline ? due : Math.max(due, this.limiter.readyAt)
  }

  /** Whether nothing is under way and nothing is due: past the deadline, every last look has been had. */
  isIdle(now: number): boolean {
    return this.flights.size === 0 && this.next(now) === Infinity
  }

  /** Whether a request of this source has yet to come back. */
  isUnderWay(source: Source): boolean {
    return this.flights.has(source)
  }

  /** Sleeps until `until`, or until a request comes back or `interrupt` is called. Throws what a request threw unexpectedly. */
  async nap(until: number): Promise<void> {
    const nap = new AbortController()
    this.changed = () => {
      nap.abort()
    }
    if (this.crash === undefined) await this.tools.clock.sleep(until - this.tools.clock.now(), nap.signal)
    if (this.crash !== undefined) throw this.crash.error
  }

  /** Ends the nap that is under way. */
  interrupt(): void {
    this.changed()
  }

  /** Ends the requests whose answers nobody waits for any more. */
  abandon(which: (source: Source) => boolean): void {
    for (const [source, controller] of this.flights) if (which(source)) controller.abort()
  }

  private earliest(now: number): readonly [Source | undefined, number] {
    let [first, earliest]: [Source | undefined, number] = [undefined, Infinity]
    for (const source of this.sources) {
      const due = this.flights.has(source) ? Infinity : this.dueOf(source, now)
      if (due < earliest) [first, earliest] = [source, due]
    }
    return [first, earliest]
  }

  /** A poll that would come just before the deadline waits for it; at the deadline, one last look each. */
  private dueOf(source: Source, now: number): number {
    const { due } = source
    if (due === Infinity) return due
    if (now >= this.deadline) {
      return this.looked.has(source) || source.leaveAlone > this.deadline ? Infinity : this.deadline
    }
    const isClose = due > this.deadline - this.pace.min && this.answered.has(source)
    return isClose || due > this.deadline ? Infinity : due
  }

  private send(source: Source, now: number): void {
    const controller = new AbortController()
    this.flights.set(source, controller)
    this.requests += 1
    this.limiter.note(now)
    this.noteLimit(source, now)
    for (const job of source.jobs) job.send(now)
    this.exchange(source, now, controller.signal)
      .catch((error: unknown) => {
        this.crash = { error }
      })
      .finally(() => {
        this.flights.delete(source)
        this.changed()
      })
  }

  private async exchange(source: Source, sent: number, signal: AbortSignal): Promise<void> {
    const { clock, get } = this.tools
    const didFollowUp = source.followsUp()
    let headers: { readonly date?: number | undefined; readonly retryAfter?: number | undefined } = {}
    const arrival = () => ({ sent, now: clock.now(), final: clock.now() >= this.deadline, ...headers })
    try {
      const { body, ...rest } = await get(source.request(), signal)
      headers = rest
      source.hear(body, arrival())
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      if (error.kind === 'aborted') return
      // An error status brings its own Retry-After; an answer that could not be used came with headers.
      source.fail(error, { ...arrival(), retryAfter: error.retryAfter ?? headers.retryAfter })
    }
    this.answered.set(source, clock.now())
    if (clock.now() >= this.deadline && (didFollowUp || !source.followsUp())) this.looked.add(source)
  }

  private noteLimit(source: Source, now: number): void {
    const lastAnswer = this.answered.get(source) ?? now
    const isLate = now - lastAnswer > this.pace.max && now < this.deadline
    // The schedule wanted it in time, the limiter did not; a Retry-After is nobody's lateness.
    const wasPlannedInTime = source.due < now && source.due - lastAnswer <= this.pace.max
    if (this.isLimited || !isLate || !wasPlannedInTime) return
    this.isLimited = true
    this.tools.limited(now - lastAnswer)
  }
}
