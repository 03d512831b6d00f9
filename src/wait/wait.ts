import type { Get } from '../clanforge/client.ts'
import type { Scope, Target } from '../clanforge/kinds.ts'
import { kindOf } from '../clanforge/kinds.ts'
import type { Clock } from './clock.ts'
import type { JobView, WaitEvent } from './job.ts'
import { ListSource } from './list-source.ts'
import { type Outcome, type WaitEnd, conclude, endedWell, inOrder, versionsMayEndWell } from './outcome.ts'
import type { Rules } from './rules.ts'
import { OwnSource } from './source.ts'
import { type Phase, Tracker } from './tracker.ts'
import { Traffic } from './traffic.ts'

/** What has not answered its last look this long after the deadline counts as last seen. ms */
const LAST_LOOK = 10_000

/** What a wait is handed: the outside world, and whoever tells people about it. */
export interface WaitTools {
  readonly clock: Clock
  readonly random: () => number
  readonly get: Get
  readonly observe: (event: WaitEvent) => void
}

/** What to wait for, and how. */
export interface WaitPlan {
  readonly targets: readonly Target[]
  readonly scope: Scope
  readonly rules: Rules
  /** When the step began, monotonic ms; `timeout` counts from here. */
  readonly start: number
}

/** One step's wait for all its jobs, until they are over or something else ends it. */
export class Wait {
  private readonly plan: WaitPlan
  private readonly tools: WaitTools
  private readonly deadline: number
  private readonly trackers: readonly Tracker[]
  private readonly finished: JobView[] = []
  private readonly sources: readonly (OwnSource | ListSource)[]
  private readonly traffic: Traffic
  private isClosed = false

  constructor(plan: WaitPlan, tools: WaitTools) {
    const { targets, scope, rules, start } = plan
    this.plan = plan
    this.tools = tools
    this.deadline = start + rules.timeout
    const versions = targets.filter(({ kind }) => kind === 'version').map(({ id }) => id)
    this.trackers = inOrder(targets).map(target => this.track(target, versions.length > 0))
    const own = this.trackers.map(tracker => new OwnSource(tracker, scope, versions))
    this.sources = [...own, new ListSource(this.trackers, scope, rules.pace.min)]
    const limited = (interval: number) => {
      tools.observe({ type: 'limited', interval })
    }
    this.traffic = new Traffic(this.sources, rules.pace, this.deadline, { ...tools, limited })
  }

  /** The jobs, in the order in which they are named. */
  get jobs(): readonly JobView[] {
    return this.trackers
  }

  /** Requests made so far. */
  get requests(): number {
    return this.traffic.requests
  }

  /** How things stand if the wait ends now, for this reason. */
  conclude(end: WaitEnd): Outcome {
    return conclude(this.trackers, this.finished, end, this.plan.rules.passSquashed)
  }

  /** Waits. Gives why it ended, and leaves no request behind; rejects only with what nobody foresaw. */
  async run(signal: AbortSignal): Promise<WaitEnd> {
    const interrupt = () => {
      this.traffic.interrupt()
    }
    signal.addEventListener('abort', interrupt)
    try {
      for (;;) {
        const now = this.tools.clock.now()
        this.tend(now)
        const end = this.endAt(now, signal)
        if (end !== undefined) return end
        this.traffic.launch(now)
        await this.traffic.nap(this.nextEvent(now))
      }
    } finally {
      signal.removeEventListener('abort', interrupt)
      this.traffic.abandon(() => true)
    }
  }

  private track(target: Target, hasVersions: boolean): Tracker {
    const { rules, start } = this.plan
    const { random } = this.tools
    const observe = (event: WaitEvent) => {
      if (event.type === 'over') this.finished.push(event.job)
      this.tools.observe(event)
    }
    const phase = firstPhase(target, rules, hasVersions)
    return new Tracker({ target, phase, rules, checked: phase === 'held', start, random, observe })
  }

  /** What time alone brings about: outages that have lasted too long, the deadline, rollouts that may begin. */
  private tend(now: number): void {
    for (const tracker of this.trackers) if (tracker.outageEnds <= now) tracker.giveUp(now)
    const { passSquashed } = this.plan.rules
    const versions = this.trackers.filter(({ target }) => target.kind === 'version')
    if (versions.every(version => endedWell(version, passSquashed))) {
      for (const tracker of this.trackers) if (tracker.phase === 'held') tracker.enter('ask', now)
    }
    if (now >= this.deadline && !this.isClosed) {
      this.isClosed = true
      for (const source of this.sources) if (!this.traffic.isUnderWay(source)) source.close(now)
    }
    this.traffic.abandon(source => source.jobs.length === 0)
  }

  private endAt(now: number, signal: AbortSignal): WaitEnd | undefined {
    const { passSquashed, failFast } = this.plan.rules
    const mayFollow = versionsMayEndWell(this.trackers, passSquashed)
    if (this.trackers.every(job => job.ending !== undefined || (job.held && !mayFollow))) return 'over'
    if (failFast && this.finished.some(job => !endedWell(job, passSquashed))) return 'over'
    if (signal.aborted) return 'cancelled'
    if (now < this.deadline) return undefined
    return now >= this.deadline + LAST_LOOK || this.traffic.isIdle(now) ? 'deadline' : undefined
  }

  private nextEvent(now: number): number {
    const limit = now < this.deadline ? this.deadline : this.deadline + LAST_LOOK
    const outages = this.trackers.map(tracker => tracker.outageEnds)
    return outages.reduce((first, ends) => Math.min(first, ends), Math.min(limit, this.traffic.next(now)))
  }
}

function firstPhase(target: Target, rules: Rules, hasVersions: boolean): Phase {
  if (target.kind === 'rollout' && hasVersions) return 'held'
  if (kindOf(target).queues !== true || rules.installMode === 'poll') return 'ask'
  return rules.installMode === 'queue-once' ? 'queue' : 'listed'
}
