import { EventEmitter, once } from 'node:events'
import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A server between the action and the API, as nginx would be: it can be stopped and started, and respond with 502. */
export class Front {
  /** Whether it responds with 502 instead of forwarding the request. */
  isBroken = false
  /** Responses of its own so far. */
  refusals = 0
  private readonly behind: number
  private readonly events = new EventEmitter()
  private readonly server
  private port = 0

  /** @param behind the port of the server behind */
  constructor(behind: number) {
    this.behind = behind
    this.server = createServer((incoming, response) => {
      const refuse = (): void => {
        this.refusals += 1
        response.writeHead(502, { 'content-type': 'text/html' })
        response.end('<html><head><title>502 Bad Gateway</title></head><body>front</body></html>')
        this.events.emit('refused')
      }
      if (this.isBroken) {
        refuse()
        return
      }
      const { headers, url = '/' } = incoming
      const onward = request(
        { host: '127.0.0.1', port: this.behind, path: url, headers, agent: false },
        reply => {
          response.writeHead(reply.statusCode ?? 500, reply.headers)
          reply.pipe(response)
        },
      )
      onward.on('error', refuse)
      onward.end()
    })
  }

  get url(): string {
    return `http://127.0.0.1:${String(this.port)}`
  }

  /** Listens, on the port that it had before. */
  async start(): Promise<void> {
    this.server.listen(this.port, '127.0.0.1')
    await once(this.server, 'listening')
    this.port = (this.server.address() as AddressInfo).port
  }

  async stop(): Promise<void> {
    const closed = once(this.server, 'close')
    this.server.close()
    this.server.closeAllConnections()
    await closed
  }

  /** Resolves when it has answered 502 so often in all. */
  async refused(count: number): Promise<void> {
    while (this.refusals < count) await once(this.events, 'refused')
  }
}
