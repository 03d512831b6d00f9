import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import type { ClientRequest, IncomingMessage } from 'node:http'
import type { ApiResponse, Get } from '../../src/clanforge/client.ts'
import {
  type ApiRequest,
  type Scope,
  type Target,
  installListRequest,
  kindOf,
} from '../../src/clanforge/endpoints.ts'
import { ApiError } from '../../src/clanforge/errors.ts'
import { type JsonObject, asObject, isArray } from '../../src/clanforge/json.ts'

/** What a request was for. */
export type Purpose = 'status' | 'rollout' | 'list' | 'queue' | 'unknown ID' | 'wrong keys'

/** One request and what came of it. */
export interface Observation {
  readonly purpose: Purpose
  readonly target: Target | undefined
  /** The body of a 2xx response that is a JSON object. */
  readonly body: JsonObject | undefined
  /** Unix seconds. */
  readonly date: number | undefined
  readonly error: ApiError | undefined
  /** This machine's clock at the response, Unix seconds. */
  readonly now: number
}

/** Everything that a probe has seen. */
export interface Findings {
  readonly observations: readonly Observation[]
  /** Of each response but the first and those of queue calls, whether it came on a connection that was used before. */
  readonly reused: readonly boolean[]
  /** The Keep-Alive header, such as `timeout=5`. */
  readonly keepAlive: string
}

/** What to request, and how. */
export interface ProbePlan {
  readonly targets: readonly Target[]
  readonly scope: Scope
  readonly rounds: number
  /** Between two rounds. */
  readonly pause: () => Promise<void>
  /** Unix ms. */
  readonly wallClock: () => number
  /** Whether to call the queue endpoint of the installs, the only request that changes something. */
  readonly isQueuing: boolean
}

/** No Clanforge has that many jobs. */
const UNKNOWN_ID = '99999999999'

/** Sends the requests of a probe. @param wrong the same client with keys that are not valid */
export async function observe(plan: ProbePlan, get: Get, wrong: Get): Promise<Findings> {
  const observations: Observation[] = []
  const send = async (by: Get, purpose: Purpose, request: ApiRequest, target?: Target): Promise<void> => {
    const isNewConnection = purpose === 'queue'
    const result = await by(request, { signal: new AbortController().signal, isNewConnection }).catch(
      (error: unknown) => error,
    )
    observations.push(toObservation({ purpose, target, now: plan.wallClock() / 1000 }, result))
  }
  const { targets, scope } = plan
  const connections = watchConnections()
  for (let round = 1; round <= plan.rounds; round += 1) {
    if (round > 1) await plan.pause()
    for (const target of targets) {
      const { isInstall, isRollout, status } = kindOf(target)
      const purpose = isInstall === true ? 'queue' : isRollout === true ? 'rollout' : 'status'
      if (purpose !== 'queue' || plan.isQueuing) await send(get, purpose, status(target.id, scope), target)
    }
    await send(get, 'list', installListRequest(scope))
  }
  const reuse = connections.stop()
  await send(get, 'unknown ID', kindOf({ kind: 'update', id: UNKNOWN_ID }).status(UNKNOWN_ID, scope))
  await send(wrong, 'wrong keys', installListRequest(scope))
  return { observations, ...reuse }
}

/** The job fields of every response, also those of the entries of the install list. */
export function jobBodies({ observations }: Findings): readonly JsonObject[] {
  return observations.flatMap(({ purpose, body }) => {
    if (body === undefined || purpose === 'rollout') return []
    if (purpose === 'list') return entriesOf(body)
    return purpose === 'status' || purpose === 'queue' ? [body] : []
  })
}

/** The entries of an install list. */
export function entriesOf(list: JsonObject): readonly JsonObject[] {
  const { installs } = list
  return isArray(installs) ? installs.map(asObject).filter(entry => entry !== undefined) : []
}

function toObservation(
  common: Pick<Observation, 'purpose' | 'target' | 'now'>,
  result: unknown,
): Observation {
  if (result instanceof ApiError) return { ...common, body: undefined, date: undefined, error: result }
  const { body, date } = result as ApiResponse
  return { ...common, body: asObject(body), date, error: undefined }
}

function watchConnections(): { readonly stop: () => Pick<Findings, 'reused' | 'keepAlive'> } {
  const reused: boolean[] = []
  let keepAlive = ''
  const onResponse = (message: unknown): void => {
    const { request, response } = message as { request: ClientRequest; response: IncomingMessage }
    // A call that changes something has a connection of its own.
    if (!request.path.includes('/queue')) reused.push(request.reusedSocket)
    keepAlive = String(response.headers['keep-alive'] ?? '')
  }
  subscribe('http.client.response.finish', onResponse)
  return {
    stop: () => {
      unsubscribe('http.client.response.finish', onResponse)
      return { reused: reused.slice(1), keepAlive }
    },
  }
}
