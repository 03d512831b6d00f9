import { DEMO_ASID, DEMO_AUTHORIZATION } from '../../dev/simulator/access.ts'
import { Clanforge } from '../../dev/simulator/clanforge.ts'
import { applyFault } from '../../dev/simulator/fault.ts'
import { FaultPlan } from '../../dev/simulator/fault-plan.ts'
import type { FaultSpec, ScenarioJob } from '../../dev/simulator/scenario.ts'
import { START_MS } from '../../dev/simulator/virtual-clanforge.ts'
import type { ApiResponse, Get } from '../../src/clanforge/client.ts'
import type { Json } from '../../src/clanforge/json.ts'
import { ApiError } from '../../src/clanforge/errors.ts'
import type { Clock } from '../../src/wait/clock.ts'

/** How long one exchange takes, virtual ms. */
const LATENCY = 80

/** The jobs and faults of a simulated Clanforge. */
export interface Scene {
  readonly jobs: readonly ScenarioJob[]
  /** None that hangs: no request has a deadline here. */
  readonly faults?: readonly FaultSpec[]
  readonly seed?: number
}

/** The ASID that the simulator's credentials belong to. */
export const scene = { asid: DEMO_ASID, mirroring: false }

/** A `Get` that the simulator's pure core responds to in virtual time. */
export function worldApi({ jobs, faults = [], seed = 1 }: Scene, clock: Clock): Get {
  const clanforge = new Clanforge({ seed })
  const plan = new FaultPlan(seed)
  plan.set(faults)
  clanforge.add(jobs, START_MS)
  return async ({ path, query }, { signal }) => {
    await clock.sleep(LATENCY, signal)
    if (signal.aborted) throw new ApiError('aborted', 'the wait was over')
    const now = START_MS + clock.now()
    const request = {
      method: 'GET',
      path,
      query: new URLSearchParams(query),
      headers: { authorization: DEMO_AUTHORIZATION },
    }
    const fault = plan.next(request, now)
    const truth = clanforge.respond(request, now)
    if (fault === null) return read(truth.status, truth.headers, truth.body)
    const { manner, response } = applyFault(fault, truth, now)
    if (manner !== 'whole') throw new ApiError('network', `the connection broke (${manner})`)
    return read(response.status, response.headers, response.body)
  }
}

/** What src/clanforge/client.ts makes of a response, as far as a simulated one needs it. */
function read(status: number, headers: Readonly<Record<string, string>>, body: string): ApiResponse {
  const seconds = Number(headers['retry-after'])
  const retryAfter = Number.isNaN(seconds) ? undefined : seconds * 1000
  if (status >= 300) throw new ApiError('status', `HTTP ${String(status)}`, { status, retryAfter })
  try {
    return { body: JSON.parse(body) as Json, date: Date.parse(headers['date'] ?? '') / 1000, retryAfter }
  } catch (cause) {
    throw new ApiError('invalid-response', 'the response is not JSON', { status, cause })
  }
}
