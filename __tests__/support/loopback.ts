import { once } from 'node:events'
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http'
import { createServer as createTcpServer, type AddressInfo, type Server, type Socket } from 'node:net'
import { TLSSocket } from 'node:tls'
import { createAuthority } from './authority.ts'

/** The authority of `serveTls`. */
export const loopbackAuthority = await createAuthority()

const loopbackTls = await loopbackAuthority.issue(['127.0.0.1'])

/** A server on this machine that a test has to itself. */
export interface Loopback {
  readonly url: string
  /** Connections made so far. */
  readonly connections: () => number
  readonly close: () => Promise<void>
}

/** An HTTP server that responds as `listener` does. */
export function serve(listener: RequestListener): Promise<Loopback> {
  return open(createServer(listener))
}

/** A TCP server that does with a connection what `listener` says, HTTP or not. */
export function serveRaw(listener: (socket: Socket) => void): Promise<Loopback> {
  return open(createTcpServer(listener))
}

/** A TLS server; `listener` gets each connection inside TLS and below it. */
export function serveTls(listener: (secure: TLSSocket, raw: Socket) => void): Promise<Loopback> {
  const server = createTcpServer(raw => {
    const secure = new TLSSocket(raw, { isServer: true, ...loopbackTls })
    secure.on('error', () => undefined)
    listener(secure, raw)
  })
  return open(server, 'https')
}

async function open(server: Server, scheme = 'http'): Promise<Loopback> {
  const sockets = new Set<Socket>()
  let count = 0
  server.on('connection', (socket: Socket) => {
    count += 1
    sockets.add(socket)
    socket.on('error', () => undefined)
    socket.on('close', () => sockets.delete(socket))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    url: `${scheme}://127.0.0.1:${String(port)}`,
    connections: () => count,
    close: async () => {
      for (const socket of sockets) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}

/** A JSON response with these headers. */
export function sendJson(
  response: ServerResponse,
  value: unknown,
  headers: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(200, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(value))
}

/** The requests that reached a server, as a listener that passes them on. */
export class Visitors {
  readonly requests: IncomingMessage[] = []

  /** Records the connection, then responds as `listener` does. */
  first(listener: RequestListener): RequestListener {
    return (request, response) => {
      this.requests.push(request)
      listener(request, response)
    }
  }
}
