import { describe, expect, test } from '@jest/globals'
import { createRedactor, readSecrets } from '../../src/credentials.ts'
import { enough, type Inputs, reading } from '../support/inputs.ts'

const pair = Buffer.from('test-access-key:test-secret-key').toString('base64')

/** What becomes of a text in a step with these inputs. */
function redacted(text: string, inputs: Inputs = enough): string {
  return createRedactor(readSecrets(reading(inputs)))(text)
}

describe('secrets', () => {
  test('are the keys, their base64 pair and the token; the ASID is only masked', () => {
    expect(readSecrets(reading({ ...enough, 'bearer-token': 'the-token' }))).toEqual({
      texts: ['test-access-key', 'test-secret-key', pair, 'the-token'],
      masks: ['test-access-key', 'test-secret-key', pair, 'the-token', '1234567'],
    })
  })

  test.each([
    ['12345', false],
    ['123456', true],
  ])('an ASID of %s is masked: %p', (accountserviceid, isMasked) => {
    const { masks } = readSecrets(reading({ ...enough, accountserviceid }))
    expect(masks.includes(accountserviceid)).toBe(isMasked)
  })

  test('are known even when the inputs are no good, and never empty', () => {
    expect(readSecrets(reading({}))).toEqual({ texts: [], masks: [] })
    const half = readSecrets(reading({ 'secret-key': 'alone' })).texts
    expect(half).toEqual(['alone', Buffer.from(':alone').toString('base64')])
  })
})

describe('in a text', () => {
  test.each([
    ['test-access-key', '***'],
    [`Basic ${pair}`, 'Basic ***'],
    ['a test-secret-key, again test-secret-key.', 'a ***, again ***.'],
    ['ASID 1234567 stays', 'ASID 1234567 stays'],
    ['nothing to hide', 'nothing to hide'],
  ])('%s becomes %s', (text, safe) => {
    expect(redacted(text)).toBe(safe)
  })

  test('also where they stand escaped, as in JSON or in a URL', () => {
    const inputs = { ...enough, 'secret-key': 'a"b\\c&d e' }
    expect(redacted(JSON.stringify({ echo: 'a"b\\c&d e' }), inputs)).toBe('{"echo":"***"}')
    expect(redacted(`?key=${encodeURIComponent('a"b\\c&d e')}`, inputs)).toBe('?key=***')
  })

  test('the longest first, where one is part of another', () => {
    const inputs = { 'access-key': 'abc', 'secret-key': 'abcdef' }
    expect(redacted('abcdef abc', inputs)).toBe('*** ***')
  })

  test('with characters that mean something to a regular expression', () => {
    expect(redacted('x .*$& y', { 'access-key': '.*$&', 'secret-key': 'z' })).toBe('x *** y')
  })
})
