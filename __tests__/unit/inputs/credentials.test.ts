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

  const secret = 'a/b+c d&e<f>"g"\'h(i)~'
  test.each([
    ['in JSON with \\/', JSON.stringify(secret).slice(1, -1).replaceAll('/', '\\/')],
    ['in a URL', encodeURIComponent(secret)],
    ['in a URL in lower case', "a%2fb%2bc%20d%26e%3cf%3e%22g%22'h(i)~"],
    ['in a form', new URLSearchParams({ key: secret }).toString().slice('key='.length)],
    ['in a form in lower case', 'a%2fb%2bc+d%26e%3cf%3e%22g%22%27h%28i%29%7e'],
    ['in HTML with numbers', 'a/b+c d&amp;e&lt;f&gt;&#34;g&#34;&#39;h(i)~'],
    ['in HTML', 'a/b+c d&amp;e&lt;f&gt;&quot;g&quot;&#39;h(i)~'],
  ])('written %s', (_, written) => {
    expect(redacted(`<${written}>`, { ...enough, 'secret-key': secret })).toBe('<***>')
  })

  test('as base64 without its padding', () => {
    const inputs = { 'access-key': 'key', 'secret-key': 'secrets' }
    const padded = Buffer.from('key:secrets').toString('base64')
    expect(padded).toMatch(/=$/)
    expect(redacted(`Basic ${padded}, ${padded.replaceAll('=', '')}`, inputs)).toBe('Basic ***, ***')
  })

  test('as base64 for URLs', () => {
    const inputs = { 'access-key': 'key', 'secret-key': '>>>???' }
    const url = Buffer.from('key:>>>???').toString('base64url')
    expect(url).toMatch(/[-_]/)
    expect(redacted(url, inputs)).toBe('***')
  })

  test.each(['\n', '\r\n'])('a line of one that has several', lineBreak => {
    const inputs = { ...enough, 'secret-key': ['first-line', '', 'second-line', ''].join(lineBreak) }
    expect(redacted('x first-line y\nz second-line', inputs)).toBe('x *** y\nz ***')
  })

  test('half a surrogate pair in one spoils nothing', () => {
    expect(redacted('x a\ud83db y', { ...enough, 'secret-key': 'a\ud83db' })).toBe('x *** y')
  })

  test('the longest first, where one is part of another', () => {
    const inputs = { 'access-key': 'abc', 'secret-key': 'abcdef' }
    expect(redacted('abcdef abc', inputs)).toBe('*** ***')
  })

  test('with characters that mean something to a regular expression', () => {
    expect(redacted('x .*$& y', { 'access-key': '.*$&', 'secret-key': 'z' })).toBe('x *** y')
  })
})
