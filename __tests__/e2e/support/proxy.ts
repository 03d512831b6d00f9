import { once } from 'node:events'
import { type IncomingMessage, createServer } from 'node:http'
import { type AddressInfo, type Socket, connect } from 'node:net'

/** The credentials that a proxy requires, and where its tunnels lead, whatever the request names. */
export interface ProxyOptions {
  readonly user: string
  readonly password: string
  readonly port: number
  /** Never responds to CONNECT. */
  readonly isHung?: boolean
  /** Where it listens. */
  readonly host?: string
}

/** A proxy under way. */
export interface Proxy {
  readonly port: number
  /** The targets of the CONNECT requests so far. */
  readonly tunnels: readonly string[]
  /** Resolves when a CONNECT has come. */
  readonly connected: Promise<unknown>
}

/** A CONNECT proxy that maps every host name to loopback, for as long as `body` takes. */
export async function withProxy<T>(options: ProxyOptions, body: (proxy: Proxy) => Promise<T>): Promise<T> {
  const { user, password, port, isHung = false, host = '127.0.0.1' } = options
  const tunnels: string[] = []
  const sockets = new Set<Socket>()
  const server = createServer((_, response) => response.writeHead(405).end())
  const expected = `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`
  server.on('connection', (socket: Socket) => sockets.add(socket))
  server.on('connect', (request: IncomingMessage, client: Socket) => {
    tunnels.push(request.url ?? '')
    client.on('error', () => client.destroy())
    if (isHung) return
    if (request.headers['proxy-authorization'] !== expected) {
      client.end('HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic\r\n\r\n')
      return
    }
    const upstream = connect(port, '127.0.0.1', () => {
      client.write('HTTP/1.1 200 Connection established\r\n\r\n')
      upstream.pipe(client)
      client.pipe(upstream)
    })
    sockets.add(upstream)
    upstream.on('error', () => client.destroy())
  })
  server.listen(0, host)
  await once(server, 'listening')
  const connected = once(server, 'connect')
  try {
    return await body({ port: (server.address() as AddressInfo).port, tunnels, connected })
  } finally {
    for (const socket of sockets) socket.destroy()
    server.close()
  }
}
