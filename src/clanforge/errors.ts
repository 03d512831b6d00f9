/**
 * How a request can fail.
 *
 * - `connect`: the request provably did not arrive (DNS, TCP connect, TLS handshake or proxy tunnel)
 * - `certificate`: the certificate of the server or of the proxy was rejected
 * - `network`: the connection broke after it was established, so the request may have arrived
 * - `timeout`: the request's deadline passed
 * - `status`: an HTTP status other than 2xx
 * - `refusal`: 2xx with Clanforge's error envelope, or a denied response to a call that changes something
 * - `invalid-response`: 2xx, but not a valid response: not JSON, none of the expected fields, or about another job
 * - `too-large`: a body over its size limit
 * - `aborted`: the wait ended the request; never a fault of the API
 */
export type ApiErrorType =
  | 'connect'
  | 'certificate'
  | 'network'
  | 'timeout'
  | 'status'
  | 'refusal'
  | 'invalid-response'
  | 'too-large'
  | 'aborted'

interface ApiErrorDetails {
  readonly status?: number | undefined
  readonly retryAfter?: number | undefined
  readonly detail?: string | undefined
  readonly cause?: unknown
}

/** A request without a valid response. Its message contains neither a query string nor a header. */
export class ApiError extends Error {
  override readonly name = 'ApiError'
  readonly type: ApiErrorType
  /** The HTTP status, if there was a response. */
  readonly status: number | undefined
  /** The delay that Retry-After asks for, in ms. */
  readonly retryAfter: number | undefined
  /** The server's message about it: redacted, but neither truncated nor escaped. */
  readonly detail: string

  constructor(type: ApiErrorType, message: string, details: ApiErrorDetails = {}) {
    super(message, { cause: details.cause })
    this.type = type
    this.status = details.status
    this.retryAfter = details.retryAfter
    this.detail = details.detail ?? ''
  }
}

/** The error for a 2xx response that is not valid. */
export function invalidResponse(reason: string, cause?: unknown): ApiError {
  return new ApiError('invalid-response', `the response is not valid: ${reason}`, { cause })
}
