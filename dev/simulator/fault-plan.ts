import type { Fault } from './fault.ts'
import { parseFaultLine } from './fault-line.ts'
import type { FaultRule } from './fault-line.ts'
import { reachesClanforge } from './fault-line.ts'
import type { SimulatedRequest } from './exchange.ts'
import { seededRandom, seedFrom } from './prng.ts'
import type { Random } from './prng.ts'

/** A fault that befalls one request. */
export interface Misfortune {
  readonly fault: Fault
  /** The line it comes from. */
  readonly line: string
  /** Whether the request reaches Clanforge all the same. */
  readonly heard: boolean
}

interface Pending {
  readonly rule: FaultRule
  left: number
  toSkip: number
  untilMs: number
}

/** Decides which requests go wrong, and how: scripts first, in the order they were given, then rates. Pure but for its count. */
export class FaultPlan {
  readonly #random: Random
  #pending: readonly Pending[] = []

  constructor(seed: number) {
    this.#random = seededRandom(seedFrom(seed, 'faults'))
  }

  /**
   * Replaces all faults; none are left after an empty list.
   *
   * @throws LineError when a line is not understood; then nothing has changed.
   */
  set(lines: readonly string[]): void {
    const rules = lines.flatMap(parseFaultLine)
    this.#pending = rules.map(rule => ({ rule, left: rule.times, toSkip: rule.skip, untilMs: Infinity }))
  }

  /** The lines that still can befall a request. */
  lines(): readonly string[] {
    return this.#pending.filter(({ left }) => left > 0).map(({ rule }) => rule.line)
  }

  /** What befalls this request, or null. Counts it: ask once per request. */
  next(request: Pick<SimulatedRequest, 'path' | 'query'>, nowMs: number): Misfortune | null {
    const target = `${request.path}?${request.query.toString()}`.toLowerCase()
    for (const pending of this.#pending) {
      if (this.#befalls(pending, target, nowMs)) return this.#draw(pending.rule)
    }
    return null
  }

  #befalls(pending: Pending, target: string, nowMs: number): boolean {
    const { rule } = pending
    if (pending.left <= 0 || nowMs >= pending.untilMs || !matches(rule.pattern, target)) return false
    if (pending.toSkip > 0) {
      pending.toSkip--
      return false
    }
    if (rule.oneIn > 1 && this.#random() >= 1 / rule.oneIn) return false
    if (pending.untilMs === Infinity) pending.untilMs = nowMs + rule.lastsMs
    pending.left--
    return true
  }

  #draw(rule: FaultRule): Misfortune | null {
    const fault = rule.faults[Math.floor(this.#random() * rule.faults.length)]
    return fault ? { fault, line: rule.line, heard: reachesClanforge(rule, fault) } : null
  }
}

function matches(pattern: string, target: string): boolean {
  let from = 0
  for (const part of pattern.split('*')) {
    const at = target.indexOf(part, from)
    if (at === -1) return false
    from = at + part.length
  }
  return true
}
