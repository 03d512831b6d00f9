import http from 'node:http'
import https from 'node:https'
import type { Socket } from 'node:net'
import { HttpClient } from '@actions/http-client'
import { toApiError } from './network-errors.ts'
import { TunnelAgent, withoutBrackets } from './tunnel.ts'

/** Node's codes for a connection that the other end has closed. */
const CLOSED = new Set(['ECONNRESET', 'EPIPE', 'ECONNABORTED'])

/** One GET on its way to the API. */
export interface Outgoing {
  readonly url: URL
  readonly headers: Readonly<Record<string, string>>
  readonly signal: AbortSignal
  /** Whether it must not use a connection that was used before. */
  readonly isNewConnection: boolean
  /** Called when the connection is ready: until then nothing of the request was sent. */
  readonly onConnected: () => void
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
 * it reads the proxy variables differently, and ignores invalid ones.
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

/** Sends a request. If it was lost on a reused connection, it is sent once more, on a new one. */
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
  const { httpModule, isConnected, isLostOnReuse } = watchedTransport(url.protocol, outgoing.onConnected)
  try {
    return (await client.requestRaw({ options, parsedUrl: url, httpModule }, null)).message
  } catch (error) {
    if (!isNewConnection && !signal.aborted && isLostOnReuse(error))
      return attempt(client, agents, { ...outgoing, isNewConnection: true })
    throw toApiError(error, isConnected())
  }
}

/** Node's http or https for one request, and the state of its connection. */
interface WatchedTransport {
  readonly httpModule: typeof http | typeof https
  /** Whether the connection was ready, including TLS. If not, nothing was sent; if so, the request may have arrived. */
  readonly isConnected: () => boolean
  /** Whether this error is that of a reused connection that was closed before any byte of the response. */
  readonly isLostOnReuse: (error: unknown) => boolean
}

function watchedTransport(protocol: string, onConnected: () => void): WatchedTransport {
  const plain = protocol === 'https:' ? https : http
  let isConnected = false
  const connected = () => {
    isConnected = true
    onConnected()
  }
  let reused: { readonly socket: Socket; readonly bytesRead: number } | undefined
  const request = (options: http.RequestOptions, take: (message: http.IncomingMessage) => void) => {
    const opened = plain.request(options, take)
    return opened.once('socket', socket => {
      if (opened.reusedSocket) {
        reused = { socket, bytesRead: socket.bytesRead }
        connected()
        return
      }
      socket.once(protocol === 'https:' ? 'secureConnect' : 'connect', connected)
    })
  }
  // A copy would call the getters of http, which load half of Node.
  const httpModule = Object.assign(Object.create(plain) as typeof plain, { request })
  const isLostOnReuse = (error: unknown): boolean => {
    const { code = '' } = error as NodeJS.ErrnoException
    return reused !== undefined && CLOSED.has(code) && reused.socket.bytesRead === reused.bytesRead
  }
  return { httpModule, isConnected: () => isConnected, isLostOnReuse }
}
