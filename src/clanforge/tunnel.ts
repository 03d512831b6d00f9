import http from 'node:http'
import https from 'node:https'
import { type Socket, isIP, isIPv6 } from 'node:net'
import type { Duplex } from 'node:stream'
import { connect } from 'node:tls'
import { ApiError } from './errors.ts'
import { isCertificateError } from './network-errors.ts'

/** A proxy that does not respond to CONNECT is given up after this long, whatever became of the request. ms */
const CONNECT_TIMEOUT = 30_000

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
    const { host = '', port = 443, servername } = options
    openTunnel(this.proxy, `${withBrackets(host ?? '')}:${port ?? 443}`).then(
      socket => {
        const tls = { socket, host: host ?? '', ALPNProtocols: ['http/1.1'] }
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
  const { request } = proxy.protocol === 'https:' ? https : http
  const proxyHost = withoutBrackets(proxy.hostname)
  const connecting = request({
    host: proxyHost,
    // Node would take it from the Host header, and check the certificate of the proxy against the target.
    servername: isIP(proxyHost) === 0 ? proxyHost : '',
    port: proxy.port,
    method: 'CONNECT',
    path: target,
    headers: { host: target, ...proxyAuthorization(proxy) },
    agent: false,
    timeout: CONNECT_TIMEOUT,
  })
  const fail = (reason: string, cause?: unknown): void => {
    connecting.destroy()
    reject(new ApiError('connect', reason, { cause }))
  }
  connecting.once('connect', ({ statusCode = 0 }: http.IncomingMessage, socket: Socket, head: Buffer) => {
    socket.setTimeout(0)
    if (statusCode >= 200 && statusCode < 300 && head.length === 0) {
      resolve(socket)
      return
    }
    socket.destroy()
    fail(`the proxy responded with ${statusCode}`)
  })
  connecting.once('timeout', () => {
    fail('the proxy did not respond')
  })
  connecting.on('error', (cause: NodeJS.ErrnoException) => {
    const { code = 'no code' } = cause
    if (isCertificateError(cause))
      reject(new ApiError('certificate', `the certificate of the proxy was rejected (${code})`, { cause }))
    else fail(`no connection through the proxy (${code})`, cause)
  })
  connecting.end()
  return promise
}

function proxyAuthorization({ username, password }: URL): Readonly<Record<string, string>> {
  if (username === '' && password === '') return {}
  const pair = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`
  return { 'proxy-authorization': `Basic ${Buffer.from(pair).toString('base64')}` }
}
