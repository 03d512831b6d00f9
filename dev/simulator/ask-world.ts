import { basicAuthorization, DEMO_ACCESS_KEY, DEMO_ASID, DEMO_SECRET_KEY } from './access.ts'
import { World } from './world.ts'
import type { WorldOptions } from './world.ts'

/** The beginning of virtual time: a whole second, in Unix milliseconds. */
export const START_MS = 1_800_000_000_000

/**
 * A world of the given lines in virtual time, and ways to ask it: `at` is in seconds after the start. `respond` asks
 * as it is told; `get` adds the account service id and gives the parsed body, whatever the status.
 */
export function worldOf(lines: readonly string[], options: WorldOptions = {}) {
  const world = new World(options)
  for (const line of lines) world.add(line, START_MS)
  const respond = (pathAndQuery: string, at = 0, authorization = DEMO_AUTHORIZATION, method = 'GET') => {
    const [path = '', query = ''] = pathAndQuery.split('?')
    const request = { method, path, query: new URLSearchParams(query), headers: { authorization } }
    return world.respond(request, START_MS + at * 1000)
  }
  const get = (path: string, at = 0): Record<string, unknown> => {
    const answer = respond(`${path}${path.includes('?') ? '&' : '?'}accountserviceid=${DEMO_ASID}`, at)
    return JSON.parse(answer.body) as Record<string, unknown>
  }
  return { world, respond, get }
}

/** The demo credentials. */
export const DEMO_AUTHORIZATION = basicAuthorization(DEMO_ACCESS_KEY, DEMO_SECRET_KEY)
