import { once } from 'node:events'
import { type AddressInfo, type Socket, connect, createServer } from 'node:net'
import { seededRandom } from '../../simulator/random.ts'

/**
 * Starts a proxy in front of a port on loopback. Like a load balancer that closes idle connections, it resets one in
 * ten connections when the next request arrives, and does not forward that request. `count` returns the number of such
 * requests so far.
 */
export async function startIdleResets(port: number) {
  const random = seededRandom(1)
  const sockets = new Set<Socket>()
  let count = 0
  const server = createServer(client => {
    const upstream = connect(port, '127.0.0.1')
    let isUsed = false
    upstream.on('data', data => {
      isUsed = true
      client.write(data)
    })
    client.on('data', data => {
      if (isUsed && random() < 0.1) {
        count += 1
        client.resetAndDestroy()
      } else upstream.write(data)
    })
    closeWith(client, upstream)
    closeWith(upstream, client)
  })
  /** When a socket closes or breaks, so does the other one. */
  const closeWith = (socket: Socket, other: Socket): void => {
    sockets.add(socket)
    socket.unref()
    socket.on('error', () => other.resetAndDestroy())
    socket.on('close', () => {
      sockets.delete(socket)
      other.destroySoon()
    })
  }
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const close = (): void => {
    server.close()
    for (const socket of sockets) socket.destroy()
  }
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, count: () => count, close }
}
