import { DEMO_ASID } from '../../dev/simulator/access.ts'
import { DEMO_AUTHORIZATION, START_MS } from '../../dev/simulator/ask-world.ts'
import { applyFault } from '../../dev/simulator/fault.ts'
import { FaultPlan } from '../../dev/simulator/fault-plan.ts'
import { World } from '../../dev/simulator/world.ts'
import type { ApiResponse, Get } from '../../src/clanforge/client.ts'
import type { Json } from '../../src/clanforge/json.ts'
import { ApiError } from '../../src/clanforge/errors.ts'
import type { Clock } from '../../src/wait/clock.ts'

/** How long one exchange takes, virtual ms. */
const LATENCY = 80

/** What a simulated Clanforge lives through. */
export interface Scene {
  /** Life lines of the simulator. */
  readonly jobs: readonly string[]
  /** Fault lines of the simulator; none, cut, reset, statuses and pages (no hangs: nobody has a deadline here). */
  readonly faults?: readonly string[]
  readonly seed?: number
}

/** The ASID that the simulator's credentials belong to. */
export const scene = { asid: DEMO_ASID, mirroring: false }

/** A `Get` that the simulator's pure core answers in virtual time. */
export function worldApi({ jobs, faults = [], seed = 1 }: Scene, clock: Clock): Get {
  const world = new World({ seed })
  const plan = new FaultPlan(seed)
  plan.set(faults)
  for (const line of jobs) world.add(line, START_MS)
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
    const misfortune = plan.next(request, now)
    const truth = world.respond(request, now)
    if (misfortune === null) return read(truth.status, truth.headers, truth.body)
    const { manner, response } = applyFault(misfortune.fault, truth, now)
    if (manner !== 'whole') throw new ApiError('network', `the connection broke (${manner})`)
    return read(response.status, response.headers, response.body)
  }
}

/** What src/clanforge/client.ts makes of an answer, as far as a simulated one needs it. */
function read(status: number, headers: Readonly<Record<string, string>>, body: string): ApiResponse {
  const seconds = Number(headers['retry-after'])
  const retryAfter = Number.isNaN(seconds) ? undefined : seconds * 1000
  if (status >= 300) throw new ApiError('status', `HTTP ${String(status)}`, { status, retryAfter })
  try {
    return { body: JSON.parse(body) as Json, date: Date.parse(headers['date'] ?? '') / 1000, retryAfter }
  } catch (cause) {
    throw new ApiError('invalid-response', 'the answer is not JSON', { status, cause })
  }
}
