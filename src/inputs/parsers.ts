import type { Allowance } from '../wait/rollout-verdict.ts'

/** The result of a parser: a value, or what the input accepts. */
export type Parsed<T> =
  { readonly type: 'valid'; readonly value: T } | { readonly type: 'invalid'; readonly accepts: string }

/** Reads the text of an input that is not empty. */
export type Parser<T> = (text: string) => Parsed<T>

const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 }
/** The longest duration. Timers overflow soon after it, and no job of a runner takes as long. */
const MAX_DURATION_MS = 24 * 86_400_000

/** The ms of a duration such as `500ms`, `90s` or `1h30m`; undefined for another text. */
export function durationMs(text: string): number | undefined {
  if (!/^(\d+(ms|[smhd]))+$/.test(text)) return undefined
  const parts = [...text.matchAll(/(\d+)(ms|[smhd])/g)]
  return parts.reduce((sum, [, count, unit]) => sum + Number(count) * (UNITS[unit ?? ''] ?? NaN), 0)
}

/** A duration in ms, more than 0 and at most 24 days. */
export const duration: Parser<number> = text => {
  if (/^\d+$/.test(text)) return invalid('a duration with a unit, such as 30s or 30m')
  const ms = durationMs(text)
  if (ms === undefined) return invalid('a duration such as 500ms, 90s, 45m or 1h30m')
  return ms > 0 && ms <= MAX_DURATION_MS ? valid(ms) : invalid('a duration of more than 0 and at most 24d')
}

/** `true`, `false`, `1` or `0`, in any case. */
export const boolean: Parser<boolean> = text => {
  const word = text.toLowerCase()
  if (word === 'true' || word === '1') return valid(true)
  return word === 'false' || word === '0' ? valid(false) : invalid('true, false, 1 or 0')
}

/** A whole number, 0 or more. */
export const count: Parser<number> = text =>
  /^\d{1,15}$/.test(text) ? valid(Number(text)) : invalid('a whole number, 0 or more')

/** A whole number of machines, or a share of all of them such as `5%`, as an exact fraction. */
export const allowance: Parser<Allowance> = text => {
  const [, whole, decimals = ''] = /^(\d{1,3})(?:\.(\d{1,15}))?\s*%$/.exec(text) ?? []
  if (whole !== undefined) {
    const share = { numerator: BigInt(whole + decimals), denominator: 100n * 10n ** BigInt(decimals.length) }
    if (share.numerator <= share.denominator) return valid({ type: 'share', text, ...share })
  }
  const machines = count(text)
  return machines.type === 'valid'
    ? valid({ type: 'machines', count: machines.value })
    : invalid('a number of machines, or a share of them such as 5%')
}

/** One of a few words. */
export const oneOf =
  <T extends string>(...words: readonly T[]): Parser<T> =>
  text => {
    const value = words.find(word => word === text)
    return value === undefined ? invalid(words.join(' or ')) : valid(value)
  }

/** The URL that paths are added to, without a slash at its end: https, or http on this machine; no user info, no query. */
export const baseUrl: Parser<string> = text => {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url === undefined || !['http:', 'https:'].includes(url.protocol)) return invalid('an https URL')
  if (url.username !== '' || url.password !== '') return invalid('a URL without user info')
  if (url.search !== '' || url.hash !== '' || /[?#]/.test(text))
    return invalid('a URL without query and fragment')
  // Plain http would send the credentials unencrypted before any redirect to https.
  if (url.protocol === 'http:' && !isPlainHttpHost(url.hostname))
    return invalid('https (http is only for localhost and 127.0.0.0/8)')
  return valid((url.origin + url.pathname).replace(/\/+$/, ''))
}

/** Whether the host of a URL is `localhost`, in 127.0.0.0/8, or `[::1]`. */
export function isLoopback(host: string): boolean {
  return isPlainHttpHost(host) || host === '[::1]'
}

function isPlainHttpHost(host: string): boolean {
  return host === 'localhost' || /^127(\.\d{1,3}){3}$/.test(host)
}

function valid<T>(value: T): Parsed<T> {
  return { type: 'valid', value }
}

function invalid(accepts: string): Parsed<never> {
  return { type: 'invalid', accepts }
}
