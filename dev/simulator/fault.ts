import { type SimulatedResponse, envelope } from './http-messages.ts'
import type { FaultSpec } from './scenario.ts'

/** How a response is sent: whole, cut in the middle of the body, one byte per second, never, or replaced by a reset. */
export type DeliveryMode = 'whole' | 'cut' | 'drip' | 'hang' | 'reset'

/** A response, and how it is sent. */
export interface Delivery {
  readonly response: SimulatedResponse
  readonly mode: DeliveryMode
}

type Change = (original: SimulatedResponse, fault: FaultSpec) => Partial<SimulatedResponse>

const PAGE =
  '<!DOCTYPE html><html><head><title>Maintenance</title></head><body><h1>Back soon</h1></body></html>\n'

/** The effect of the faults that are not HTTP statuses: how the original response is sent, or a change of its content. */
const EFFECTS: Readonly<Record<Exclude<FaultSpec['fault'], number>, DeliveryMode | Change>> = {
  reset: 'reset',
  'idle-reset': 'reset',
  cut: 'cut',
  hang: 'hang',
  drip: 'drip',
  page: ({ headers }) => ({ status: 200, headers: { ...headers, 'content-type': 'text/html' }, body: PAGE }),
  empty: () => ({ status: 200, body: '' }),
  garbage: () => ({ status: 200, body: '{"jobprogress": 100, "jobstateid": 5, ' }),
  'wrong-job': ({ body }) => ({ body: otherJob(body) }),
  oversized: ({ body }, { mebibytes = 2 }) => ({ status: 200, body: oversized(body, mebibytes) }),
  redirect: ({ headers }, { location = 'http://127.0.0.1:9/' }) => ({
    status: 302,
    headers: { ...headers, location },
    body: '',
  }),
  refusal: (_, { message = 'image locked by diffid: 218595' }) => ({
    status: 200,
    body: envelope(message).body,
  }),
  // FaultPlan draws one of MIXED instead.
  mixed: 'whole',
}

/** The faults that `mixed` draws from: a client can retry them, and they do not take long. */
export const MIXED: readonly Pick<FaultSpec, 'fault' | 'retryAfter'>[] = [
  ...(['reset', 'cut', 'page', 'empty', 'garbage', 'wrong-job'] as const).map(fault => ({ fault })),
  ...[408, 500, 502, 503, 504].map(fault => ({ fault })),
  { fault: 429, retryAfter: 1 },
]

/**
 * Whether Clanforge acts on the request although its response goes wrong. A response that a server sends before it acts
 * (3xx, 4xx except 408, a refusal) has changed nothing, nor has a request on a connection that the server had closed
 * already; a lost response, 408 and 5xx leave the change in place.
 */
export function arrives({ fault, arrives: explicit }: FaultSpec): boolean {
  if (explicit !== undefined) return explicit
  if (typeof fault === 'number') return fault >= 500 || fault === 408
  return !['refusal', 'redirect', 'idle-reset'].includes(fault)
}

/** The original response under a fault, or as it is without one. */
export function applyFault(fault: FaultSpec | null, original: SimulatedResponse): Delivery {
  if (fault === null) return { response: original, mode: 'whole' }
  if (typeof fault.fault === 'number')
    return { response: statusResponse(fault.fault, fault, original), mode: 'whole' }
  const effect = EFFECTS[fault.fault]
  if (typeof effect === 'string') return { response: original, mode: effect }
  return { response: { ...original, ...effect(original, fault) }, mode: 'whole' }
}

function statusResponse(
  status: number,
  { retryAfter, retryAfterDate }: FaultSpec,
  { headers }: SimulatedResponse,
): SimulatedResponse {
  const { body } = envelope(`the simulator responds with ${String(status)}, a fault of its scenario`)
  const date = new Date(Date.parse(headers['date'] ?? '') + (retryAfterDate ?? 0) * 1000)
  const value = retryAfterDate === undefined ? retryAfter : date.toUTCString()
  return {
    status,
    headers: value === undefined ? headers : { ...headers, 'retry-after': String(value) },
    body,
  }
}

// Valid JSON with the original fields, only too large: a client without a limit would accept it.
function oversized(body: string, mebibytes: number): string {
  const padding = `{"padding":"${'x'.repeat(mebibytes * 2 ** 20)}"`
  return body.startsWith('{') && body.length > 2 ? `${padding},${body.slice(1)}` : `${padding}}`
}

// No job has the new ID. The next ID could belong to a job that another step waits for.
function otherJob(body: string): string {
  return body.replaceAll(
    /"(updateid|diffid|imageversionid|jobid|versionmirrorid|machinejobid)":("?)(\d+)/g,
    (_, name: string, quote: string, id: string) => `"${name}":${quote}${String(Number(id) + 1_000_000_000)}`,
  )
}
