import type { Random } from './random.ts'

const UNIT_MS = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const

/**
 * One length of time in milliseconds from a text such as `1m30s`, a range such as `3s..6s`, or `forever` (Infinity).
 * Draws a number even if there is no choice, to keep the order of draws.
 */
export function drawMs(time: string, random: Random): number {
  const share = random()
  if (time === 'forever') return Infinity
  const [from = 0, to = from] = time.split('..').map(durationMs)
  return from === to ? from : Math.round(from + share * (to - from))
}

function durationMs(text: string): number {
  let total = 0
  for (const [, count, unit] of text.matchAll(/(\d+)(ms|s|m|h|d)/g)) {
    total += Number(count) * UNIT_MS[unit as keyof typeof UNIT_MS]
  }
  return total
}
