import { ApiError } from './errors.ts'

/** The codes of OpenSSL and Node for a certificate that is not trusted, not valid, or another host's. */
const CERTIFICATE =
  /^(CERT_|CRL_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|ERROR_IN_(CERT|CRL)|ERR_TLS_CERT_|HOSTNAME_MISMATCH|INVALID_(CA|PURPOSE)|PATH_LENGTH_EXCEEDED)/
/** The codes of TLS errors: during the handshake nothing has been sent. */
const TLS = /^(EPROTO|ERR_SSL_|ERR_TLS_)/
/** Node's message for a connection that broke before TLS could carry a request; its code is only ECONNRESET. */
const BEFORE_REQUEST = 'before secure TLS connection was established'
/** The system calls that come before anything is sent. */
const CONNECTING = new Set(['connect', 'getaddrinfo', 'getaddrinfow'])

/**
 * The ApiError for an error of Node's network stack. Its message contains a code, never an address, a path or a header.
 *
 * @param error whatever @actions/http-client rejected with
 * @param isConnected whether the connection was ready, TLS included, so that the request may have arrived
 */
export function toApiError(error: unknown, isConnected = false): ApiError {
  if (error instanceof ApiError) return error
  const { code, syscall, message } = detailsOf(error)
  if (isCertificateError(error))
    return new ApiError('certificate', `the certificate was rejected (${code})`, { cause: error })
  if (CONNECTING.has(syscall) || (TLS.test(code) && !isConnected) || message.includes(BEFORE_REQUEST))
    return new ApiError('connect', `no connection (${code})`, { cause: error })
  return new ApiError('network', `the connection broke (${code === '' ? 'no code' : code})`, { cause: error })
}

/** Whether a certificate was rejected, that of the API or that of a proxy. */
export function isCertificateError(error: unknown): boolean {
  return CERTIFICATE.test(detailsOf(error).code)
}

function detailsOf(error: unknown): {
  readonly code: string
  readonly syscall: string
  readonly message: string
} {
  // When every address of a host fails, Node wraps the errors of all attempts in one.
  const inner = error instanceof AggregateError ? (error.errors as unknown[])[0] : undefined
  const { code = '', syscall = '', message = '' } = (inner ?? error) as Partial<NodeJS.ErrnoException>
  return { code, syscall, message }
}
