import type { IncomingMessage } from 'node:http'
import { readBody } from './body.ts'
import { asObject, parseJson, toText } from './json.ts'
import { type Redact, redactText } from './redaction.ts'

/** The limits for reading the message of an error page, in ms and bytes. */
const ERROR_PAGE = { deadline: 3_000, bytes: 64 * 1024 }
/** The title of a web page is looked for in this many characters. */
const TITLE_SEARCH_LENGTH = 4_096

/** The text of an error page; empty if it is truncated, stalls or never ends. The status alone decides what happens. */
export async function readErrorPage(message: IncomingMessage): Promise<string> {
  const timer = setTimeout(() => message.destroy(), ERROR_PAGE.deadline)
  try {
    return await readBody(message, ERROR_PAGE.bytes)
  } catch {
    return ''
  } finally {
    clearTimeout(timer)
  }
}

/** The message in a page: Clanforge's error message, or the title of a web page. Redacted, otherwise untrusted. */
export function messageOf(page: string, redact: Redact): string {
  const message = jsonMessage(page)
  if (message !== undefined) return redactText(message, redact)
  // Redacted before it is truncated. Bounded on all sides: a hostile page would keep an unbounded search busy for minutes.
  const start = redactText(page, redact).slice(0, TITLE_SEARCH_LENGTH)
  return /<title[^<>]{0,200}>([^<]{0,500})/i.exec(start)?.[1]?.trim() ?? ''
}

/** Undefined when the page is not JSON; empty when it is, but has no message. */
function jsonMessage(page: string): string | undefined {
  try {
    const body = asObject(parseJson(page))
    return toText(body?.['error_message']) ?? toText(body?.['message']) ?? toText(body?.['error']) ?? ''
  } catch {
    return undefined
  }
}
