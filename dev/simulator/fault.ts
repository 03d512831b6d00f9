import { type SimulatedResponse, envelope } from './http-messages.ts'

/** How a response is sent: whole, cut in the middle of the body, a byte a second, never, or a reset instead. */
export type Manner = 'whole' | 'cut' | 'drip' | 'hang' | 'reset'

/** A response and the manner of sending it. */
export interface Delivery {
  readonly response: SimulatedResponse
  readonly manner: Manner
}

/** A fault: an HTTP status or a name, and what shapes its response. */
export interface Fault {
  readonly fault: number | FaultName
  /** Whether Clanforge acts on the request although its response goes wrong. */
  readonly arrives?: boolean | undefined
  /** Seconds. */
  readonly retryAfter?: number | undefined
  /** Seconds from now. */
  readonly retryAfterDate?: number | undefined
  readonly mebibytes?: number | undefined
  readonly location?: string | undefined
  readonly message?: string | undefined
}

/** The name of a fault that is not an HTTP status. */
export type FaultName = keyof typeof FAULTS

type Change = (truth: SimulatedResponse, fault: Fault) => Partial<SimulatedResponse>

const PAGE =
  '<!DOCTYPE html><html><head><title>Maintenance</title></head><body><h1>Back soon</h1></body></html>\n'

/** The faults that are not HTTP statuses: the manner of sending the true response, or what changes in it. */
export const FAULTS = {
  reset: 'reset',
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
} satisfies Readonly<Record<string, Manner | Change>>

/** Faults that a client can retry, and that do not take long: `mixed` is one of them. */
export const MIXED: readonly Fault[] = [
  ...(['reset', 'cut', 'page', 'empty', 'garbage', 'wrong-job'] as const).map(fault => ({ fault })),
  ...[408, 500, 502, 503, 504].map(fault => ({ fault })),
  { fault: 429, retryAfter: 1 },
]

/**
 * Whether Clanforge acts on the request although its response goes wrong. A response that a server sends before it acts
 * (3xx, 4xx except 408, a refusal) has changed nothing; a lost response, 408 and 5xx leave the change in place.
 */
export function arrives({ fault, arrives: explicit }: Fault): boolean {
  if (explicit !== undefined) return explicit
  if (typeof fault === 'number') return fault >= 500 || fault === 408
  return fault !== 'refusal' && fault !== 'redirect'
}

/** The true response under a fault. `nowMs` is the time of its Date header, for a Retry-After date. */
export function applyFault(fault: Fault, truth: SimulatedResponse, nowMs: number): Delivery {
  if (typeof fault.fault === 'number')
    return { response: statusResponse(fault.fault, fault, truth, nowMs), manner: 'whole' }
  const effect: Manner | Change = FAULTS[fault.fault]
  if (typeof effect === 'string') return { response: truth, manner: effect }
  return { response: { ...truth, ...effect(truth, fault) }, manner: 'whole' }
}

function statusResponse(
  status: number,
  { retryAfter, retryAfterDate }: Fault,
  { headers }: SimulatedResponse,
  nowMs: number,
): SimulatedResponse {
  const { body } = envelope(`the simulator responds with ${String(status)}, a fault of its scenario`)
  const value =
    retryAfterDate === undefined ? retryAfter : new Date(nowMs + retryAfterDate * 1000).toUTCString()
  return {
    status,
    headers: value === undefined ? headers : { ...headers, 'retry-after': String(value) },
    body,
  }
}

// Valid JSON with the true fields, only too large: a client without a limit would accept it.
function oversized(body: string, mebibytes: number): string {
  const padding = `{"padding":"${'x'.repeat(mebibytes * 2 ** 20)}"`
  return body.startsWith('{') && body.length > 2 ? `${padding},${body.slice(1)}` : `${padding}}`
}

// The new IDs are those of no job. The next ID could belong to a job that another step waits for.
function otherJob(body: string): string {
  return body.replaceAll(
    /"(updateid|diffid|imageversionid|jobid|versionmirrorid|machinejobid)":("?)(\d+)/g,
    (_, name: string, quote: string, id: string) => `"${name}":${quote}${String(Number(id) + 1_000_000_000)}`,
  )
}
