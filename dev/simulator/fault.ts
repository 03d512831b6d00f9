import { envelope } from './http-messages.ts'
import type { SimulatedResponse } from './http-messages.ts'
import type { FaultName, FaultSpec } from './scenario.ts'

/** How a response is sent: whole, truncated in the middle of the body, a byte a second, never, or a reset instead. */
export type Manner = 'whole' | 'cut' | 'drip' | 'hang' | 'reset'

/** A response and the manner of sending it. */
export interface Delivery {
  readonly response: SimulatedResponse
  readonly manner: Manner
}

/** What `mixed` draws from: faults that a client can retry, and that do not take long. */
export const MIXED: readonly FaultSpec[] = [
  ...(['reset', 'cut', 'page', 'empty', 'garbage', 'wrong-job'] as const).map(fault => ({ fault })),
  ...[408, 500, 502, 503, 504].map(fault => ({ fault })),
  { fault: 429, retryAfter: 1 },
]

/** Added to an ID, this gives the ID of a job that no scenario has. */
const OTHER_JOB = 1_000_000_000

const PAGE =
  '<!DOCTYPE html><html><head><title>Maintenance</title></head><body><h1>Back soon</h1></body></html>\n'

/**
 * Whether Clanforge acts on the request although its response goes wrong. A response that a server sends before it acts
 * (3xx, 4xx except 408, a refusal) has changed nothing; a lost response, 408 and 5xx leave the change in place.
 */
export function arrives({ fault, arrives: explicit }: FaultSpec): boolean {
  if (explicit !== undefined) return explicit
  if (typeof fault === 'number') return fault >= 500 || fault === 408
  return fault !== 'refusal' && fault !== 'redirect'
}

/** What becomes of the true response under a fault; `nowMs` is for a Retry-After date, on the clock of the Date header. */
export function applyFault(spec: FaultSpec, truth: SimulatedResponse, nowMs: number): Delivery {
  const { fault } = spec
  if (typeof fault === 'number') return whole(statusResponse(fault, spec, truth.headers, nowMs))
  return fault === 'reset' || fault === 'cut' || fault === 'hang' || fault === 'drip'
    ? { response: truth, manner: fault }
    : whole(faultyResponse(fault, spec, truth))
}

function whole(response: SimulatedResponse): Delivery {
  return { response, manner: 'whole' }
}

function faultyResponse(
  fault: Exclude<FaultName, Manner>,
  spec: FaultSpec,
  truth: SimulatedResponse,
): SimulatedResponse {
  const { headers } = truth
  switch (fault) {
    case 'page':
      return { status: 200, headers: { ...headers, 'content-type': 'text/html' }, body: PAGE }
    case 'empty':
      return { ...truth, status: 200, body: '' }
    case 'garbage':
      return { ...truth, status: 200, body: '{"jobprogress": 100, "jobstateid": 5, ' }
    case 'oversized':
      return { ...truth, status: 200, body: oversized(truth.body, spec.mebibytes ?? 2) }
    case 'wrong-job':
      return { ...truth, body: otherJob(truth.body) }
    case 'redirect':
      return {
        status: 302,
        headers: { ...headers, location: spec.location ?? 'http://127.0.0.1:9/' },
        body: '',
      }
    case 'refusal':
      return { ...envelope(spec.message ?? 'image locked by diffid: 218595'), headers }
    case 'mixed':
      // FaultPlan draws one of MIXED instead.
      return truth
  }
}

// Valid JSON with the true fields, only too large: a reader without a cap would take it.
function oversized(body: string, mebibytes: number): string {
  const padding = `{"padding":"${'x'.repeat(mebibytes * 2 ** 20)}"`
  return body.startsWith('{') && body.length > 2 ? `${padding},${body.slice(1)}` : `${padding}}`
}

// In a list, the next ID could be that of a job that another step waits for, which no client could tell from the truth.
function otherJob(body: string): string {
  return body.replaceAll(
    /"(updateid|diffid|imageversionid|jobid|versionmirrorid|machinejobid)":("?)(\d+)/g,
    (_, name: string, quote: string, id: string) => `"${name}":${quote}${String(Number(id) + OTHER_JOB)}`,
  )
}

function statusResponse(
  status: number,
  { retryAfter, retryAfterDate }: FaultSpec,
  headers: SimulatedResponse['headers'],
  nowMs: number,
): SimulatedResponse {
  const { body } = envelope(`the simulator responds with ${String(status)}, as its scenario says`)
  const value =
    retryAfterDate === undefined ? retryAfter : new Date(nowMs + retryAfterDate * 1000).toUTCString()
  return {
    status,
    headers: value === undefined ? headers : { ...headers, 'retry-after': String(value) },
    body,
  }
}
