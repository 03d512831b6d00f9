import { type Redact, redactText } from '../clanforge/redaction.ts'
import { redactUrls } from '../clanforge/redact-urls.ts'

/** The most characters of a value that a message shows: it needs room for every invalid input. */
const MAX_VALUE_LENGTH = 40

/** Writes the value of an input for a message: redacted, then on one line and truncated. */
export type FormatValue = (text: string) => string

/** Returns a function that shows values without secrets. */
export function createFormatter(redact: Redact): FormatValue {
  return text => quoteValue(redactText(text, redact))
}

/** A URL without user info, query and fragment, even if it is invalid or uses the leniency of URL parsers. */
export function formatUrl(text: string, redact: Redact): string {
  // URL parsers skip blanks and line breaks, and need only one slash, or a backslash, after the scheme.
  const url = redact(text).replace(/\s/g, '')
  const [, scheme = '', rest = ''] = /^([a-z][a-z0-9+.-]*:[/\\]+)?(.*)$/is.exec(url) ?? []
  return quoteValue(scheme + redactUrls(`://${rest}`).slice('://'.length))
}

function quoteValue(text: string): string {
  const line = text.replace(/\s+/g, ' ')
  const characters = line.length > MAX_VALUE_LENGTH ? Array.from(line.slice(0, 2 * MAX_VALUE_LENGTH)) : []
  return `"${characters.length > MAX_VALUE_LENGTH ? `${characters.slice(0, MAX_VALUE_LENGTH - 1).join('')}…` : line}"`
}
