import { createServer as createHttpServer } from 'node:http'
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { createServer as createHttpsServer } from 'node:https'
import type { AddressInfo, Socket } from 'node:net'
import { once } from 'node:events'
import { Clanforge } from './clanforge.ts'
import type { ClanforgeOptions } from './clanforge.ts'
import { CONTROL_PREFIX, control } from './control.ts'
import { deliver } from './deliver.ts'
import { applyFault } from './fault.ts'
import { FaultPlan } from './fault-plan.ts'
import type { SimulatedRequest } from './http-messages.ts'
import type { Added } from './job-store.ts'
import { RequestLog } from './request-log.ts'
import type { RequestPredicate, RequestRecord, WaitOptions } from './request-log.ts'
import type { FaultSpec, Scenario, ScenarioJob } from './scenario.ts'

/** How to start a simulator: a scenario, and where. */
export interface SimulatorOptions extends Scenario, ClanforgeOptions {
  /** 0 (default): a free one. */
  readonly port?: number
  /** Uses this Clanforge, with its own options, instead of a new one. */
  readonly clanforge?: Clanforge
  /** Unix milliseconds; default `Date.now`. */
  readonly now?: () => number
  /** PEM texts; with them, it serves https. */
  readonly tls?: { readonly key: string; readonly cert: string }
}

const HOST = '127.0.0.1'

/** A simulator that listens on this machine only. */
export class Simulator {
  readonly clanforge: Clanforge
  readonly now: () => number
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
    this.clanforge = options.clanforge ?? new Clanforge(options)
    this.now = options.now ?? Date.now
    this.#plan = new FaultPlan(options.seed ?? 1)
    this.setFaults(...(options.faults ?? []))
    this.add(...(options.jobs ?? []))
    const listener: RequestListener = (request, response) => {
      this.#handle(request, response)
    }
    this.#server = options.tls ? createHttpsServer(options.tls, listener) : createHttpServer(listener)
    // Kept here because closeAllConnections() does not close sockets that are still in their TLS handshake.
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

  /** The requests so far, in order of arrival. */
  get requests(): readonly RequestRecord[] {
    return this.#log.records
  }

  /** The faults that still can hit a request. */
  get faults(): readonly FaultSpec[] {
    return this.#plan.faults()
  }

  /**
   * Adds jobs now.
   *
   * @throws ScenarioError when one does not match scenario.schema.json
   */
  add(...jobs: readonly ScenarioJob[]): readonly Added[] {
    return this.clanforge.add(jobs, this.now())
  }

  /**
   * Replaces all faults; without arguments there are none.
   *
   * @throws ScenarioError when one does not match scenario.schema.json
   */
  setFaults(...faults: readonly FaultSpec[]): void {
    this.#plan.set(faults)
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

  /** Stops listening and destroys every open connection; the jobs go on. Does nothing when it is down already. */
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
      // A client may close the connection in the middle of a response.
    })
    if (path.startsWith(CONTROL_PREFIX)) {
      void control(this, incoming, path, response)
      return
    }
    const { method = 'GET', headers } = incoming
    incoming.resume()
    this.#respond({ method, path, query: new URLSearchParams(query.join('?')), headers }, incoming, response)
  }

  #respond(request: SimulatedRequest, incoming: IncomingMessage, response: ServerResponse): void {
    const at = this.now()
    const hit = this.#plan.next(request, at)
    const truth = this.clanforge.respond(hit?.arrives === false ? neverArrived(request) : request, at)
    const serverMs = at + (this.#options.clockSkewSeconds ?? 0) * 1000
    const delivery = hit
      ? applyFault(hit.fault, truth, serverMs)
      : { response: truth, manner: 'whole' as const }
    const record: RequestRecord = {
      at: Date.now(),
      method: request.method,
      path: request.path,
      query: (incoming.url ?? '').split('?').slice(1).join('?'),
      headers: request.headers,
      connection: this.#connectionOf(incoming.socket),
      status: delivery.response.status,
      fault: hit === null ? null : String(hit.fault.fault),
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

// The response that a fault replaces comes from a request that changes nothing.
function neverArrived(request: SimulatedRequest): SimulatedRequest {
  return { ...request, path: '/never-arrived' }
}

/**
 * Starts a simulator on 127.0.0.1.
 *
 * @throws ScenarioError when a job or fault does not match scenario.schema.json. Rejects when the port is taken.
 */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const simulator = new Simulator(options)
  await simulator.up()
  return simulator
}
