import type { ApiError } from '../errors.ts'
import type { JobAnswer } from '../clanforge/answer.ts'
import type { Fields, Reading } from '../clanforge/job.ts'
import { type Target, kindOf } from '../clanforge/kinds.ts'
import { type JobMemory, takeJob } from './job-course.ts'
import type { Ending, JobView, Moment, WaitEvent } from './job.ts'
import { takeRollout } from './rollout-course.ts'
import { type RolloutMemory, remember } from './rollout.ts'
import type { Rules } from './rules.ts'
import type { Hints } from './schedule.ts'
import type { Next } from './next.ts'
import { type Stillness, observeStillness, stageOf } from './stillness.ts'
import { type Arrival, Timetable } from './timetable.ts'

/**
 * What a job's next request is: `ask` its own endpoint; `check` the list of installs before a rollout is believed;
 * `queue` or `retry` it, calls that change something; `listed`: the shared list tells; `held`: nothing yet.
 */
export type Phase = 'ask' | 'check' | 'queue' | 'retry' | 'listed' | 'held'

/** What a job's tracker is given. */
export interface TrackerSetup {
  readonly target: Target
  readonly phase: Phase
  readonly rules: Rules
  /** Whether the list of installs is looked into before a rollout is believed. */
  readonly checked: boolean
  /** Monotonic ms. */
  readonly start: number
  readonly random: () => number
  readonly observe: (event: WaitEvent) => void
}

/** How many moments of a job are kept for the summary; a job that flaps for hours must not fill the memory. */
const MOMENTS = 200

/**
 * One job on its way: takes answers and faults, says when to ask next and when it is over.
 * Knows neither a clock nor the network; which request comes next is the source's affair (source.ts).
 */
export class Tracker implements JobView {
  readonly target: Target
  readonly times: Timetable
  phase: Phase
  reading: Reading | undefined
  fields: Fields = {}
  heardAt: number | undefined
  date: number | undefined
  polls = 0
  ending: Ending | undefined
  endedAt: number | undefined
  fault: ApiError | undefined
  runsAgain = 0
  awaitsInstalls = false
  readonly moments: Moment[] = []
  private readonly setup: TrackerSetup
  private hints: Hints = { started: false }
  private memory: JobMemory
  private rollout: RolloutMemory | undefined
  private stillness: Stillness | undefined

  constructor(setup: TrackerSetup) {
    this.setup = setup
    this.target = setup.target
    this.phase = setup.phase
    this.times = new Timetable(setup.rules, setup.random, setup.start)
    const retries = kindOf(setup.target).retry === undefined ? 0 : setup.rules.retries
    this.memory = { retriesLeft: retries, maxJobfailed: setup.rules.maxJobfailed }
  }

  get held(): boolean {
    return this.phase === 'held'
  }

  /** When the outage that this job is in ends it, monotonic ms; Infinity while there is none. */
  get outageEnds(): number {
    return this.ending === undefined ? this.times.outageEnds : Infinity
  }

  /** When an answer that tells nothing new ends the job as stalled, monotonic ms. */
  get stallsAt(): number {
    return (this.stillness?.since ?? Infinity) + (this.setup.rules.stallTimeout ?? Infinity)
  }

  /** Goes over to another phase, whose first request is due at `due` (monotonic ms). */
  enter(phase: Phase, due: number): void {
    this.phase = phase
    this.times.due = due
  }

  /** A request that tells of this job leaves. */
  send(now: number): void {
    if (this.polls === 0) this.times.begin(now)
    this.polls += 1
  }

  /** A usable answer about this job. */
  hear(answer: JobAnswer, arrival: Arrival): void {
    this.reach(arrival)
    this.note(answer, arrival)
    this.follow(this.take(answer.reading, arrival), arrival)
    this.setup.observe({ type: 'heard', job: this })
  }

  /** The API answers as it should, even if it says nothing about this job: the faults are over. */
  reach(arrival: Arrival): void {
    const gone = this.times.reach(arrival.now)
    this.fault = undefined
    if (gone !== undefined) this.setup.observe({ type: 'recovered', job: this, gone })
  }

  /** A fault, judged by its class: it ends the wait, or is survived for a while. */
  fail(error: ApiError, arrival: Arrival): void {
    this.fault = error
    const { now, final } = arrival
    if (!this.times.survives(error, arrival)) {
      this.end({ result: 'error', why: 'fault', error }, now)
      return
    }
    const { due, failures } = this.times
    if (final) return
    this.setup.observe({ type: 'fault', job: this, error, after: due - now, failures })
  }

  /** The outage has lasted too long. */
  giveUp(now: number): void {
    if (this.fault !== undefined) this.end({ result: 'error', why: 'outage', error: this.fault }, now)
  }

  /** Asks again by the schedule, at the latest `by` (monotonic ms), after an answer that did not tell of this job. */
  askAgain(arrival: Arrival, by = Infinity): void {
    this.times.plan({ hints: this.hints, by }, arrival)
  }

  /** The call that runs the job again was made. */
  ranAgain(now: number): void {
    if (this.memory.rerun !== undefined)
      this.memory = { ...this.memory, rerun: { ...this.memory.rerun, at: now } }
    this.runsAgain += 1
    this.stillness = undefined
    this.addMoment({ at: now, state: 'run-again', reading: undefined })
    this.setup.observe({ type: 'run-again', job: this, left: this.memory.retriesLeft })
  }

  /** The job is over for this step. */
  end(ending: Ending, now: number): void {
    this.ending = ending
    this.endedAt = now
    this.setup.observe({ type: 'over', job: this, ending })
  }

  private note({ reading, fields }: JobAnswer, { now, date }: Arrival): void {
    if (stageOf(reading) !== (this.reading && stageOf(this.reading))) {
      this.addMoment({ at: now, state: reading.type === 'job' ? reading.state : 'counts', reading })
    }
    this.reading = reading
    this.fields = fields
    this.heardAt = now
    this.date = date
    this.stillness = observeStillness(this.stillness, reading, now)
  }

  private addMoment(moment: Moment): void {
    if (this.moments.length < MOMENTS) this.moments.push(moment)
  }

  private take(reading: Reading, arrival: Arrival): Next {
    const { rules, checked } = this.setup
    if (reading.type === 'rollout') {
      this.rollout = remember(this.rollout, reading, arrival.now, arrival.date)
      return takeRollout(this.rollout, rules.allowance, checked, arrival.now)
    }
    const { step, memory } = takeJob(this.memory, reading, arrival, rules.pace.min)
    this.memory = memory
    return step
  }

  private follow(step: Next, arrival: Arrival): void {
    const { now, retryAfter = 0 } = arrival
    switch (step.do) {
      case 'end':
        this.end(step.ending, now)
        break
      case 'run-again':
        this.enter('retry', now + Math.max(this.setup.rules.pace.min, retryAfter))
        break
      case 'check-installs':
        this.hints = step.hints
        this.enter('check', now + retryAfter)
        if (retryAfter > 0) this.times.leaveAlone = now + retryAfter
        break
      case 'ask-again':
        this.hints = step.hints
        if (now >= this.stallsAt) this.end({ result: 'stalled' }, now)
        else this.times.plan({ ...step, by: Math.min(step.by ?? Infinity, this.stallsAt) }, arrival)
    }
  }
}
