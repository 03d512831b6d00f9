import { checkScenario } from './check-scenario.ts'
import type { Clanforge } from './clanforge.ts'
import { MIXED, applyFault, arrives } from './fault.ts'
import type { SimulatedRequest } from './http-messages.ts'
import { type Random, drawMs, seededRandom, seedFrom } from './random.ts'
import type { FaultSpec } from './scenario.ts'

/** The parts of a request that decide whether a fault can hit it. */
type FaultTarget = Pick<SimulatedRequest, 'path' | 'query' | 'isOnUsedConnection'>

interface Pending {
  readonly spec: FaultSpec
  timesLeft: number
  toSkip: number
  untilMs: number
}

/** Decides which requests go wrong, and how. The first fault of the list that applies hits a request. */
export class FaultPlan {
  readonly #random: Random
  #pending: readonly Pending[] = []

  constructor(seed: number) {
    this.#random = seededRandom(seedFrom(seed, 'faults'))
  }

  /**
   * Replaces all faults.
   *
   * @throws ScenarioError when one is invalid. Then the faults stay as they were
   */
  set(faults: readonly FaultSpec[]): void {
    checkScenario({ faults })
    this.#pending = faults.map(spec => ({
      spec,
      timesLeft: timesOf(spec),
      toSkip: spec.after ?? 0,
      untilMs: Infinity,
    }))
  }

  /** The faults that can still hit a request. */
  faults(): readonly FaultSpec[] {
    return this.#pending.filter(({ timesLeft }) => timesLeft > 0).map(({ spec }) => spec)
  }

  /** The fault of this request, or null. Counts the request: call this once for each. */
  next(request: FaultTarget, nowMs: number): FaultSpec | null {
    const spec = this.#pending.find(pending => this.#hits(pending, request, nowMs))?.spec
    if (spec === undefined) return null
    const drawn = spec.fault === 'mixed' ? MIXED[Math.floor(this.#random() * MIXED.length)] : undefined
    return { ...spec, ...drawn }
  }

  #hits(pending: Pending, request: FaultTarget, nowMs: number): boolean {
    const { oneIn = 1, lasts } = pending.spec
    if (pending.timesLeft <= 0 || nowMs >= pending.untilMs || !matches(pending.spec, request)) return false
    if (pending.toSkip > 0) {
      pending.toSkip--
      return false
    }
    if (oneIn > 1 && this.#random() >= 1 / oneIn) return false
    if (pending.untilMs === Infinity && lasts !== undefined)
      pending.untilMs = nowMs + drawMs(lasts, this.#random)
    pending.timesLeft--
    return true
  }
}

/** Clanforge's response to a request at `nowMs`, the fault that hits it (or null), and how the response is sent. */
export function respondWithFault(
  clanforge: Clanforge,
  plan: FaultPlan,
  request: SimulatedRequest,
  nowMs: number,
) {
  const fault = plan.next(request, nowMs)
  // If the request does not arrive, Clanforge responds to one that changes nothing.
  const received = fault === null || arrives(fault) ? request : { ...request, path: '/' }
  return { fault, ...applyFault(fault, clanforge.respond(received, nowMs)) }
}

function matches({ fault, path = '' }: FaultSpec, request: FaultTarget): boolean {
  if (fault === 'idle-reset' && request.isOnUsedConnection !== true) return false
  const target = `${request.path}?${request.query.toString()}`
  return target.toLowerCase().includes(path.toLowerCase())
}

function timesOf({ times, lasts, oneIn }: FaultSpec): number {
  if (times === undefined) return lasts === undefined && oneIn === undefined ? 1 : Infinity
  return times === 'always' ? Infinity : times
}
