import http from 'node:http'
import https from 'node:https'
import type { Socket } from 'node:net'
import { HttpClient } from '@actions/http-client'
import { toApiError } from './network-errors.ts'
import { TunnelAgent, withoutBrackets } from './tunnel.ts'

/** What Node reports when the other end has closed the connection. */
const CLOSED = new Set(['ECONNRESET', 'EPIPE', 'ECONNABORTED'])

/** One GET on its way to the API. */
export interface Outgoing {
  readonly url: URL
  readonly headers: Readonly<Record<string, string>>
  readonly signal: AbortSignal
  /** Whether it must not go out on a connection that was used before. */
  readonly isNewConnection: boolean
}

/** Sends a GET; resolves when the headers of the response have arrived, rejects with an ApiError. */
export type Send = (outgoing: Outgoing) => Promise<http.IncomingMessage>

/** Connections to one origin: those that are kept for the next request, and those that serve one request only. */
interface Agents {
  readonly keepAlive: http.Agent
  readonly oneShot: http.Agent
}

/**
 * Returns a function that sends GETs to one origin, through the proxy if there is one.
 * Of @actions/http-client only requestRaw() is used. Its redirects leak headers and its retries ignore Retry-After;
 * it reads the proxy variables in ways of its own, and ignores those that it cannot read.
 *
 * @param protocol `https:` or `http:`
 * @param proxy only for https; plain http is only for loopback hosts, which never use a proxy
 */
export function createSend(protocol: string, proxy: URL | undefined): Send {
  const client = new HttpClient('', [], { allowRedirects: false, allowRetries: false })
  const agents = { keepAlive: newAgent(protocol, proxy, true), oneShot: newAgent(protocol, proxy, false) }
  return outgoing => attempt(client, agents, outgoing)
}

function newAgent(protocol: string, proxy: URL | undefined, keepAlive: boolean): http.Agent {
  if (protocol === 'http:') return new http.Agent({ keepAlive })
  return proxy === undefined ? new https.Agent({ keepAlive }) : new TunnelAgent(proxy, keepAlive)
}

/** A request that was lost on a reused connection is sent once more on a new one, where this cannot happen. */
async function attempt(
  client: HttpClient,
  agents: Agents,
  outgoing: Outgoing,
): Promise<http.IncomingMessage> {
  const { url, headers, signal, isNewConnection } = outgoing
  const options = {
    host: withoutBrackets(url.hostname),
    port: url.port,
    path: url.pathname + url.search,
    method: 'GET',
    headers: { ...headers },
    agent: isNewConnection ? agents.oneShot : agents.keepAlive,
    signal,
  }
  const { httpModule, isSecured, isLostOnReuse } = watchedTransport(url.protocol)
  try {
    return (await client.requestRaw({ options, parsedUrl: url, httpModule }, null)).message
  } catch (error) {
    if (!isNewConnection && !signal.aborted && isLostOnReuse(error))
      return attempt(client, agents, { ...outgoing, isNewConnection: true })
    throw toApiError(error, isSecured())
  }
}

/** Node's http or https for one request, and what became of its connection. */
interface WatchedTransport {
  readonly httpModule: typeof http | typeof https
  /** Whether the TLS handshake was done: before it nothing was sent, after it the request may have arrived. */
  readonly isSecured: () => boolean
  /** Whether this error is that of a reused connection that was closed before any byte of the response. */
  readonly isLostOnReuse: (error: unknown) => boolean
}

function watchedTransport(protocol: string): WatchedTransport {
  const plain = protocol === 'https:' ? https : http
  let isSecured = false
  let reused: { readonly socket: Socket; readonly bytesRead: number } | undefined
  const request = (options: http.RequestOptions, take: (message: http.IncomingMessage) => void) => {
    const opened = plain.request(options, take)
    return opened.once('socket', socket => {
      isSecured = opened.reusedSocket
      if (isSecured) {
        reused = { socket, bytesRead: socket.bytesRead }
        return
      }
      socket.once('secureConnect', () => {
        isSecured = true
      })
    })
  }
  // Not a copy: that would call the getters of http, which load half of Node.
  const httpModule = Object.assign(Object.create(plain) as typeof plain, { request })
  const isLostOnReuse = (error: unknown): boolean => {
    const { code = '' } = error as NodeJS.ErrnoException
    return reused !== undefined && CLOSED.has(code) && reused.socket.bytesRead === reused.bytesRead
  }
  return { httpModule, isSecured: () => isSecured, isLostOnReuse }
}
