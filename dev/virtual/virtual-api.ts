import type { ApiResponse, Get } from '../../src/clanforge/client.ts'
import { ApiError } from '../../src/clanforge/errors.ts'
import { type Json, asObject, parseJson, toText } from '../../src/clanforge/json.ts'
import type { Clock } from '../../src/wait/clock.ts'
import { DEMO_AUTHORIZATION } from '../simulator/access.ts'
import { Clanforge } from '../simulator/clanforge.ts'
import { applyFault } from '../simulator/fault.ts'
import { FaultPlan } from '../simulator/fault-plan.ts'
import type { SimulatedResponse } from '../simulator/http-messages.ts'
import type { Scenario } from '../simulator/scenario.ts'

/** The start of virtual time: a whole second, Unix ms. */
export const START_MS = 1_800_000_000_000

/** A request takes this long; Clanforge receives it after half of the time. Virtual ms */
const LATENCY = 80

/** A simulated Clanforge, and the client's `Get` for it. */
export interface VirtualApi {
  readonly clanforge: Clanforge
  readonly get: Get
}

/** The simulator without a network, in virtual time. A fault must not hang: requests have no deadline here. */
export function virtualApi({ jobs = [], faults = [], seed = 1 }: Scenario, clock: Clock): VirtualApi {
  const clanforge = new Clanforge({ seed })
  clanforge.add(jobs, START_MS)
  const plan = new FaultPlan(seed)
  plan.set(faults)
  const get: Get = async ({ path, query }, { signal }) => {
    await clock.sleep(LATENCY / 2, signal)
    const now = START_MS + clock.now()
    const headers = { authorization: DEMO_AUTHORIZATION }
    const request = { method: 'GET', path, query: new URLSearchParams(query), headers }
    const fault = plan.next(request, now)
    const response = clanforge.respond(request, now)
    const delivery = fault === null ? undefined : applyFault(fault, response, now)
    await clock.sleep(LATENCY / 2, signal)
    if (signal.aborted) throw new ApiError('aborted', 'the wait ended')
    if (delivery === undefined) return read(response)
    if (delivery.manner === 'whole') return read(delivery.response)
    throw new ApiError('network', `the connection broke (${delivery.manner})`)
  }
  return { clanforge, get }
}

/** Reads a simulated response as src/clanforge/client.ts reads one from the network. */
function read({ status, headers, body }: SimulatedResponse): ApiResponse {
  const json = parse(body)
  const seconds = Number(headers['retry-after'])
  const retryAfter = Number.isNaN(seconds) ? undefined : seconds * 1000
  const detail = toText(asObject(json)?.['error_message'])
  if (status >= 300) throw new ApiError('status', `HTTP ${status}`, { status, retryAfter, detail })
  if (json === undefined) throw new ApiError('invalid-response', 'the response is not JSON', { status })
  return { body: json, date: Date.parse(headers['date'] ?? '') / 1000, retryAfter }
}

function parse(body: string): Json | undefined {
  try {
    return parseJson(body)
  } catch {
    return undefined
  }
}
