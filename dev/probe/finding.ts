import type { Json } from '../../src/clanforge/json.ts'
import type { Findings } from './observe.ts'

/** The result of a check. */
export interface Finding {
  readonly verdict: 'confirmed' | 'contradicted' | 'not seen'
  /** What was seen, without IDs and texts of Clanforge that are not known to be harmless. */
  readonly seen: string
}

/** Something that the action rests on. */
export interface Assumption {
  readonly claim: string
  /** The heading of docs/how-results-are-decided.md whose rules it carries. */
  readonly rule: string
  readonly check: (findings: Findings) => Finding
}

interface Check<T> {
  /** The values that the assumption is about. */
  readonly of: (findings: Findings) => readonly T[]
  readonly is: (value: T) => boolean
  readonly show: (value: T) => string
}

/** Confirmed when every value is as assumed; contradicted when one is not; not seen without a value. */
export function assume<T>(claim: string, rule: string, { of, is, show }: Check<T>): Assumption {
  const check = (findings: Findings): Finding => {
    const values = of(findings)
    const wrong = values.filter(value => !is(value))
    const verdict = values.length === 0 ? 'not seen' : wrong.length > 0 ? 'contradicted' : 'confirmed'
    const shown = new Set((wrong.length > 0 ? wrong : values).map(show))
    return { verdict, seen: [...shown].slice(0, 8).join(', ') }
  }
  return { claim, rule, check }
}

/** The type of a value, and the value where it is a small number or a single word. */
export function describe(value: Json | undefined): string {
  if (value === undefined) return 'absent'
  if (value === null || typeof value === 'boolean') return String(value)
  if (typeof value === 'number')
    return value >= 0 && value <= 100 ? `number ${String(value)}` : 'a large number'
  if (typeof value !== 'string') return typeof value
  if (/^[A-Z][a-z]{2,11}$/.test(value)) return value
  return /^\d+$/.test(value) ? (value.length <= 3 ? `text "${value}"` : 'text with digits') : 'text'
}

/** Whether a value is a number of Unix seconds. */
export function isUnixTime(value: unknown): boolean {
  return typeof value === 'number' && value > 1e9 && value < 4e9
}
