import { expect, test } from '@jest/globals'
import { ApiError, InputError } from '../../src/errors.ts'

test('an InputError tells all problems in one message', () => {
  expect(new InputError(['a is wrong']).message).toBe('a is wrong')
  expect(new InputError(['a is wrong', 'b is too']).message).toBe(
    'several inputs are wrong:\n- a is wrong\n- b is too',
  )
})

test('an ApiError has a kind, what is known of the answer, and its cause', () => {
  const cause = new Error('why')
  const error = new ApiError('status', 'HTTP 429', { status: 429, retryAfter: 5_000, detail: 'slow', cause })
  expect(error).toMatchObject({
    name: 'ApiError',
    kind: 'status',
    status: 429,
    retryAfter: 5_000,
    detail: 'slow',
    cause,
  })
  expect(new ApiError('network', 'x')).toMatchObject({ status: undefined, retryAfter: undefined, detail: '' })
})
