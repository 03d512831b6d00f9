import type { EtaStyle, ProgressStyle } from './life.ts'
import type { Random } from './prng.ts'

/** `jobprogress` (0 to 100, whole) at a share (0 to 1) of the running time. */
export type Curve = (share: number) => number

/** The course that `jobprogress` takes in one run; bursts and stalls are drawn once, so that asking does not change them. */
export function progressCurve(style: ProgressStyle, random: Random): Curve {
  switch (style.style) {
    case 'honest':
      return honest
    case 'zero':
      return () => 0
    case 'bursts':
      return bursts(random)
    case 'stalls':
      return stalls(0.2 + 0.3 * random(), 0.35)
    case 'flashes':
      return share => (share >= 0.4 && share < 0.5 ? 100 : honest(share))
    case 'hangs':
      return share => Math.floor(Math.min(1, share * 2) * style.percent)
    case 'ahead':
      return share => Math.min(100, Math.floor(share * style.factor * 100))
  }
}

// 0.29 * 100 is 28.999…
const ROUNDING = 1e-9

// 100 belongs to the end: a running job that is honest never says it.
function honest(share: number): number {
  return Math.min(99, Math.floor(share * 100 + ROUNDING))
}

function bursts(random: Random): Curve {
  const jumps = Array.from({ length: 5 }, () => random()).toSorted((a, b) => a - b)
  return share => honest(jumps.findLast(jump => jump <= share) ?? 0)
}

function stalls(from: number, length: number): Curve {
  const until = from + length
  return share => {
    if (share < from) return honest(share)
    if (share < until) return honest(from)
    return honest(from + ((share - until) / (1 - until)) * (1 - from))
  }
}

const SEARCH_STEPS = 24

/** The share at which a rising curve first had the value it has at `share`: when `jobprogress` last moved. */
export function lastMove(curve: Curve, share: number): number {
  const value = curve(share)
  let [before, after] = [0, share]
  if (curve(0) >= value) return 0
  for (let step = 0; step < SEARCH_STEPS; step++) {
    const middle = (before + after) / 2
    if (curve(middle) >= value) after = middle
    else before = middle
  }
  return after
}

/** `jobeta` in milliseconds, or null, for a run that is running from `fromMs` to `untilMs`. */
export function etaMs(style: EtaStyle, fromMs: number, untilMs: number, share: number): number | null {
  if (style.style === 'zero') return 0
  if (style.style === 'none' || untilMs === Infinity) return null
  const lengthMs = untilMs - fromMs
  switch (style.style) {
    case 'honest':
      return untilMs
    case 'late':
      return fromMs + lengthMs * style.factor
    case 'early':
      return fromMs + lengthMs / style.factor
    case 'drifting':
      return fromMs + lengthMs * (0.5 + 0.5 * share)
  }
}
