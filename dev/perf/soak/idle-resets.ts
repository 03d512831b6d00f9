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
  const join = (from: Socket, to: Socket): void => {
    sockets.add(from)
    from.unref()
    from.on('end', () => to.end())
    from.on('error', () => to.resetAndDestroy())
    from.on('close', () => {
      sockets.delete(from)
      to.destroySoon()
    })
  }
  const server = createServer(client => {
    const upstream = connect(port, '127.0.0.1')
    join(client, upstream)
    join(upstream, client)
    let isUsed = false
    upstream.on('data', data => {
      isUsed = true
      client.write(data)
    })
    client.on('data', data => {
      if (isUsed && random() < 0.1) {
        count += 1
        client.resetAndDestroy()
        upstream.destroy()
      } else upstream.write(data)
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const close = (): void => {
    server.close()
    for (const socket of sockets) socket.destroy()
  }
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, count: () => count, close }
}
