import { text } from 'node:stream/consumers'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { ScenarioError, scenarioHelp } from './check-scenario.ts'
import type { FaultSpec, ScenarioJob } from './scenario.ts'

/** The beginning of paths that control the simulator. They need no credentials and are not in its request log. */
export const CONTROL_PREFIX = '/simulator/'

/** What can be controlled: a simulator. */
export interface Controllable {
  readonly faults: readonly FaultSpec[]
  readonly requests: readonly object[]
  jobs: () => readonly object[]
  add: (...jobs: readonly ScenarioJob[]) => readonly object[]
  setFaults: (...faults: readonly FaultSpec[]) => readonly FaultSpec[]
  forgetRequests: () => void
}

type Endpoint = (simulator: Controllable, body: readonly unknown[]) => unknown

// add and setFaults check what a body contains.
const ENDPOINTS: Readonly<Record<string, Endpoint>> = {
  'GET jobs': simulator => simulator.jobs(),
  'POST jobs': (simulator, body) => simulator.add(...(body as ScenarioJob[])),
  'GET faults': simulator => simulator.faults,
  'POST faults': (simulator, body) => simulator.setFaults(...(body as FaultSpec[])),
  'DELETE faults': simulator => simulator.setFaults(),
  'GET requests': simulator => simulator.requests,
  'DELETE requests': simulator => {
    simulator.forgetRequests()
    return []
  },
}

/**
 * Handles one control request. A body is JSON, one entry of a scenario's `jobs` or `faults` or a list of them, whatever
 * its content type is, so that `curl -d` is enough. Responses are JSON, and 400 with plain text for an invalid body.
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
  const endpoint = ENDPOINTS[`${request.method ?? 'GET'} ${name}`]
  try {
    const body = await text(request)
    const entries: unknown = body.trim() === '' ? [] : JSON.parse(body)
    if (endpoint) {
      const result = endpoint(simulator, Array.isArray(entries) ? entries : [entries])
      send(200, JSON.stringify(result, null, 2), 'application/json')
    } else send(name === '' ? 200 : 404, overview())
  } catch (error) {
    const isInvalid = error instanceof ScenarioError || error instanceof SyntaxError
    send(isInvalid ? 400 : 500, isInvalid ? error.message : String(error))
  }
}

function overview(): string {
  const endpoints = Object.keys(ENDPOINTS).map(name => `  ${name.replace(' ', ` ${CONTROL_PREFIX}`)}`)
  return ['Control (no credentials; bodies are JSON):', ...endpoints, '', scenarioHelp()].join('\n')
}
