import { text } from 'node:stream/consumers'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { ScenarioError } from './check-scenario.ts'
import { momentOf } from './job.ts'
import type { Added, JobStore } from './job-store.ts'
import type { RequestRecord } from './request-log.ts'
import { countsOf } from './rollout.ts'
import { JOB_KINDS } from './scenario.ts'
import type { FaultSpec, ScenarioJob } from './scenario.ts'
import { scenarioHelp } from './scenario-help.ts'
import { STATE_NAMES } from './states.ts'

/** Paths that begin so control the simulator; they need no credentials and are not in its request log. */
export const CONTROL_PREFIX = '/simulator/'

/** What can be controlled: a simulator. */
export interface Controllable {
  readonly clanforge: { readonly store: JobStore }
  readonly faults: readonly FaultSpec[]
  readonly requests: readonly RequestRecord[]
  readonly now: () => number
  add: (...jobs: readonly ScenarioJob[]) => readonly Added[]
  setFaults: (...faults: readonly FaultSpec[]) => void
  forgetRequests: () => void
}

type Handler = (simulator: Controllable, body: readonly unknown[]) => unknown

// What a body holds is checked by add and setFaults.
const HANDLERS: Readonly<Record<string, Handler>> = {
  'GET jobs': ({ clanforge, now }) => jobsAt(clanforge.store, now()),
  'POST jobs': (simulator, body) => simulator.add(...(body as ScenarioJob[])),
  'GET faults': simulator => simulator.faults,
  'POST faults': (simulator, body) => {
    simulator.setFaults(...(body as FaultSpec[]))
    return simulator.faults
  },
  'DELETE faults': simulator => {
    simulator.setFaults()
    return []
  },
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
  const name = path.slice(CONTROL_PREFIX.length)
  const handler = HANDLERS[`${request.method ?? 'GET'} ${name}`]
  try {
    const body = parseBody(await text(request))
    if (handler)
      send(response, 200, `${JSON.stringify(handler(simulator, body), null, 2)}\n`, 'application/json')
    else send(response, name === '' ? 200 : 404, overview(), 'text/plain')
  } catch (error) {
    const isInvalid = error instanceof ScenarioError || error instanceof SyntaxError
    send(response, isInvalid ? 400 : 500, `${isInvalid ? error.message : String(error)}\n`, 'text/plain')
  }
}

function parseBody(body: string): readonly unknown[] {
  if (body.trim() === '') return []
  const value: unknown = JSON.parse(body)
  return Array.isArray(value) ? value : [value]
}

function overview(): string {
  const calls = Object.keys(HANDLERS).map(name => `  ${name.replace(' ', ` ${CONTROL_PREFIX}`)}`)
  return ['Control (no credentials; bodies are JSON):', ...calls, '', scenarioHelp(), ''].join('\n')
}

function send(response: ServerResponse, status: number, body: string, type: string): void {
  response.writeHead(status, { 'content-type': `${type}; charset=utf-8` }).end(body)
}

function jobsAt(store: JobStore, nowMs: number): readonly object[] {
  const jobs = JOB_KINDS.flatMap(kind => store.all(kind, nowMs)).map(job => {
    const { state, progress } = momentOf(job, nowMs)
    const mirroring = job.spec.mirroring ?? false
    return { kind: job.kind, id: job.id, mirroring, state: STATE_NAMES[state], progress }
  })
  const rollouts = store.rolloutImages().flatMap(image => {
    const rollout = store.rollout(image, nowMs)
    return rollout ? [{ kind: 'rollout', id: image, ...countsOf(rollout, nowMs) }] : []
  })
  return [...jobs, ...rollouts]
}
