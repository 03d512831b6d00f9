import type { IncomingMessage } from 'node:http'
import { readBody } from './body.ts'
import { createSend } from './connection.ts'
import type { ApiRequest } from './endpoints.ts'
import { ApiError } from './errors.ts'
import { type Json, asObject, parseJson, toText } from './json.ts'
import { toApiError } from './network-errors.ts'
import { type Redact, redactResponse, redactText } from './redaction.ts'

/** A request may take this long in all: connect, proxy, TLS, headers and body. ms */
const REQUEST_DEADLINE = 30_000
/** An error page is read for its message, within these limits. ms, bytes */
const ERROR_PAGE = { deadline: 3_000, bytes: 64 * 1024 }
/** The title of a web page is looked for in this many characters. */
const TITLE_SEARCH_LENGTH = 4_096
/** A Date header that differs more than this from this machine's clock cannot be true. Seconds */
const MAX_CLOCK_DIFFERENCE = 86_400

/** How to reach the API, and as whom. */
export interface Access {
  /** `api-url`, without a slash at its end. */
  readonly url: string
  /** The proxy for this URL; undefined when none applies. */
  readonly proxy: URL | undefined
  /** The value of the Authorization header. */
  readonly authorization: string
  readonly userAgent: string
}

/** A 2xx response whose body is JSON, with its strings redacted. */
export interface ApiResponse {
  readonly body: Json
  /** The Date header, Unix seconds; undefined without one that can be true. */
  readonly date: number | undefined
  /** The delay that Retry-After asks for, in ms. */
  readonly retryAfter: number | undefined
}

/** How to make one request. */
export interface GetOptions {
  /** Ends the request. */
  readonly signal: AbortSignal
  /** For a request that must not be lost or made twice: final polls, and calls that change something. */
  readonly isNewConnection: boolean
}

/** One authenticated GET. Rejects with an ApiError and nothing else; `aborted` when the signal ended it. */
export type Get = (request: ApiRequest, options: GetOptions) => Promise<ApiResponse>

/** What the client needs from outside. */
export interface GetTools {
  /** ms since 1970. */
  readonly wallClock: () => number
  readonly redact: Redact
  /** The time that a request may take, ms. */
  readonly deadline?: number
}

/** Returns the GET of this API. */
export function createGet(access: Access, tools: GetTools): Get {
  const { deadline = REQUEST_DEADLINE } = tools
  const send = createSend(new URL(access.url).protocol, access.proxy)
  return async (request, { signal, isNewConnection }) => {
    const limit = new AbortController()
    const timer = setTimeout(() => {
      limit.abort(new ApiError('timeout', `no complete response within ${deadline / 1000} s`))
    }, deadline)
    const either = AbortSignal.any([signal, limit.signal])
    const outgoing = { url: urlOf(access, request), headers: headersOf(access), isNewConnection }
    try {
      const message = await orAbort(send({ ...outgoing, signal: either }), either)
      return await orAbort(readMessage(message, request.maxBytes, tools), either)
    } catch (error) {
      if (signal.aborted) throw new ApiError('aborted', 'the wait ended', { cause: error })
      throw toApiError(limit.signal.aborted ? limit.signal.reason : error)
    } finally {
      clearTimeout(timer)
    }
  }
}

function urlOf(access: Access, request: ApiRequest): URL {
  const url = new URL(access.url + request.path)
  url.search = new URLSearchParams(request.query).toString()
  return url
}

function headersOf({ authorization, userAgent }: Access): Readonly<Record<string, string>> {
  return {
    authorization,
    accept: 'application/json',
    'accept-encoding': 'identity',
    // Some of these GETs change something: a cache must not respond to them.
    'cache-control': 'no-cache',
    // Clanforge's authentication page requires it, on requests without a body too.
    'content-type': 'application/x-www-form-urlencoded',
    'user-agent': userAgent,
  }
}

/** A request that waits for a proxy's response to CONNECT cannot be destroyed, so its end is not awaited. */
async function orAbort<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>()
  const stop = (): void => {
    reject(new Error('stopped'))
  }
  if (signal.aborted) stop()
  signal.addEventListener('abort', stop, { once: true })
  try {
    return await Promise.race([work, promise])
  } finally {
    signal.removeEventListener('abort', stop)
  }
}

async function readMessage(
  message: IncomingMessage,
  maxBytes: number,
  { wallClock, redact }: GetTools,
): Promise<ApiResponse> {
  const status = message.statusCode ?? 0
  const now = wallClock() / 1000
  const date = toDate(message.headers.date, now)
  const retryAfter = toDelay(message.headers['retry-after'], date ?? now)
  if (status < 200 || status > 299) {
    const detail = messageOf(await readErrorPage(message), redact)
    throw new ApiError('status', `HTTP ${status}`, { status, retryAfter, detail })
  }
  const text = await readBody(message, maxBytes)
  try {
    return { body: redactResponse(parseJson(text), redact), date, retryAfter }
  } catch (error) {
    // Not as the cause: a SyntaxError quotes the text, secrets included.
    const isDeep = error instanceof RangeError
    const reason = `the response is ${isDeep ? 'nested too deeply' : 'not JSON'}`
    const detail = isDeep ? '' : messageOf(text, redact)
    throw new ApiError('invalid-response', reason, { status, retryAfter, detail, cause: undefined })
  }
}

/** The status has decided already; a page that is truncated, stalls or never ends only leaves the message empty. */
async function readErrorPage(message: IncomingMessage): Promise<string> {
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
function messageOf(page: string, redact: Redact): string {
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

function toDate(header: string | undefined, now: number): number | undefined {
  const date = toTimestamp(header)
  return date !== undefined && Math.abs(date - now) <= MAX_CLOCK_DIFFERENCE ? date : undefined
}

function toTimestamp(header: string | undefined): number | undefined {
  const ms = Date.parse(header ?? '')
  return Number.isNaN(ms) ? undefined : ms / 1000
}

/** Retry-After, in seconds or as a date, as ms from now; undefined when it is neither. */
function toDelay(header: string | undefined, now: number): number | undefined {
  const text = (header ?? '').trim()
  // Date.parse makes a date of almost anything, even of -5; an HTTP date begins with the name of a day.
  const date = /^[a-z]/i.test(text) ? toTimestamp(text) : undefined
  const seconds = /^\d+$/.test(text) ? Number(text) : (date ?? NaN) - now
  return Number.isFinite(seconds) ? Math.max(0, seconds * 1000) : undefined
}
