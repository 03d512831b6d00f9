import { describe, expect, test } from '@jest/globals'
import { toApiError } from '../../../src/clanforge/network-errors.ts'
import { ApiError, type ApiErrorType } from '../../../src/clanforge/errors.ts'

function nodeError(message: string, more: Readonly<Record<string, string>> = {}): Error {
  return Object.assign(new Error(message), more)
}

describe('what Node’s errors mean', () => {
  test.each<readonly [string, Error, ApiErrorType]>([
    ['DNS', nodeError('getaddrinfo ENOTFOUND api', { code: 'ENOTFOUND', syscall: 'getaddrinfo' }), 'connect'],
    ['DNS on Windows', nodeError('', { code: 'EAI_AGAIN', syscall: 'getaddrinfow' }), 'connect'],
    ['refused', nodeError('connect ECONNREFUSED', { code: 'ECONNREFUSED', syscall: 'connect' }), 'connect'],
    ['TCP timeout', nodeError('connect ETIMEDOUT', { code: 'ETIMEDOUT', syscall: 'connect' }), 'connect'],
    ['TLS handshake', nodeError('wrong version number', { code: 'ERR_SSL_WRONG_VERSION_NUMBER' }), 'connect'],
    ['TLS protocol', nodeError('handshake failure', { code: 'EPROTO', syscall: 'write' }), 'connect'],
    [
      'cut before TLS',
      nodeError('Client network socket disconnected before secure TLS connection was established', {
        code: 'ECONNRESET',
      }),
      'connect',
    ],
    ['reset', nodeError('read ECONNRESET', { code: 'ECONNRESET', syscall: 'read' }), 'network'],
    ['cut', nodeError('aborted', { code: 'ECONNRESET' }), 'network'],
    ['broken pipe', nodeError('write EPIPE', { code: 'EPIPE', syscall: 'write' }), 'network'],
    ['no HTTP', nodeError('Parse Error', { code: 'HPE_INVALID_CONSTANT' }), 'network'],
    ['something else', nodeError('surprise'), 'network'],
    ['self-signed', nodeError('', { code: 'DEPTH_ZERO_SELF_SIGNED_CERT' }), 'certificate'],
    ['self-signed in chain', nodeError('', { code: 'SELF_SIGNED_CERT_IN_CHAIN' }), 'certificate'],
    ['expired', nodeError('', { code: 'CERT_HAS_EXPIRED' }), 'certificate'],
    ['unknown issuer', nodeError('', { code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' }), 'certificate'],
    ['another host’s', nodeError('', { code: 'ERR_TLS_CERT_ALTNAME_INVALID' }), 'certificate'],
    ['wrong purpose', nodeError('', { code: 'INVALID_PURPOSE' }), 'certificate'],
  ])('%s', (_, error, type) => {
    const apiError = toApiError(error)
    expect(apiError.type).toBe(type)
    expect(apiError.cause).toBe(error)
  })

  test('when every address of a host failed, the first attempt decides', () => {
    const attempts = [nodeError('', { code: 'ECONNREFUSED', syscall: 'connect' }), nodeError('')]
    expect(toApiError(new AggregateError(attempts))).toMatchObject({
      type: 'connect',
      message: 'no connection (ECONNREFUSED)',
    })
    expect(toApiError(new AggregateError([])).type).toBe('network')
  })

  test('an ApiError stays as it is', () => {
    const error = new ApiError('timeout', 'no complete response within 30 s')
    expect(toApiError(error)).toBe(error)
  })

  test('the text holds no path and no header', () => {
    const error = nodeError('GET /cfp/v1?accountserviceid=1 authorization: Basic abc', { code: 'EPIPE' })
    expect(toApiError(error).message).toBe('the connection broke (EPIPE)')
  })
})
