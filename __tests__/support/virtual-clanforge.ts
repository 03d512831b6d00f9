import { DEMO_ASID, DEMO_AUTHORIZATION } from '../../dev/simulator/access.ts'
import { Clanforge, type ClanforgeOptions } from '../../dev/simulator/clanforge.ts'
import type { ScenarioJob } from '../../dev/simulator/scenario.ts'
import { START_MS } from '../../dev/virtual/virtual-api.ts'

/**
 * A Clanforge with these jobs in virtual time, and ways to send it requests: `at` is in seconds after the start.
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
