/** One or more inputs of the step are wrong. Raised before any request is made. */
export class InputError extends Error {
  override readonly name = 'InputError'
  /** One sentence per problem: the input, its value (never a secret's) and what is accepted. */
  readonly problems: readonly string[]

  constructor(problems: readonly string[]) {
    super(problems.length === 1 ? problems.join('') : ['several inputs are wrong:', ...problems].join('\n- '))
    this.problems = problems
  }
}

/**
 * How a request can go wrong.
 *
 * - `connect`: it provably did not arrive (DNS, TCP connect, TLS handshake or proxy tunnel)
 * - `certificate`: the server's certificate was refused
 * - `network`: the connection broke after it was made, so the request may have arrived
 * - `timeout`: the deadline of the request passed
 * - `status`: an HTTP status other than 2xx
 * - `refusal`: 2xx, but Clanforge's error envelope instead of a job (clanforge-api, "Errors")
 * - `bad-answer`: 2xx, but not an answer that can be used: no JSON, no known field, another job's
 * - `too-large`: a body over its size cap
 * - `aborted`: the wait ended it; never a fault of the API
 */
export type ApiErrorKind =
  | 'connect'
  | 'certificate'
  | 'network'
  | 'timeout'
  | 'status'
  | 'refusal'
  | 'bad-answer'
  | 'too-large'
  | 'aborted'

interface ApiErrorDetails {
  readonly status?: number | undefined
  readonly retryAfter?: number | undefined
  readonly detail?: string | undefined
  readonly cause?: unknown
}

/** One request that gave no usable answer. Its message holds neither a query string nor a header. */
export class ApiError extends Error {
  override readonly name = 'ApiError'
  readonly kind: ApiErrorKind
  /** HTTP status, where there was one. */
  readonly status: number | undefined
  /** How long the server asked to be left alone, in ms. */
  readonly retryAfter: number | undefined
  /** What the server said about it, uncut and untrusted: redact before you cut, cut before you print. */
  readonly detail: string

  constructor(kind: ApiErrorKind, message: string, details: ApiErrorDetails = {}) {
    super(message, { cause: details.cause })
    this.kind = kind
    this.status = details.status
    this.retryAfter = details.retryAfter
    this.detail = details.detail ?? ''
  }
}
