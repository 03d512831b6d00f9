import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import type { ClientRequest, IncomingMessage } from 'node:http'
import type { Get } from '../../src/clanforge/client.ts'
import type { ApiRequest, Scope, Target } from '../../src/clanforge/endpoints.ts'
import { installListRequest, kindOf } from '../../src/clanforge/endpoints.ts'
import { ApiError } from '../../src/clanforge/errors.ts'
import { type JsonObject, asObject, isArray } from '../../src/clanforge/json.ts'
import type { State } from '../../src/clanforge/states.ts'
import { readDenial, readJobStatus } from '../../src/clanforge/status.ts'

/** The purpose of a request. */
export type Purpose = 'status' | 'rollout' | 'list' | 'queue' | 'unknown ID' | 'wrong keys'

/** One request and its response or error. */
export interface Observation {
  readonly purpose: Purpose
  readonly target: Target | undefined
  /** The body of a 2xx response that is a JSON object. */
  readonly body?: JsonObject | undefined
  /** The Date header, Unix seconds. */
  readonly date?: number | undefined
  readonly error?: ApiError
  /** The clock of this machine at the response, Unix seconds. */
  readonly now: number
  /** The connection of the response, with its Keep-Alive header; undefined without a response. */
  readonly connection: { readonly isReused: boolean; readonly keepAlive: string } | undefined
}

/** The requests of a probe, and its clock. */
export interface ProbePlan {
  readonly targets: readonly Target[]
  readonly scope: Scope
  readonly rounds: number
  /** Called between two rounds. */
  readonly pause: () => Promise<void>
  /** Unix ms. */
  readonly wallClock: () => number
  /** Whether to call the queue endpoint of the installs, the only request that changes something. */
  readonly isQueuing: boolean
}

/** The purpose of a target's own endpoint, unless it is its status. */
const PURPOSES: Partial<Record<Target['kind'], Purpose>> = { install: 'queue', rollout: 'rollout' }

/** No Clanforge has that many jobs. */
const UNKNOWN_ID = '99999999999'

/**
 * Sends the requests of a probe, one after the other.
 *
 * @param wrong the same client with keys that are not valid
 */
export async function observe(plan: ProbePlan, get: Get, wrong: Get): Promise<readonly Observation[]> {
  const observations: Observation[] = []
  let connection: Observation['connection']
  const onResponse = (message: unknown): void => {
    const { request, response } = message as { request: ClientRequest; response: IncomingMessage }
    connection = { isReused: request.reusedSocket, keepAlive: String(response.headers['keep-alive'] ?? '') }
  }
  const send = async (by: Get, purpose: Purpose, request: ApiRequest, target?: Target): Promise<void> => {
    connection = undefined
    const options = { signal: new AbortController().signal, isNewConnection: purpose === 'queue' }
    const result = await by(request, options).catch((error: unknown) => error as ApiError)
    const now = plan.wallClock() / 1000
    const seen = result instanceof ApiError ? { error: result } : { ...result, body: asObject(result.body) }
    observations.push({ purpose, target, now, connection, ...seen })
  }
  const { targets, scope } = plan
  subscribe('http.client.response.finish', onResponse)
  for (let round = 1; round <= plan.rounds; round += 1) {
    if (round > 1) await plan.pause()
    for (const target of targets) {
      const purpose = PURPOSES[target.kind] ?? 'status'
      const request = kindOf(target).status(target.id, scope)
      if (purpose !== 'queue' || plan.isQueuing) await send(get, purpose, request, target)
    }
    await send(get, 'list', installListRequest(scope))
  }
  await send(get, 'unknown ID', kindOf({ kind: 'update', id: UNKNOWN_ID }).status(UNKNOWN_ID, scope))
  await send(wrong, 'wrong keys', installListRequest(scope))
  unsubscribe('http.client.response.finish', onResponse)
  return observations
}

/** The responses for a purpose, or all with job fields. */
export type Wanted = Purpose | 'job'

/** The bodies of these responses. Those of an install list are its entries. */
export function bodiesFor(all: readonly Observation[], wanted: Wanted): readonly JsonObject[] {
  const purposes = wanted === 'job' ? ['status', 'queue', 'list'] : [wanted]
  return all.flatMap(({ purpose, body }) => {
    if (body === undefined || !purposes.includes(purpose)) return []
    const entries = purpose === 'list' ? body['installs'] : [body]
    return isArray(entries) ? entries.map(asObject).filter(entry => entry !== undefined) : []
  })
}

/** The state of a job as the action reads it; `none` when there is no body or it is not valid. */
export function stateOf(body: JsonObject | undefined): State {
  try {
    return readJobStatus(body ?? {})?.state ?? 'none'
  } catch {
    return 'none'
  }
}

/** A name for the kind of response, without any text of Clanforge. */
export function describeResponse({ error, body }: Observation): string {
  if (error !== undefined) return error.status === undefined ? error.type : `HTTP ${String(error.status)}`
  if (stateOf(body) !== 'none') return 'job fields'
  return body !== undefined && readDenial(body) !== undefined ? 'refusal' : 'another body'
}
