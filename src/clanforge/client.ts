import type { IncomingMessage } from 'node:http'
import { readBody } from './body.ts'
import { createSend } from './connection.ts'
import type { ApiRequest } from './endpoints.ts'
import { ApiError } from './errors.ts'
import { messageOf, readErrorPage } from './error-page.ts'
import { type Json, parseJson } from './json.ts'
import { toApiError } from './network-errors.ts'
import { FILE_LISTS, type Redact, redactResponse } from './redaction.ts'

/** The longest time that a request may take in all: connect, proxy, TLS, headers and body. */
const REQUEST_DEADLINE_MS = 30_000
/** A Date header that differs more than this from the clock of this machine is implausible and ignored. */
const MAX_CLOCK_DIFFERENCE_S = 86_400

/** The API's address and credentials. */
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
  /** The Date header, Unix seconds; undefined without a plausible one. */
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
  const { deadline = REQUEST_DEADLINE_MS } = tools
  const send = createSend(new URL(access.url).protocol, access.proxy)
  return async (request, { signal, isNewConnection }) => {
    const limit = new AbortController()
    let isConnected = false
    const timer = setTimeout(() => {
      limit.abort(timeoutError(isConnected, deadline))
    }, deadline)
    const either = AbortSignal.any([signal, limit.signal])
    const onConnected = () => {
      isConnected = true
    }
    const outgoing = { url: urlOf(access, request), headers: headersOf(access), isNewConnection, onConnected }
    try {
      const message = await raceAbort(send({ ...outgoing, signal: either }), either)
      return await raceAbort(readMessage(message, request.maxBytes, tools), either)
    } catch (error) {
      if (signal.aborted) throw new ApiError('aborted', 'the wait ended', { cause: error })
      throw toApiError(limit.signal.aborted ? limit.signal.reason : error)
    } finally {
      clearTimeout(timer)
    }
  }
}

/** Without a connection, the request provably did not arrive. With one, it may have arrived. */
function timeoutError(isConnected: boolean, deadline: number): ApiError {
  const seconds = deadline / 1000
  return isConnected
    ? new ApiError('timeout', `no complete response within ${seconds} s`)
    : new ApiError('connect', `no connection within ${seconds} s`)
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
    // Some of these GETs change something, so a cache must not respond to them.
    'cache-control': 'no-cache',
    // Required by Clanforge's authentication page, even for requests without a body.
    'content-type': 'application/x-www-form-urlencoded',
    'user-agent': userAgent,
  }
}

/** Rejects as soon as the signal is aborted: a request that waits for a proxy's response to CONNECT cannot be destroyed. */
async function raceAbort<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
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
  const text = await readBody(message, maxBytes).catch((cause: unknown) => {
    const { type, message: reason, detail } = toApiError(cause, true)
    throw new ApiError(type, reason, { retryAfter, detail, cause })
  })
  try {
    return { body: redactResponse(parseJson(text, FILE_LISTS), redact), date, retryAfter }
  } catch (error) {
    // Not as the cause: a SyntaxError quotes the text, secrets included.
    const isDeep = error instanceof RangeError
    const reason = `the response is ${isDeep ? 'nested too deeply' : 'not JSON'}`
    const detail = isDeep ? '' : messageOf(text, redact)
    throw new ApiError('invalid-response', reason, { status, retryAfter, detail, cause: undefined })
  }
}

function toDate(header: string | undefined, now: number): number | undefined {
  const date = toTimestamp(header)
  return date !== undefined && Math.abs(date - now) <= MAX_CLOCK_DIFFERENCE_S ? date : undefined
}

/** An HTTP date as Unix seconds. Every HTTP date is in GMT, but its oldest format has no zone. */
function toTimestamp(header = ''): number | undefined {
  const ms = Date.parse(/(GMT|UTC|Z|[+-]\d{4})$/.test(header) ? header : `${header} GMT`)
  return Number.isNaN(ms) ? undefined : ms / 1000
}

/** Retry-After, in seconds or as a date, as ms from now; undefined when it is neither. */
function toDelay(header = '', now: number): number | undefined {
  const text = header.trim()
  if (/^\d+$/.test(text)) {
    const seconds = Number(text)
    return Number.isFinite(seconds) ? seconds * 1000 : undefined
  }
  // An HTTP date begins with the name of a day. Date.parse accepts almost anything, even -5.
  const date = /^[a-z]/i.test(text) ? toTimestamp(text) : undefined
  return date === undefined ? undefined : Math.max(0, (date - now) * 1000)
}
