import { LineError } from './line-text.ts'
import type { Random } from './prng.ts'

/** A length of time in milliseconds, drawn anew for every run when the ends differ. `Infinity` never ends. */
export interface Span {
  readonly minMs: number
  readonly maxMs: number
}

/** No time at all. */
export const NO_TIME: Span = { minMs: 0, maxMs: 0 }

/** How a length of time is written, as part of a regular expression without groups. */
export const SPAN = String.raw`(?:forever|[\da-z]+(?:\.\.[\da-z]+)?)`

const UNIT_MS = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const
const DURATION = /^(?:\d+(?:ms|s|m|h|d))+$/

/**
 * Milliseconds of a duration as the action's inputs write it: integers with a unit, combinable (`1m30s`).
 * Unlike there, `0s` is accepted.
 *
 * @throws LineError when it is anything else.
 */
export function parseDuration(text: string): number {
  if (!DURATION.test(text)) {
    const hint = /^\d+$/.test(text) ? `; did you mean ${text}s or ${text}m?` : ''
    throw new LineError(`"${text}" is not a time such as 500ms, 3s, 1m30s or 2h${hint}`)
  }
  let total = 0
  for (const [, count, unit] of text.matchAll(/(\d+)(ms|s|m|h|d)/g)) {
    total += Number(count) * UNIT_MS[unit as keyof typeof UNIT_MS]
  }
  return total
}

/**
 * A span: `3s`, a range to draw from such as `3s..6s`, or `forever`.
 *
 * @throws LineError when it is none of these, or when the range runs backwards.
 */
export function parseSpan(text: string): Span {
  if (text === 'forever') return { minMs: Infinity, maxMs: Infinity }
  const [from = '', to = from] = text.split('..')
  const span = { minMs: parseDuration(from), maxMs: parseDuration(to) }
  if (span.minMs > span.maxMs) throw new LineError(`"${text}" runs backwards; write ${to}..${from}`)
  return span
}

/** One length of time from the span, in milliseconds. Draws a number even if there is no choice, to keep the order of draws. */
export function drawMs(span: Span, random: Random): number {
  const share = random()
  return span.minMs === span.maxMs ? span.minMs : Math.round(span.minMs + share * (span.maxMs - span.minMs))
}
