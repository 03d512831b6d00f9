import type { ApiResponse, Get } from '../../src/clanforge/client.ts'
import { messageOf } from '../../src/clanforge/error-page.ts'
import { ApiError, type ApiErrorType } from '../../src/clanforge/errors.ts'
import { parseJson } from '../../src/clanforge/json.ts'
import type { Clock } from '../../src/wait/clock.ts'
import { DEMO_AUTHORIZATION } from '../simulator/access.ts'
import { Clanforge } from '../simulator/clanforge.ts'
import { FaultPlan, respondWithFault } from '../simulator/fault-plan.ts'
import type { SimulatedResponse } from '../simulator/http-messages.ts'
import type { Scenario } from '../simulator/scenario.ts'

/** The start of virtual time: a whole second, Unix ms. */
export const START_MS = 1_800_000_000_000

/** A request takes this long; Clanforge receives it after half of the time. Virtual ms */
const LATENCY = 80

/**
 * Returns a simulated Clanforge, and the client's `Get` for it: without a network, in virtual time. A fault must not
 * hang, because requests have no deadline here.
 */
export function virtualApi({ jobs = [], faults = [], seed = 1 }: Scenario, clock: Clock) {
  const clanforge = new Clanforge({ seed })
  clanforge.add(jobs, START_MS)
  const plan = new FaultPlan(seed)
  plan.set(faults)
  const get: Get = async ({ path, query }, { signal }) => {
    await clock.sleep(LATENCY / 2, signal)
    const headers = { authorization: DEMO_AUTHORIZATION }
    const request = { method: 'GET', path, query: new URLSearchParams(query), headers }
    const { response, mode } = respondWithFault(clanforge, plan, request, START_MS + clock.now())
    await clock.sleep(LATENCY / 2, signal)
    if (signal.aborted) throw new ApiError('aborted', 'the wait ended')
    if (mode !== 'whole') throw new ApiError('network', `the connection broke (${mode})`)
    return read(response)
  }
  return { clanforge, get }
}

/** Reads a simulated response as src/clanforge/client.ts reads one from the network. */
function read({ status, headers, body }: SimulatedResponse): ApiResponse {
  const seconds = Number(headers['retry-after'])
  const retryAfter = Number.isNaN(seconds) ? undefined : seconds * 1000
  const error = (type: ApiErrorType, message: string) =>
    new ApiError(type, message, { status, retryAfter, detail: messageOf(body, text => text) })
  if (status >= 300) throw error('status', `HTTP ${status}`)
  try {
    return { body: parseJson(body), date: Date.parse(headers['date'] ?? '') / 1000, retryAfter }
  } catch {
    throw error('invalid-response', 'the response is not JSON')
  }
}
