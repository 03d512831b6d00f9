/** Whole ANSI sequences, so that no `[31m` remains. */
// eslint-disable-next-line no-control-regex -- control characters are what this is about
const ANSI = /(?:\u001b\[|\u009b)[0-?]*[ -/]*[@-~]/g
/** Line breaks, control characters, and those that change the direction of text. */
// eslint-disable-next-line no-control-regex -- control characters are what this is about
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g

/** The longest text from the API that a message repeats, in characters. */
const MAX_QUOTE_LENGTH = 500

/** A text on one line that the runner cannot take for a command, neither `::` nor the older `##[`. */
export function sanitize(text: string): string {
  const line = text.replace(ANSI, ' ').replace(CONTROL, ' ')
  return line.replace(/:(?=:)/g, ': ').replace(/##\[/g, '## [')
}

/** The first `length` characters; the last of them is `…` when something is missing. */
export function truncate(text: string, length: number): string {
  const characters = text.length > length ? Array.from(text.slice(0, 2 * length + 2)) : []
  return characters.length > length ? `${characters.slice(0, length - 1).join('')}…` : text
}

/** Text from the API as part of a message: on one line and not too long. */
export function quote(text: string): string {
  return truncate(sanitize(text).trim(), MAX_QUOTE_LENGTH)
}

/** The first `bytes` of a text in UTF-8, on a character boundary and without a mark. */
export function truncateBytes(text: string, bytes: number): string {
  // Each character takes at least one byte, so the rest cannot matter.
  const buffer = Buffer.from(text.slice(0, bytes + 1))
  if (buffer.length <= bytes) return text
  let end = bytes
  while (end > 0 && ((buffer[end] ?? 0) & 0xc0) === 0x80) end -= 1
  return buffer.toString('utf8', 0, end)
}

/** `850ms`, `2.4s`, `12s`, `5m 7s`, `2h`, `1d 3h`: the two largest units of a duration in ms. */
export function formatDuration(ms: number): string {
  if (Math.round(ms) < 1000) return `${Math.round(ms)}ms`
  if (ms < 10_000) return `${Math.round(ms / 100) / 10}s`
  const seconds = Math.round(ms / 1000)
  if (seconds < 60) return `${seconds}s`
  const units = [
    [seconds / 86_400, 'd'],
    [(seconds / 3600) % 24, 'h'],
    [(seconds / 60) % 60, 'm'],
    [seconds % 60, 's'],
  ] as const
  const largest = units.findIndex(([count]) => count >= 1)
  const parts = units.slice(largest, largest + 2).map(([count, unit]) => [Math.floor(count), unit] as const)
  return parts.flatMap(([count, unit]) => (count > 0 ? [`${count}${unit}`] : [])).join(' ')
}

/** A duration in full seconds, as in the first column of the log, from ms. */
export function formatSeconds(ms: number): string {
  return formatDuration(ms < 1000 ? ms : Math.floor(ms / 1000) * 1000)
}

/** `0:07`, `12:05`, `1:02:03`: time since the start of the step, from ms. */
export function formatElapsed(ms: number): string {
  const seconds = Math.floor(ms / 1000)
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60]
  const two = (count: number) => String(count).padStart(2, '0')
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`
}

/** `2026-11-22`, in UTC; empty for what is not a date. From ms since 1970. */
export function formatDate(ms: number | undefined): string {
  return isoParts(ms)[0]
}

/** `14:05:30`, in UTC; empty for what is not a date. From ms since 1970. */
export function formatTimeOfDay(ms: number | undefined): string {
  return isoParts(ms)[1].slice(0, 8)
}

/** `2026-11-22 14:05:30 UTC`; empty for what is not a date. From ms since 1970. */
export function formatDateTime(ms: number | undefined): string {
  const date = formatDate(ms)
  return date === '' ? '' : `${date} ${formatTimeOfDay(ms)} UTC`
}

/** `2026-11-22` and `14:05:30.000Z`; empty for what is not a date. */
function isoParts(ms = NaN): readonly [date: string, time: string] {
  const date = new Date(ms)
  if (Number.isNaN(date.getTime())) return ['', '']
  const [day = '', time = ''] = date.toISOString().split('T')
  return [day, time]
}

/** A bar of ten blocks. A percentage outside 0 to 100 is clamped. */
export function bar(percent: number): string {
  const full = Math.floor(Math.min(100, Math.max(0, percent)) / 10)
  return '█'.repeat(full) + '░'.repeat(10 - full)
}

/** `1 request`, `2 requests`. */
export function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}

/** `failed: No space left on device`, or the text alone where the detail is empty. */
export function withDetail(text: string, detail: string): string {
  return detail === '' ? text : `${text}: ${detail}`
}

/** A text with a capital letter at its start. */
export function capitalize(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1)
}

/** Sentences in one line, without the empty ones. */
export function joinSentences(...sentences: readonly string[]): string {
  return sentences.filter(text => text !== '').join(' ')
}

/** A text with a full stop, unless it ends like a sentence already. */
export function sentence(text: string): string {
  return /[.!?…]$/.test(text) ? text : `${text}.`
}

/** Lines that together have at most `length` characters: the longest are truncated, all to the same length. */
export function fitLines(lines: readonly string[], length: number): readonly string[] {
  let room = length - lines.length
  const shortestFirst = lines.map(line => line.length).toSorted((a, b) => a - b)
  for (const [index, own] of shortestFirst.entries()) {
    const share = Math.floor(room / (lines.length - index))
    if (own > share) return lines.map(line => truncate(line, share))
    room -= own
  }
  return lines
}
