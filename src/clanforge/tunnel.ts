import http from 'node:http'
import https from 'node:https'
import { type Socket, isIP, isIPv6 } from 'node:net'
import type { Duplex } from 'node:stream'
import { connect } from 'node:tls'
import { ApiError } from './errors.ts'
import { isCertificateError } from './network-errors.ts'

/** A CONNECT without a response fails after this long, even if its request was cancelled. */
const CONNECT_TIMEOUT_MS = 30_000

/**
 * An agent whose connections lead through an HTTP proxy (CONNECT) to an https host.
 * The tunnel of @actions/http-client is not used: it sends IPv6 addresses without brackets, checks the certificate
 * against half an address, keeps no connection, and cannot reach a proxy at an IPv6 address.
 */
export class TunnelAgent extends https.Agent {
  private readonly proxy: URL

  constructor(proxy: URL, keepAlive: boolean) {
    super({ keepAlive })
    this.proxy = proxy
  }

  override createConnection(
    options: https.RequestOptions,
    callback: (error: Error | null, stream: Duplex) => void,
  ): undefined {
    const { servername } = options
    const host = options.host ?? ''
    openTunnel(this.proxy, `${withBrackets(host)}:${options.port ?? 443}`).then(
      socket => {
        const tls = { socket, host, ALPNProtocols: ['http/1.1'] }
        callback(null, connect(servername === undefined ? tls : { ...tls, servername }))
      },
      (error: unknown) => {
        ;(callback as (error: unknown) => void)(error)
      },
    )
  }
}

/** The host of a URL without the brackets of an IPv6 address, which Node's network functions do not accept. */
export function withoutBrackets(hostname: string): string {
  return hostname.replace(/^\[(.*)\]$/, '$1')
}

function withBrackets(host: string): string {
  return isIPv6(host) ? `[${host}]` : host
}

/** Rejects with an ApiError `certificate` or `connect`: until the tunnel is open, no request was sent. */
function openTunnel(proxy: URL, target: string): Promise<Socket> {
  const { promise, resolve, reject } = Promise.withResolvers<Socket>()
  const connecting = requestTunnel(proxy, target)
  const fail = (error: ApiError): void => {
    connecting.destroy()
    reject(error)
  }
  connecting.once('connect', ({ statusCode = 0 }: http.IncomingMessage, socket: Socket, head: Buffer) => {
    socket.setTimeout(0)
    if (statusCode >= 200 && statusCode < 300 && head.length === 0) {
      resolve(socket)
      return
    }
    socket.destroy()
    fail(new ApiError('connect', `the proxy responded with ${statusCode}`))
  })
  connecting.once('timeout', () => {
    fail(new ApiError('connect', 'the proxy did not respond'))
  })
  connecting.on('error', cause => {
    fail(toTunnelError(cause))
  })
  connecting.end()
  return promise
}

/** The CONNECT request for a tunnel to `target`, a host and a port. */
function requestTunnel(proxy: URL, target: string): http.ClientRequest {
  const { request } = proxy.protocol === 'https:' ? https : http
  const host = withoutBrackets(proxy.hostname)
  return request({
    host,
    // Without it, Node uses the Host header and checks the certificate of the proxy against the target.
    servername: isIP(host) === 0 ? host : '',
    port: proxy.port,
    method: 'CONNECT',
    path: target,
    headers: { host: target, ...proxyAuthorization(proxy) },
    agent: false,
    timeout: CONNECT_TIMEOUT_MS,
  })
}

function toTunnelError(cause: NodeJS.ErrnoException): ApiError {
  const { code = 'no code' } = cause
  return isCertificateError(cause)
    ? new ApiError('certificate', `the certificate of the proxy was rejected (${code})`, { cause })
    : new ApiError('connect', `no connection through the proxy (${code})`, { cause })
}

function proxyAuthorization({ username, password }: URL): Readonly<Record<string, string>> {
  if (username === '' && password === '') return {}
  const pair = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`
  return { 'proxy-authorization': `Basic ${Buffer.from(pair).toString('base64')}` }
}
