import { once } from 'node:events'
import { type AddressInfo, type Socket, connect, createServer } from 'node:net'
import { type Random, seededRandom } from '../../simulator/random.ts'

/** Of so many requests on a connection that was used before, one meets its reset. */
const ONE_IN = 10

/**
 * Stands in front of a simulator as a load balancer does that closes idle connections: just as the next request goes
 * out, which the simulator never gets.
 */
export class IdleResets {
  /** Connections that were reset so far. */
  count = 0
  private readonly random: Random = seededRandom(1)
  private readonly sockets = new Set<Socket>()
  private readonly server = createServer(client => {
    this.serve(client)
  })
  private readonly port: number

  /** @param port of the simulator, on loopback */
  constructor(port: number) {
    this.port = port
  }

  /** Starts to listen; resolves with the URL. */
  async open(): Promise<string> {
    this.server.listen(0, '127.0.0.1')
    await once(this.server, 'listening')
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`
  }

  /** Stops listening and closes every connection. */
  close(): void {
    this.server.close()
    for (const socket of this.sockets) socket.destroy()
  }

  private serve(client: Socket): void {
    const upstream = connect(this.port, '127.0.0.1')
    let isUsed = false
    for (const [from, to] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      this.sockets.add(from)
      // Whatever becomes of it, it delays no exit.
      from.unref()
      from.on('end', () => to.end())
      // Passed on as a reset, which is what most errors here are.
      from.on('error', () => to.resetAndDestroy())
      from.on('close', () => {
        this.sockets.delete(from)
        to.destroySoon()
      })
    }
    upstream.on('data', data => {
      isUsed = true
      client.write(data)
    })
    client.on('data', data => {
      if (!isUsed || this.random() >= 1 / ONE_IN) {
        upstream.write(data)
        return
      }
      this.count += 1
      client.resetAndDestroy()
      upstream.destroy()
    })
  }
}
