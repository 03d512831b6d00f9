import type http from 'node:http'
import { HttpClient } from '@actions/http-client'
import { ApiError } from '../errors.ts'
import { watchedTransport } from './handshake.ts'
import type { Json } from './json.ts'
import { asObject, toText } from './json.ts'
import type { ApiRequest } from './kinds.ts'
import { toApiError } from './network-errors.ts'

/** A request may take this long in all: connect, proxy CONNECT, TLS, headers and body. ms */
const REQUEST_DEADLINE = 30_000
/** The page of an error is read for what it says, never for longer than this. ms, bytes */
const ERROR_PAGE = { deadline: 3_000, bytes: 64 * 1024 }

/** A web page says what it is in its first characters, or not at all. characters */
const TITLE = 4_096

/** How to reach the API and who asks. */
export interface Access {
  /** `api-url`, without a slash at its end. */
  readonly url: string
  /** The value of the Authorization header. */
  readonly authorization: string
  readonly userAgent: string
}

/** A 2xx answer whose body is JSON. */
export interface ApiResponse {
  readonly body: Json
  /** The Date header, Unix seconds. */
  readonly date: number | undefined
  /** How long the server asked to be left alone, in ms. */
  readonly retryAfter: number | undefined
}

/** One authenticated GET. Rejects with an ApiError and nothing else; `aborted` when the signal ended it. */
export type Get = (request: ApiRequest, options: GetOptions) => Promise<ApiResponse>

/** How one request is sent. */
export interface GetOptions {
  readonly signal: AbortSignal
  readonly isNewConnection: boolean
}

/**
 * The GET of this API, on @actions/http-client, which brings keep-alive and proxies.
 * Its own get() and readBody() are not used: they have no deadline over connect and CONNECT, and a body that is
 * cut or stalls never settles. Its redirects leak headers and its retries know no Retry-After: both are off.
 *
 * @param wallClock ms since 1970, only for a Retry-After that is a date when the answer has no Date header
 */
export function createGet(access: Access, wallClock: () => number, deadline = REQUEST_DEADLINE): Get {
  const client = new HttpClient('', [], { allowRedirects: false, allowRetries: false, keepAlive: true })
  return async (request, signal) => {
    const limit = new AbortController()
    const timer = setTimeout(() => {
      limit.abort(new ApiError('timeout', `no whole answer within ${String(deadline / 1000)} s`))
    }, deadline)
    const either = AbortSignal.any([signal, limit.signal])
    try {
      const message = await orAbort(send(client, access, request, either), either)
      return await orAbort(readMessage(message, request, wallClock), either)
    } catch (error) {
      if (signal.aborted) throw new ApiError('aborted', 'the wait was over', { cause: error })
      throw toApiError(limit.signal.aborted ? limit.signal.reason : error)
    } finally {
      clearTimeout(timer)
    }
  }
}

/** A request that waits for a proxy's answer to CONNECT cannot be destroyed, so nobody waits for its end. */
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

async function send(
  client: HttpClient,
  access: Access,
  request: ApiRequest,
  signal: AbortSignal,
): Promise<http.IncomingMessage> {
  const url = new URL(access.url + request.path)
  url.search = new URLSearchParams(request.query).toString()
  const options = {
    // The library leaves the brackets of an IPv6 literal on, and then looks it up as a name.
    host: url.hostname.replace(/^\[(.*)\]$/, '$1'),
    port: url.port,
    path: url.pathname + url.search,
    method: 'GET',
    headers: {
      authorization: access.authorization,
      accept: 'application/json',
      // Clanforge's authentication page asks for it, on requests without a body too.
      'content-type': 'application/x-www-form-urlencoded',
      'user-agent': access.userAgent,
    },
    agent: client.getAgent(url.href),
    signal,
  }
  const { httpModule, isSecured } = watchedTransport(url.protocol)
  try {
    const response = await client.requestRaw({ options, parsedUrl: url, httpModule }, null)
    return response.message
  } catch (error) {
    throw toApiError(error, isSecured())
  }
}

async function readMessage(
  message: http.IncomingMessage,
  request: ApiRequest,
  wallClock: () => number,
): Promise<ApiResponse> {
  const status = message.statusCode ?? 0
  const date = toStamp(message.headers.date)
  const retryAfter = toDelay(message.headers['retry-after'], date ?? wallClock() / 1000)
  if (status < 200 || status > 299) {
    const detail = messageOf(await readErrorPage(message))
    throw new ApiError('status', `HTTP ${String(status)}`, { status, retryAfter, detail })
  }
  const text = await readBody(message, request.maxBytes)
  try {
    return { body: JSON.parse(text) as Json, date, retryAfter }
  } catch (cause) {
    throw new ApiError('bad-answer', 'the answer is not JSON', {
      status,
      retryAfter,
      detail: messageOf(text),
      cause,
    })
  }
}

async function readBody(message: http.IncomingMessage, maxBytes: number): Promise<string> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of message as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > maxBytes)
      throw new ApiError('too-large', `the answer is larger than ${String(maxBytes / 1024 / 1024)} MiB`)
    chunks.push(chunk)
  }
  // TextDecoder drops a byte order mark, which JSON.parse would stumble over.
  return new TextDecoder().decode(Buffer.concat(chunks))
}

/** The status has decided already; a page that is cut, stalls or never ends only says less. */
async function readErrorPage(message: http.IncomingMessage): Promise<string> {
  const timer = setTimeout(() => message.destroy(), ERROR_PAGE.deadline)
  try {
    return await readBody(message, ERROR_PAGE.bytes)
  } catch {
    return ''
  } finally {
    clearTimeout(timer)
  }
}

/** What a page says for a person: Clanforge's error message, or the title of a web page. Untrusted. */
function messageOf(page: string): string {
  try {
    const answer = asObject(JSON.parse(page) as Json)
    return toText(answer?.['error_message']) ?? toText(answer?.['message']) ?? toText(answer?.['error']) ?? ''
  } catch {
    // Bounded on all sides: a page made for it would keep an unbounded search busy for minutes.
    return /<title[^<>]{0,200}>([^<]{0,500})/i.exec(page.slice(0, TITLE))?.[1]?.trim() ?? ''
  }
}

function toStamp(header: string | undefined): number | undefined {
  const ms = Date.parse(header ?? '')
  return Number.isNaN(ms) ? undefined : ms / 1000
}

/** Retry-After, in seconds or as a date, as ms from now; undefined when it is neither. */
function toDelay(header: string | undefined, now: number): number | undefined {
  const text = (header ?? '').trim()
  // Date.parse makes a date of almost anything, -5 too; an HTTP date begins with the name of a day.
  const date = /^[a-z]/i.test(text) ? toStamp(text) : undefined
  const seconds = /^\d+$/.test(text) ? Number(text) : (date ?? NaN) - now
  return Number.isFinite(seconds) ? Math.max(0, seconds * 1000) : undefined
}
