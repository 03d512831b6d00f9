import { ApiError } from '../errors.ts'

/** The codes of OpenSSL and Node for a certificate that is not trusted, not valid, or another host's. */
const CERTIFICATE =
  /^(CERT_|CRL_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|ERROR_IN_(CERT|CRL)|ERR_TLS_CERT_|HOSTNAME_MISMATCH|INVALID_(CA|PURPOSE)|PATH_LENGTH_EXCEEDED)/
/** The codes of TLS that went wrong: in the handshake nothing was sent yet. */
const TLS = /^(EPROTO|ERR_SSL_|ERR_TLS_)/
/** Node's and the tunnel's words for a connection that broke before it could carry a request; both say ECONNRESET. */
const BEFORE_REQUEST =
  /before secure TLS connection was established|tunneling socket could not be established/
/** The system calls that come before anything is sent. */
const CONNECTING = new Set(['connect', 'getaddrinfo', 'getaddrinfow'])

/**
 * What an error of Node's network stack means for a poller. Its text may hold an address, never a path or a header.
 *
 * @param error whatever @actions/http-client rejected with
 * @param isSecured whether the TLS handshake was over, so that the request may have arrived
 */
export function toApiError(error: unknown, isSecured = false): ApiError {
  if (error instanceof ApiError) return error
  const { code, syscall, message } = details(error)
  if (CERTIFICATE.test(code))
    return new ApiError('certificate', `the certificate was refused (${code})`, { cause: error })
  if (CONNECTING.has(syscall) || (TLS.test(code) && !isSecured) || BEFORE_REQUEST.test(message)) {
    return new ApiError('connect', connectText(code, message), { cause: error })
  }
  return new ApiError('network', `the connection broke (${code === '' ? 'no code' : code})`, { cause: error })
}

function connectText(code: string, message: string): string {
  const proxy = /tunneling socket could not be established, (?:statusCode=(\d+))?/.exec(message)
  if (proxy === null) return `no connection (${code})`
  return proxy[1] === undefined ? 'no connection through the proxy' : `the proxy answered ${proxy[1]}`
}

function details(error: unknown): {
  readonly code: string
  readonly syscall: string
  readonly message: string
} {
  // Happy eyeballs: where every address failed, the errors of the attempts are inside.
  const inner = error instanceof AggregateError ? (error.errors as unknown[])[0] : undefined
  const { code = '', syscall = '', message = '' } = (inner ?? error) as Partial<NodeJS.ErrnoException>
  return { code, syscall, message }
}
