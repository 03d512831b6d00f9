/** A line (a job's life, a fault) that cannot be understood. The message says where and what is accepted. */
export class LineError extends Error {
  override name = 'LineError'
}

/** A quoted text inside a line, as a regular expression: JSON's rules, so that any character can be written. */
export const QUOTED = String.raw`"(?:[^"\\]|\\.)*"`

/**
 * Splits at commas, except inside quotes; parts are trimmed and empty ones dropped.
 *
 * @throws LineError when a quote is left open.
 */
export function splitAtCommas(text: string): readonly string[] {
  const parts = text.match(new RegExp(`(?:${QUOTED}|[^,"])+`, 'g')) ?? []
  const quotes = text.replaceAll(new RegExp(QUOTED, 'g'), '')
  if (quotes.includes('"')) throw new LineError(`a quote is left open in: ${text}`)
  return parts.map(part => part.trim()).filter(part => part !== '')
}

/**
 * The text between the quotes, with JSON's escapes resolved (`\n`, `\u001b`, `\"`).
 *
 * @throws LineError when an escape is not one of JSON's.
 */
export function unquote(quoted: string): string {
  try {
    return String(JSON.parse(quoted))
  } catch (cause) {
    throw new LineError(`${quoted} is not a JSON string`, { cause })
  }
}
