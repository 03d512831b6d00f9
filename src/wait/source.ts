import type { ApiError } from '../errors.ts'
import { readAnswer, readList } from '../clanforge/answer.ts'
import { type Json, isId } from '../clanforge/json.ts'
import { type ApiRequest, type Scope, kindOf, listInstalls } from '../clanforge/kinds.ts'
import { delivery } from './faults.ts'
import type { Arrival } from './timetable.ts'
import type { Tracker } from './tracker.ts'

/** A series of requests, at most one of them in flight, that tells of one job or of many. Monotonic ms. */
export interface Source {
  /** The jobs that its next answer tells of, those that are over left out. */
  readonly jobs: readonly Tracker[]
  /** When its next request is due; Infinity while there is nothing to ask. */
  readonly due: number
  /** Until when an honoured Retry-After runs. */
  readonly leaveAlone: number
  /** Its next request completes what the answer before began, at the deadline too. */
  readonly followsUp: () => boolean
  readonly request: () => ApiRequest
  /** Takes the body of a 2xx answer. Throws an ApiError, which then goes to `fail`, when it cannot be used. */
  readonly hear: (body: Json, arrival: Arrival) => void
  readonly fail: (error: ApiError, arrival: Arrival) => void
  /** The deadline has come: calls that change something are not made any more. */
  readonly close: (now: number) => void
}

/** The requests about one job: its status, and the calls that queue it or run it again. */
export class OwnSource implements Source {
  private readonly job: Tracker
  private readonly scope: Scope
  private readonly versions: readonly string[]

  /** @param versions the versions whose installs must be off the list before a rollout is believed */
  constructor(job: Tracker, scope: Scope, versions: readonly string[]) {
    this.job = job
    this.scope = scope
    this.versions = versions
  }

  get jobs(): readonly Tracker[] {
    const { ending, phase } = this.job
    return ending !== undefined || phase === 'listed' || phase === 'held' ? [] : [this.job]
  }

  get due(): number {
    return this.jobs.length === 0 ? Infinity : this.job.times.due
  }

  get leaveAlone(): number {
    return this.job.times.leaveAlone
  }

  followsUp(): boolean {
    return this.job.phase === 'check'
  }

  request(): ApiRequest {
    const { target, phase } = this.job
    if (phase === 'check') return listInstalls(this.scope)
    const { retry, status } = kindOf(target)
    return (phase === 'retry' && retry !== undefined ? retry : status)(target.id, this.scope)
  }

  hear(body: Json, arrival: Arrival): void {
    if (this.job.phase === 'check') {
      this.hearCheck(body, arrival)
      return
    }
    const answer = readAnswer(this.job.target, body)
    this.callMade(arrival)
    this.job.hear(answer, arrival)
  }

  fail(error: ApiError, arrival: Arrival): void {
    const { job } = this
    const how = job.phase === 'queue' || job.phase === 'retry' ? delivery(error) : 'not-arrived'
    if (how === 'refused' && job.phase === 'retry' && error.kind !== 'certificate') {
      job.end({ result: 'failed', by: 'state', retryFault: error }, arrival.now)
    } else if (how === 'refused') {
      job.end({ result: 'error', why: 'fault', error }, arrival.now)
    } else {
      if (how === 'lost') this.callMade(arrival)
      job.fail(error, arrival)
    }
  }

  close(now: number): void {
    const { job } = this
    if (job.phase === 'queue') job.enter('listed', now)
    if (job.phase === 'retry') job.end({ result: 'failed', by: 'state' }, now)
  }

  /** A call that changes something is made once: from now on the job is only watched, unless this was its last look. */
  private callMade({ now, final }: Arrival): void {
    const { job } = this
    if (job.phase === 'retry') job.ranAgain(now)
    if (job.phase !== 'queue') job.enter('ask', now)
    else if (!final) job.enter('listed', now)
  }

  /** Denied or listing an install of these versions: not yet; the counts are asked for again, unless they stand still. */
  private hearCheck(body: Json, arrival: Arrival): void {
    const { job } = this
    const { installs, denied } = readList(body)
    const isOld = job.fault !== undefined
    job.reach(arrival)
    job.enter('ask', arrival.now)
    const underWay = installs.some(({ version }) => this.versions.some(id => isId(version, id)))
    job.awaitsInstalls = underWay
    // Counts from before a list that could not be had may have changed meanwhile: they are asked for again.
    if (isOld) job.askAgain(arrival, arrival.now)
    else if (!denied && !underWay)
      job.end({ result: 'complete', inferred: false, failedBefore: 0 }, arrival.now)
    else if (arrival.now >= job.stallsAt) job.end({ result: 'stalled' }, arrival.now)
    else job.askAgain(arrival, job.stallsAt)
  }
}
