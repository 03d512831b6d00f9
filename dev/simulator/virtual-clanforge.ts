import { basicAuthorization, DEMO_ACCESS_KEY, DEMO_ASID, DEMO_SECRET_KEY } from './access.ts'
import { Clanforge } from './clanforge.ts'
import type { ClanforgeOptions } from './clanforge.ts'
import type { ScenarioJob } from './scenario.ts'

/** The beginning of virtual time: a whole second, in Unix milliseconds. */
export const START_MS = 1_800_000_000_000

/** The demo credentials. */
export const DEMO_AUTHORIZATION = basicAuthorization(DEMO_ACCESS_KEY, DEMO_SECRET_KEY)

/**
 * A Clanforge with the given jobs in virtual time, and ways to send it requests: `at` is in seconds after the start.
 * `respond` sends a request as it is; `get` adds the account service ID and returns the parsed body, whatever the status.
 */
export function virtualClanforge(jobs: readonly ScenarioJob[], options: ClanforgeOptions = {}) {
  const clanforge = new Clanforge(options)
  clanforge.add(jobs, START_MS)
  const respond = (pathAndQuery: string, at = 0, authorization = DEMO_AUTHORIZATION, method = 'GET') => {
    const [path = '', query = ''] = pathAndQuery.split('?')
    const request = { method, path, query: new URLSearchParams(query), headers: { authorization } }
    return clanforge.respond(request, START_MS + at * 1000)
  }
  const get = (path: string, at = 0): Record<string, unknown> => {
    const response = respond(`${path}${path.includes('?') ? '&' : '?'}accountserviceid=${DEMO_ASID}`, at)
    return JSON.parse(response.body) as Record<string, unknown>
  }
  return { clanforge, respond, get }
}
