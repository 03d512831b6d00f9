import { durationMs } from '../../src/inputs/parsers.ts'

/** A source of numbers in [0, 1). The same seed gives the same numbers. */
export type Random = () => number

/** Hashes texts and numbers into a 32-bit seed (FNV-1a), so that the draws for a job depend only on its own name. */
export function seedFrom(...parts: readonly (string | number)[]): number {
  let hash = 0x811c9dc5
  for (const character of parts.join('|'))
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193)
  return hash >>> 0
}

/** A small seeded generator (Mulberry32): good enough for simulations, not for secrets. */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/**
 * Milliseconds of a time in a scenario: `1m30s`, a range such as `3s..6s`, or `forever` (Infinity). Always draws a
 * number, even for a fixed time, so that the order of draws stays the same.
 */
export function drawMs(time = '0s', random: Random): number {
  const share = random()
  if (time === 'forever') return Infinity
  const [from = 0, to = from] = time.split('..').map(text => durationMs(text) ?? 0)
  return from === to ? from : Math.round(from + share * (to - from))
}
