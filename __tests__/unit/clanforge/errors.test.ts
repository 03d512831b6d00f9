import { expect, test } from '@jest/globals'
import { ApiError } from '../../../src/clanforge/errors.ts'

test('an ApiError has a type, what is known of the response, and its cause', () => {
  const cause = new Error('why')
  const error = new ApiError('status', 'HTTP 429', { status: 429, retryAfter: 5_000, detail: 'slow', cause })
  expect(error).toMatchObject({
    name: 'ApiError',
    type: 'status',
    status: 429,
    retryAfter: 5_000,
    detail: 'slow',
    cause,
  })
  expect(new ApiError('network', 'x')).toMatchObject({ status: undefined, retryAfter: undefined, detail: '' })
})
