import type { ApiResponse, Get } from '../../src/clanforge/client.ts'
import type { Json } from '../../src/clanforge/json.ts'
import type { ApiRequest } from '../../src/clanforge/endpoints.ts'
import { ApiError } from '../../src/clanforge/errors.ts'
import type { Clock } from '../../src/wait/clock.ts'

/** What the API returns for one request: a body, a fault, or nothing at all. `takes`: ms until then. */
export type Reply =
  | { readonly body: Json; readonly retryAfter?: number; readonly date?: number; readonly takes?: number }
  | { readonly fault: ApiError; readonly takes?: number }
  | 'silence'

/** One request as the API saw it: `at` and `until` in virtual ms, `nth` among those with this path, from 1. */
export interface Call {
  readonly path: string
  readonly query: ApiRequest['query']
  readonly at: number
  readonly nth: number
  /** When its response arrived or it was given up. */
  until: number
  aborted: boolean
  readonly isNewConnection: boolean
}

/** The response to each request. */
export type Script = (call: Call) => Reply

/** An API in virtual time that responds as scripted and records its requests. */
export class ScriptedApi {
  readonly calls: Call[] = []
  /** The most requests that were in flight at the same time. */
  mostInFlight = 0
  readonly #clock: Clock
  readonly #script: Script
  readonly #counts = new Map<string, number>()
  #inFlight = 0

  constructor(clock: Clock, script: Script) {
    this.#clock = clock
    this.#script = script
  }

  /** Stands in for the HTTP client. */
  readonly get: Get = async ({ path, query }, { signal, isNewConnection }) => {
    const nth = (this.#counts.get(path) ?? 0) + 1
    this.#counts.set(path, nth)
    const call: Call = {
      path,
      query,
      at: this.#clock.now(),
      nth,
      until: NaN,
      aborted: false,
      isNewConnection,
    }
    this.calls.push(call)
    this.#inFlight += 1
    this.mostInFlight = Math.max(this.mostInFlight, this.#inFlight)
    try {
      return await this.#reply(this.#script(call), signal)
    } finally {
      call.until = this.#clock.now()
      call.aborted = signal.aborted
      this.#inFlight -= 1
    }
  }

  /** The requests with this path. */
  callsTo(path: string): readonly Call[] {
    return this.calls.filter(call => call.path === path)
  }

  async #reply(reply: Reply, signal: AbortSignal): Promise<ApiResponse> {
    const takes = reply === 'silence' ? Infinity : (reply.takes ?? 0)
    if (takes > 0) await this.#clock.sleep(takes, signal)
    if (signal.aborted || reply === 'silence') throw new ApiError('aborted', 'the wait has ended')
    if ('fault' in reply) throw reply.fault
    return { body: reply.body, date: reply.date, retryAfter: reply.retryAfter }
  }
}

/** One reply after the other; the last one again and again. */
export function inTurn(...replies: readonly Reply[]): Script {
  return ({ nth }) => replies[Math.min(nth, replies.length) - 1] ?? 'silence'
}

/** A script for each path; a request without one is a mistake of the test or of the wait. */
export function byPath(scripts: Readonly<Record<string, Script>>): Script {
  return call => {
    const script = scripts[call.path]
    if (script === undefined) throw new Error(`no script for GET ${call.path}`)
    return script(call)
  }
}
