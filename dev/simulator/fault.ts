import type { SimulatedResponse } from './exchange.ts'

/** An answer that is the true one, but sent badly or not at all. */
export interface TransportFault {
  readonly kind: 'reset' | 'cut' | 'hang' | 'drip'
}

/** An answer that is sent well, but is not the true one. */
export type ContentFault =
  | { readonly kind: 'page' | 'empty' | 'garbage' | 'wrong job' }
  | { readonly kind: 'status'; readonly status: number; readonly retryAfter: RetryAfter | null }
  | { readonly kind: 'oversized'; readonly mebibytes: number }
  | { readonly kind: 'redirect'; readonly location: string }
  | { readonly kind: 'refusal'; readonly message: string }

/** One way in which an answer goes wrong. */
export type Fault = TransportFault | ContentFault

/** A Retry-After header: seconds from now, written as a number or as an HTTP-date. */
export interface RetryAfter {
  readonly seconds: number
  readonly asDate: boolean
}

/** How an answer is to be sent: whole, cut in the middle of the body, a byte a second, never, or a reset instead. */
export type Manner = 'whole' | 'cut' | 'drip' | 'hang' | 'reset'

/** An answer and the manner of sending it. */
export interface Delivery {
  readonly response: SimulatedResponse
  readonly manner: Manner
}

const PAGE =
  '<!DOCTYPE html><html><head><title>Maintenance</title></head><body><h1>Back soon</h1></body></html>\n'

/**
 * Whether the request reaches Clanforge although its answer goes wrong. What a server says itself before it acts
 * (3xx, 4xx but 408, a refusal) has changed nothing; a lost answer, 408 and 5xx leave the change in place.
 */
export function isHeard(fault: Fault): boolean {
  if (fault.kind === 'refusal' || fault.kind === 'redirect') return false
  return fault.kind !== 'status' || fault.status >= 500 || fault.status === 408
}

/** What becomes of the true answer under a fault; `nowMs` is for a Retry-After date, on the clock of the Date header. */
export function applyFault(fault: Fault, truth: SimulatedResponse, nowMs: number): Delivery {
  if (isTransportFault(fault)) return { response: truth, manner: fault.kind }
  return { response: faultyResponse(fault, truth, nowMs), manner: 'whole' }
}

function isTransportFault(fault: Fault): fault is TransportFault {
  return ['reset', 'cut', 'hang', 'drip'].includes(fault.kind)
}

function faultyResponse(fault: ContentFault, truth: SimulatedResponse, nowMs: number): SimulatedResponse {
  const { headers } = truth
  switch (fault.kind) {
    case 'page':
      return { status: 200, headers: { ...headers, 'content-type': 'text/html' }, body: PAGE }
    case 'empty':
      return { ...truth, status: 200, body: '' }
    case 'garbage':
      return { ...truth, status: 200, body: '{"jobprogress": 100, "jobstateid": 5, ' }
    case 'oversized':
      return { ...truth, status: 200, body: oversized(truth.body, fault.mebibytes) }
    case 'wrong job':
      return { ...truth, body: otherJob(truth.body) }
    case 'redirect':
      return { status: 302, headers: { ...headers, location: fault.location }, body: '' }
    case 'refusal':
      return { status: 200, headers, body: refusalBody(fault.message) }
    case 'status':
      return statusResponse(fault.status, fault.retryAfter, headers, nowMs)
  }
}

function refusalBody(message: string): string {
  const body = {
    messages: [],
    error_code: 1,
    error_message: message,
    _debug: [],
    success: false,
    error: true,
  }
  return JSON.stringify(body)
}

// Valid JSON that tells the truth, only too large: a reader without a cap would take it.
function oversized(body: string, mebibytes: number): string {
  const padding = `{"padding":"${'x'.repeat(mebibytes * 2 ** 20)}"`
  return body.startsWith('{') && body.length > 2 ? `${padding},${body.slice(1)}` : `${padding}}`
}

function otherJob(body: string): string {
  return body.replaceAll(
    /"(updateid|diffid|imageversionid|jobid|versionmirrorid|machinejobid)":("?)(\d+)/g,
    (_, name: string, quote: string, id: string) => `"${name}":${quote}${String(Number(id) + 1)}`,
  )
}

function statusResponse(
  status: number,
  retryAfter: RetryAfter | null,
  headers: SimulatedResponse['headers'],
  nowMs: number,
): SimulatedResponse {
  const body = refusalBody(`the simulator answers ${String(status)}, as it was told`)
  if (retryAfter === null) return { status, headers, body }
  const until = new Date(nowMs + retryAfter.seconds * 1000)
  const value = retryAfter.asDate ? until.toUTCString() : String(retryAfter.seconds)
  return { status, headers: { ...headers, 'retry-after': value }, body }
}
