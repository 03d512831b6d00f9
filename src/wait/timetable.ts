import type { ApiError } from '../errors.ts'
import { DISTANCE, type FaultMemory, judgeFault, noFaults, outageEnds } from './faults.ts'
import type { Rules } from './rules.ts'
import { type Hints, type ScheduleState, afterAnswer, afterFault, startSchedule } from './schedule.ts'

/** When an answer or a fault came, and what its headers said. `final`: at the deadline. Monotonic ms; `date` in Unix seconds. */
export interface Arrival {
  readonly sent: number
  readonly now: number
  readonly final: boolean
  readonly date?: number | undefined
  readonly retryAfter?: number | undefined
}

/** What may bring the next poll of a job forward. Monotonic ms. */
export interface Wish {
  readonly hints: Hints
  /** As soon as `min-poll-interval` allows. */
  readonly soon?: boolean
  /** At the latest. */
  readonly by?: number
}

/** When one job is asked next: by its schedule, by what its faults allow, and when Retry-After says so. */
export class Timetable {
  /** When to ask next, monotonic ms. */
  due: number
  /** Until when an honoured Retry-After runs, monotonic ms. */
  leaveAlone = -Infinity
  private readonly rules: Rules
  private readonly random: () => number
  private schedule: ScheduleState
  private faults: FaultMemory = noFaults
  private trusted = false

  constructor(rules: Rules, random: () => number, start: number) {
    this.rules = rules
    this.random = random
    this.due = start
    this.schedule = startSchedule(start)
  }

  /** When the outage is given up, monotonic ms; Infinity while there is none. */
  get outageEnds(): number {
    return outageEnds(this.faults, this.rules.outageTimeout)
  }

  /** Failed requests of the outage so far. */
  get failures(): number {
    return this.faults.failures
  }

  /** The first request leaves. */
  begin(now: number): void {
    this.schedule = startSchedule(now)
  }

  /** The API answers as it should: the faults are over. Gives how long they had lasted, in ms, where there were any. */
  reach(now: number): number | undefined {
    const { outageBegan } = this.faults
    this.faults = noFaults
    this.trusted = true
    return outageBegan === undefined ? undefined : now - outageBegan
  }

  /** Plans the next poll after a usable answer. Retry-After wins over everything but the request budget. */
  plan(wish: Wish, { now, date, retryAfter }: Arrival): void {
    const { pace } = this.rules
    const { wait, state } = afterAnswer(this.schedule, { ...wish.hints, date }, now, this.random, pace)
    const asked = retryAfter === undefined ? undefined : this.asked(retryAfter, now)
    // A list that was asked for another job's sake costs this one nothing of its request budget.
    this.schedule = now < this.due ? { ...state, polls: this.schedule.polls } : state
    const soonest = wish.soon === true ? 0 : Math.min(wait, (wish.by ?? Infinity) - now)
    this.due = now + (asked ?? Math.max(pace.min, soonest))
    this.leaveAlone = now + (retryAfter ?? -Infinity)
  }

  /** Takes a fault and plans the next poll; false when the fault ends the wait. */
  survives(error: ApiError, arrival: Arrival): boolean {
    const timing = { ...arrival, min: this.rules.pace.min }
    const { is, memory } = judgeFault(this.faults, error, timing, this.trusted)
    this.faults = memory
    if (is === 'over') return false
    this.backOff(error, arrival, is === 'at-distance')
    return true
  }

  /** What a Retry-After comes to in ms: the same after a good answer as after a fault. */
  private asked(retryAfter: number, now: number): number {
    return afterFault(this.schedule, { tooMany: false, retryAfter }, now, this.random, this.rules.pace).wait
  }

  private backOff(error: ApiError, { now, retryAfter }: Arrival, atDistance: boolean): void {
    const { pace } = this.rules
    const setback = { tooMany: error.status === 429, retryAfter }
    const { wait, state } = afterFault(this.schedule, setback, now, this.random, pace)
    this.schedule = state
    const after = atDistance ? Math.max(DISTANCE, retryAfter ?? 0) : wait
    // One more look before an outage is given up: an API that came back meanwhile is a release saved.
    const lastChance = retryAfter === undefined && !atDistance ? this.outageEnds - pace.min : Infinity
    this.due = Math.max(now + pace.min, Math.min(now + after, lastChance))
    this.leaveAlone = now + (retryAfter ?? -Infinity)
  }
}
