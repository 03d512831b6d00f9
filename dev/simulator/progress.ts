import type { Random } from './random.ts'
import type { JobSpec } from './scenario.ts'

/** `jobprogress` (0 to 100, whole) at a share (0 to 1) of the running time. */
export type Curve = (share: number) => number

/** The curve of one run. Bursts and stalls are drawn once, so that requests do not change them. */
export function progressCurve(spec: JobSpec, random: Random): Curve {
  const { progress = 'steady', progressFactor, progressStopsAt } = spec
  if (progressStopsAt !== undefined) return share => Math.floor(Math.min(1, share * 2) * progressStopsAt)
  if (progressFactor !== undefined) return share => Math.min(100, Math.floor(share * progressFactor * 100))
  switch (progress) {
    case 'steady':
      return steady
    case 'zero':
      return () => 0
    case 'bursts':
      return bursts(random)
    case 'stalls':
      return stalls(0.2 + 0.3 * random(), 0.35)
    case 'flashes':
      return share => (share >= 0.4 && share < 0.5 ? 100 : steady(share))
  }
}

// A running job never reports 100, the value of a complete one. The small number is for 0.29 * 100, which is 28.999…
function steady(share: number): number {
  return Math.min(99, Math.floor(share * 100 + 1e-9))
}

function bursts(random: Random): Curve {
  const jumps = Array.from({ length: 5 }, random).toSorted((a, b) => a - b)
  return share => steady(jumps.findLast(jump => jump <= share) ?? 0)
}

function stalls(from: number, length: number): Curve {
  const until = from + length
  return share => {
    if (share < from) return steady(share)
    if (share < until) return steady(from)
    return steady(from + ((share - until) / (1 - until)) * (1 - from))
  }
}

/** The share at which a rising curve reached its value at `share`: when `jobprogress` last changed. */
export function lastChange(curve: Curve, share: number): number {
  const value = curve(share)
  if (curve(0) >= value) return 0
  let [before, after] = [0, share]
  for (let step = 0; step < 24; step++) {
    const middle = (before + after) / 2
    if (curve(middle) >= value) after = middle
    else before = middle
  }
  return after
}

/** `jobeta` in milliseconds, or null, of a run that is running from `fromMs` to `untilMs`. */
export function etaMs(spec: JobSpec, fromMs: number, untilMs: number, share: number): number | null {
  const { eta = 'exact', etaFactor = 1 } = spec
  if (eta === 'zero') return 0
  if (eta === 'none' || untilMs === Infinity) return null
  const factor = eta === 'drifting' ? 0.5 + 0.5 * share : etaFactor
  return fromMs + (untilMs - fromMs) * factor
}
