import { EventEmitter, once } from 'node:events'
import { type IncomingMessage, type ServerResponse, createServer as createHttpServer } from 'node:http'
import { createServer as createHttpsServer } from 'node:https'
import type { AddressInfo, Socket } from 'node:net'
import { Clanforge } from './clanforge.ts'
import { CONTROL_PREFIX, control } from './control.ts'
import { deliver } from './deliver.ts'
import { FaultPlan, respondWithFault } from './fault-plan.ts'
import type { SimulatedRequest } from './http-messages.ts'
import type { FaultSpec, Scenario, ScenarioJob } from './scenario.ts'

/** A scenario, and how to serve it. */
export interface SimulatorOptions extends Scenario {
  /** 0 (default) for a free port. */
  readonly port?: number
  /** Unix milliseconds; default `Date.now`. */
  readonly now?: () => number
  /** In PEM format, to serve https. */
  readonly tls?: { readonly key: string; readonly cert: string }
}

/** A request to the simulator, except to its control endpoints. Times are Unix milliseconds of the system clock. */
export interface RequestRecord extends Pick<SimulatedRequest, 'method' | 'path' | 'headers'> {
  readonly at: number
  /** As it was sent, without `?`. */
  readonly query: string
  /** The number of its connection, from 1. Requests with the same number shared a connection. */
  readonly connection: number
  /** The status that is sent, or that would be sent without the fault. */
  readonly status: number
  /** The fault that hits the request, such as `503` or `reset`, or null. */
  readonly fault: string | null
  /** When the response was sent completely; null until then. */
  respondedAt: number | null
}

/** Which of the matching requests to wait for. */
interface WaitOptions {
  /** Its number among those that match, from 1 (default). */
  readonly count?: number
  /** `arrived` (default), or `responded`: its response has been sent completely. */
  readonly until?: 'arrived' | 'responded'
  /** Default 30,000. */
  readonly timeoutMs?: number
}

const HOST = '127.0.0.1'

/** A simulated Clanforge that listens on 127.0.0.1. */
export class Simulator {
  readonly clanforge: Clanforge
  /** The requests so far, in order of arrival. */
  readonly requests: RequestRecord[] = []
  /** The port that it listens on, also after `close()` and `listen()`. */
  port = 0
  /** For `api-url`: scheme, 127.0.0.1 and port, without a trailing slash. */
  url = ''
  readonly #now: () => number
  readonly #options: SimulatorOptions
  readonly #changes = new EventEmitter()
  readonly #plan: FaultPlan
  readonly #connections = new WeakMap<Socket, number>()
  readonly #sockets = new Set<Socket>()
  readonly #server: ReturnType<typeof createHttpServer> | ReturnType<typeof createHttpsServer>
  #connectionCount = 0

  constructor(options: SimulatorOptions) {
    this.#options = options
    this.clanforge = new Clanforge(options)
    this.#now = options.now ?? Date.now
    this.#plan = new FaultPlan(options.seed ?? 1)
    this.setFaults(...(options.faults ?? []))
    this.add(...(options.jobs ?? []))
    this.#server = options.tls ? createHttpsServer(options.tls) : createHttpServer()
    this.#server.on('request', (request, response) => {
      this.#handle(request, response)
    })
    // closeAllConnections() does not close sockets that are still in their TLS handshake.
    this.#server.on('connection', (socket: Socket) => {
      this.#sockets.add(socket)
      socket.once('close', () => this.#sockets.delete(socket))
    })
  }

  /** The faults that can still hit a request. */
  get faults(): readonly FaultSpec[] {
    return this.#plan.faults()
  }

  /** Every job and rollout that has appeared, with its state or counters. */
  get jobs(): readonly object[] {
    return this.clanforge.jobs(this.#now())
  }

  /**
   * Adds jobs now.
   *
   * @throws ScenarioError when one is invalid
   */
  add(...jobs: readonly ScenarioJob[]): void {
    this.clanforge.add(jobs, this.#now())
  }

  /**
   * Replaces all faults; without arguments there are none.
   *
   * @throws ScenarioError when one is invalid
   */
  setFaults(...faults: readonly FaultSpec[]): void {
    this.#plan.set(faults)
  }

  /** Resolves with a request that matches, at once if it has arrived already. Rejects after `timeoutMs`. */
  async waitForRequest(
    predicate: (request: RequestRecord) => boolean,
    { count = 1, until = 'arrived', timeoutMs = 30_000 }: WaitOptions = {},
  ): Promise<RequestRecord> {
    const signal = AbortSignal.timeout(timeoutMs)
    for (;;) {
      const ready = this.requests.filter(({ respondedAt }) => until === 'arrived' || respondedAt !== null)
      const matching = ready.filter(predicate)
      const request = matching[count - 1]
      if (request) return request
      await once(this.#changes, 'change', { signal }).catch((cause: unknown) => {
        const figures = `${matching.length} of ${count} requests (${this.requests.length} in all)`
        throw new Error(`After ${timeoutMs} ms, there were ${figures}`, { cause })
      })
    }
  }

  /** Listens, on the same port as before if it was closed. Rejects when the port is taken. */
  async listen(): Promise<void> {
    this.#server.listen(this.port === 0 ? this.#options.port : this.port, HOST)
    await once(this.#server, 'listening')
    this.port = (this.#server.address() as AddressInfo).port
    this.url = `${this.#options.tls ? 'https' : 'http'}://${HOST}:${String(this.port)}`
  }

  /** Stops listening and destroys every open connection, so that nothing keeps the process alive. The jobs continue. */
  async close(): Promise<void> {
    if (!this.#server.listening) return
    const closed = once(this.#server, 'close')
    this.#server.close()
    for (const socket of this.#sockets) socket.destroy()
    await closed
  }

  #handle(incoming: IncomingMessage, response: ServerResponse): void {
    const [path = '/', ...rest] = (incoming.url ?? '/').split('?')
    response.on('error', () => {
      // A client may close the connection in the middle of a response.
    })
    if (path.startsWith(CONTROL_PREFIX)) {
      void control(this, incoming, path, response)
      return
    }
    incoming.resume()
    const { method = 'GET', headers, socket } = incoming
    const query = rest.join('?')
    const isOnUsedConnection = this.#connections.has(socket)
    const connection = this.#connections.get(socket) ?? ++this.#connectionCount
    this.#connections.set(socket, connection)
    const request = { method, path, query: new URLSearchParams(query), headers, isOnUsedConnection }
    const { fault, ...delivery } = respondWithFault(this.clanforge, this.#plan, request, this.#now())
    const record: RequestRecord = {
      at: Date.now(),
      method,
      path,
      query,
      headers,
      connection,
      status: delivery.response.status,
      fault: fault && String(fault.fault),
      respondedAt: null,
    }
    response.once('finish', () => {
      record.respondedAt = Date.now()
      this.#changes.emit('change')
    })
    deliver(delivery, response)
    this.requests.push(record)
    this.#changes.emit('change')
  }
}

/**
 * Starts a simulator on 127.0.0.1.
 *
 * @throws ScenarioError when a job or fault is invalid. Rejects when the port is taken.
 */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const simulator = new Simulator(options)
  await simulator.listen()
  return simulator
}
