import { durationMs } from '../../src/inputs/parsers.ts'
import type { Random } from './random.ts'

/**
 * One length of time in milliseconds from a text such as `1m30s`, a range such as `3s..6s`, or `forever` (Infinity),
 * as the schema of scenarios has it. Draws a number even if there is no choice, to keep the order of draws.
 */
export function drawMs(time: string, random: Random): number {
  const share = random()
  if (time === 'forever') return Infinity
  const [from = 0, to = from] = time.split('..').map(text => durationMs(text) ?? 0)
  return from === to ? from : Math.round(from + share * (to - from))
}
