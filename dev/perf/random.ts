/** A source of numbers in [0, 1): the shape of `Math.random`, so that a waiter cannot tell the difference. */
export type Random = () => number

/** Mulberry32: a small seeded generator, so that every run of the benchmark draws the same jobs. */
export function seeded(seed: number): Random {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

/** One seed from two numbers; neighbours give unrelated streams. */
export function seedOf(stream: number, index: number): number {
  return Math.floor(seeded(Math.imul(stream + 1, 0x9e3779b1) ^ (index + 1))() * 4294967296)
}

/** Uniform in [low, high). */
export const between = (random: Random, low: number, high: number) => low + (high - low) * random()

/** Uniform in the logarithm: as many jobs between one and two minutes as between ten and twenty. */
export const spread = (random: Random, low: number, high: number) => low * (high / low) ** random()
