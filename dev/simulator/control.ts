import type { IncomingMessage, ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'
import { ScenarioError, scenarioHelp } from './check-scenario.ts'
import type { FaultSpec, ScenarioJob } from './scenario.ts'

/** The prefix of paths that control the simulator. They need no credentials and are not in its request log. */
export const CONTROL_PREFIX = '/simulator/'

/** The parts of a simulator that can be controlled. */
export interface Controllable {
  readonly jobs: readonly object[]
  readonly faults: readonly object[]
  readonly requests: object[]
  add: (...jobs: readonly ScenarioJob[]) => void
  setFaults: (...faults: readonly FaultSpec[]) => void
}

/**
 * Handles a control request. Its body is JSON: one entry of a scenario's `jobs` or `faults`, or a list of entries. The
 * content type does not matter, so that `curl -d` is enough. Responses are JSON, or 400 with plain text for an invalid
 * body.
 */
export async function control(
  simulator: Controllable,
  request: IncomingMessage,
  path: string,
  response: ServerResponse,
): Promise<void> {
  const send = (status: number, body: string, type = 'text/plain') =>
    response.writeHead(status, { 'content-type': `${type}; charset=utf-8` }).end(`${body}\n`)
  const name = path.slice(CONTROL_PREFIX.length)
  try {
    const body = await text(request)
    const entries: unknown = body.trim() === '' ? [] : JSON.parse(body)
    const list: readonly unknown[] = Array.isArray(entries) ? entries : [entries]
    const resource = call(simulator, `${request.method ?? 'GET'} ${name}`, list)
    if (resource) send(200, JSON.stringify(resource, null, 2), 'application/json')
    else send(name === '' ? 200 : 404, `${OVERVIEW}\n${scenarioHelp()}`)
  } catch (error) {
    const isInvalid = error instanceof ScenarioError || error instanceof SyntaxError
    send(isInvalid ? 400 : 500, isInvalid ? error.message : String(error))
  }
}

const OVERVIEW = `Control (no credentials; bodies are JSON, responses are the list after the change):
  GET or POST /simulator/jobs
  GET, POST or DELETE /simulator/faults
  GET or DELETE /simulator/requests
`

// Returns the list of the endpoint, after its change. add and setFaults check the body.
function call(simulator: Controllable, endpoint: string, body: readonly unknown[]) {
  switch (endpoint) {
    case 'POST jobs':
      simulator.add(...(body as ScenarioJob[]))
      return simulator.jobs
    case 'POST faults':
    case 'DELETE faults':
      // DELETE has no body, so no fault is left.
      simulator.setFaults(...(body as FaultSpec[]))
      return simulator.faults
    case 'DELETE requests':
      simulator.requests.length = 0
      return simulator.requests
    case 'GET jobs':
      return simulator.jobs
    case 'GET faults':
      return simulator.faults
    case 'GET requests':
      return simulator.requests
    default:
      return undefined
  }
}
