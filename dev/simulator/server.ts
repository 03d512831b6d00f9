import { createServer as createHttpServer } from 'node:http'
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { createServer as createHttpsServer } from 'node:https'
import type { AddressInfo, Socket } from 'node:net'
import { once } from 'node:events'
import { CONTROL_PREFIX, control } from './control.ts'
import { deliver } from './deliver.ts'
import { applyFault } from './fault.ts'
import { FaultPlan } from './fault-plan.ts'
import type { SimulatedRequest } from './exchange.ts'
import type { Made } from './population.ts'
import { RequestLog } from './request-log.ts'
import type { RequestPredicate, RequestRecord, WaitOptions } from './request-log.ts'
import { World } from './world.ts'
import type { WorldOptions } from './world.ts'

/** How to start a simulator. The world's options go to a new world; an existing one keeps its own. */
export interface SimulatorOptions extends WorldOptions {
  /** 0 (default): a free one. */
  readonly port?: number
  /** Life lines of the first jobs. */
  readonly jobs?: readonly string[]
  /** Fault lines in force from the start. */
  readonly faults?: readonly string[]
  /** Goes on with this world instead of a new one. */
  readonly world?: World
  /** PEM texts; given them, it speaks https. */
  readonly tls?: { readonly key: string; readonly cert: string }
}

const HOST = '127.0.0.1'

/** A simulator that listens on this machine only. */
export class Simulator {
  readonly world: World
  readonly #options: SimulatorOptions
  readonly #log = new RequestLog()
  readonly #plan: FaultPlan
  readonly #connections = new WeakMap<Socket, number>()
  readonly #sockets = new Set<Socket>()
  readonly #server: ReturnType<typeof createHttpServer> | ReturnType<typeof createHttpsServer>
  #connectionCount = 0
  #port = 0

  constructor(options: SimulatorOptions) {
    this.#options = options
    this.world = options.world ?? new World(options)
    this.#plan = new FaultPlan(options.seed ?? 1)
    this.setFaults(...(options.faults ?? []))
    for (const line of options.jobs ?? []) this.add(line)
    const listener: RequestListener = (request, response) => {
      this.#handle(request, response)
    }
    this.#server = options.tls ? createHttpsServer(options.tls, listener) : createHttpServer(listener)
    // Kept here since closeAllConnections() does not know a socket that is still in its TLS handshake.
    this.#server.on('connection', (socket: Socket) => {
      this.#sockets.add(socket)
      socket.once('close', () => this.#sockets.delete(socket))
    })
  }

  /** The port it listens on; it stays the same over `down()` and `up()`. */
  get port(): number {
    return this.#port
  }

  /** For `api-url`: scheme, 127.0.0.1 and port, without a slash at the end. */
  get url(): string {
    return `${this.#options.tls ? 'https' : 'http'}://${HOST}:${String(this.#port)}`
  }

  /** What was asked so far, in order of arrival. */
  get requests(): readonly RequestRecord[] {
    return this.#log.records
  }

  /** The fault lines that still can befall a request. */
  get faults(): readonly string[] {
    return this.#plan.lines()
  }

  /**
   * Makes the jobs of a life line, now.
   *
   * @throws LineError when the line is not understood.
   */
  add(line: string): readonly Made[] {
    return this.world.add(line, Date.now())
  }

  /**
   * Replaces all faults; without lines there are none.
   *
   * @throws LineError when a line is not understood.
   */
  setFaults(...lines: readonly string[]): void {
    this.#plan.set(lines)
  }

  /** Resolves when such a request is on record, at once if it is already; rejects after `timeoutMs`. */
  waitForRequest(predicate: RequestPredicate, options: WaitOptions = {}): Promise<RequestRecord> {
    return this.#log.waitFor(predicate, options)
  }

  /** Forgets the requests so far. */
  forgetRequests(): void {
    this.#log.clear()
  }

  /** Listens (again, on the same port). Rejects when the port is taken. */
  async up(): Promise<void> {
    this.#server.listen(this.#port === 0 ? (this.#options.port ?? 0) : this.#port, HOST)
    await once(this.#server, 'listening')
    this.#port = (this.#server.address() as AddressInfo).port
  }

  /** Stops listening and destroys every open connection; the world goes on. Nothing when it is down already. */
  async down(): Promise<void> {
    if (!this.#server.listening) return
    const closed = once(this.#server, 'close')
    this.#server.close()
    for (const socket of this.#sockets) socket.destroy()
    await closed
  }

  /** The same as `down()`: nothing is left that keeps a process alive. */
  async close(): Promise<void> {
    await this.down()
  }

  #handle(incoming: IncomingMessage, response: ServerResponse): void {
    const [path = '/', ...query] = (incoming.url ?? '/').split('?')
    response.on('error', () => {
      // The other side went away in the middle of an answer: its own business.
    })
    if (path.startsWith(CONTROL_PREFIX)) {
      void control(this, incoming, path, response)
      return
    }
    const { method = 'GET', headers } = incoming
    incoming.resume()
    this.#answer({ method, path, query: new URLSearchParams(query.join('?')), headers }, incoming, response)
  }

  #answer(request: SimulatedRequest, incoming: IncomingMessage, response: ServerResponse): void {
    const at = Date.now()
    const misfortune = this.#plan.next(request, at)
    const answer = this.world.respond(misfortune?.heard === false ? unheard(request) : request, at)
    const truth = { response: answer, manner: 'whole' as const }
    const serverMs = at + (this.#options.clockSkewMs ?? 0)
    const delivery = misfortune ? applyFault(misfortune.fault, answer, serverMs) : truth
    const record: RequestRecord = {
      at,
      method: request.method,
      path: request.path,
      query: (incoming.url ?? '').split('?').slice(1).join('?'),
      headers: request.headers,
      connection: this.#connectionOf(incoming.socket),
      status: delivery.response.status,
      fault: misfortune?.line ?? null,
      answeredAt: null,
    }
    response.once('finish', () => {
      this.#log.answered(record, Date.now())
    })
    deliver(delivery, response)
    this.#log.push(record)
  }

  #connectionOf(socket: Socket): number {
    const known = this.#connections.get(socket) ?? ++this.#connectionCount
    this.#connections.set(socket, known)
    return known
  }
}

// What an unheard request is answered with comes from a request that changes nothing.
function unheard(request: SimulatedRequest): SimulatedRequest {
  return { ...request, path: '/unheard' }
}

/**
 * Starts a simulator on 127.0.0.1.
 *
 * @throws LineError when a job or fault line is not understood. Rejects when the port is taken.
 */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const simulator = new Simulator(options)
  await simulator.up()
  return simulator
}
