import { text } from 'node:stream/consumers'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { lookAt } from './job.ts'
import { JOB_KINDS, STATE_NAMES } from './life.ts'
import { grammarHelp } from './help.ts'
import { LineError } from './line-text.ts'
import { countsOf } from './rollout.ts'
import type { Simulator } from './server.ts'

/** Paths that begin so drive the simulator; they need no credentials and are not on its record. */
export const CONTROL_PREFIX = '/simulator/'

type Handler = (simulator: Simulator, lines: readonly string[]) => unknown

const HANDLERS: Readonly<Record<string, Handler>> = {
  'GET jobs': simulator => jobsNow(simulator, Date.now()),
  'POST jobs': (simulator, lines) => lines.flatMap(line => simulator.add(line)),
  'GET faults': simulator => simulator.faults,
  'POST faults': (simulator, lines) => {
    simulator.setFaults(...lines)
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
 * Answers one control request. Bodies are lines of text, whatever their content type says, so that `curl -d` is
 * enough; answers are JSON, and 400 with plain text for a line that is not understood.
 */
export async function control(
  simulator: Simulator,
  request: IncomingMessage,
  path: string,
  response: ServerResponse,
): Promise<void> {
  try {
    const lines = (await text(request)).split('\n').filter(line => line.trim() !== '')
    const name = path.slice(CONTROL_PREFIX.length)
    const handler = HANDLERS[`${request.method ?? 'GET'} ${name}`]
    if (handler)
      send(response, 200, `${JSON.stringify(handler(simulator, lines), null, 2)}\n`, 'application/json')
    else send(response, name === '' ? 200 : 404, overview(), 'text/plain')
  } catch (error) {
    const known = error instanceof LineError
    send(response, known ? 400 : 500, `${known ? error.message : String(error)}\n`, 'text/plain')
  }
}

function overview(): string {
  const calls = Object.keys(HANDLERS).map(name => `  ${name.replace(' ', ` ${CONTROL_PREFIX}`)}`)
  return ['Control (no credentials; bodies are lines of text):', ...calls, '', grammarHelp(), ''].join('\n')
}

function send(response: ServerResponse, status: number, body: string, type: string): void {
  response.writeHead(status, { 'content-type': `${type}; charset=utf-8` }).end(body)
}

function jobsNow({ world: { population } }: Simulator, nowMs: number): readonly object[] {
  const jobs = JOB_KINDS.flatMap(kind => population.all(kind, nowMs)).map(job => {
    const { state, progress } = lookAt(job, nowMs)
    return { kind: job.kind, id: job.id, mirroring: job.life.mirroring, state: STATE_NAMES[state], progress }
  })
  const rollouts = population.rolloutImages().flatMap(image => {
    const rollout = population.rollout(image, nowMs)
    return rollout ? [{ kind: 'rollout', id: image, ...countsOf(rollout, nowMs) }] : []
  })
  return [...jobs, ...rollouts]
}
