import { describe, expect, test } from '@jest/globals'
import type { Json } from '../../../src/clanforge/json.ts'
import { parseJson } from '../../../src/clanforge/json.ts'
import { createRedactor, redactResponse, redactText } from '../../../src/clanforge/redaction.ts'
import { readSecrets } from '../../../src/inputs/credentials.ts'
import { enough, type Inputs, readerOf } from '../../support/inputs.ts'

const base64 = (text: string): string => Buffer.from(text).toString('base64')
const pair = base64('test-access-key:test-secret-key')

/** A text as it is shown in a step with these inputs. */
function redacted(text: string, inputs: Inputs = enough): string {
  return createRedactor(readSecrets(readerOf(inputs)))(text)
}

describe('in a text', () => {
  test.each([
    ['test-access-key', '***'],
    [`Basic ${pair}`, 'Basic ***'],
    ['a test-secret-key, again test-secret-key.', 'a ***, again ***.'],
    [`${base64('test-secret-key')} and ${base64('test-access-key')}`, '*** and ***'],
    ['ASID 1234567 stays', 'ASID 1234567 stays'],
    ['nothing to hide', 'nothing to hide'],
  ])('%s becomes %s', (text, safe) => {
    expect(redacted(text)).toBe(safe)
  })

  test('also where they are escaped, as in JSON or in a URL', () => {
    const inputs = { ...enough, 'secret-key': 'a"b\\c&d e' }
    expect(redacted(JSON.stringify({ echo: 'a"b\\c&d e' }), inputs)).toBe('{"echo":"***"}')
    expect(redacted(`?key=${encodeURIComponent('a"b\\c&d e')}`, inputs)).toBe('?key=***')
  })

  const secret = 'a/b+c d&e<f>"g"\'h(i)~'
  test.each([
    ['in JSON with \\/', JSON.stringify(secret).slice(1, -1).replaceAll('/', '\\/')],
    ['in a URL', encodeURIComponent(secret)],
    ['in a URL in a URL', encodeURIComponent(encodeURIComponent(secret))],
    ['in a URL in lower case', "a%2fb%2bc%20d%26e%3cf%3e%22g%22'h(i)~"],
    ['in a form', new URLSearchParams({ key: secret }).toString().slice('key='.length)],
    ['in a form in lower case', 'a%2fb%2bc+d%26e%3cf%3e%22g%22%27h%28i%29%7e'],
    ['in HTML with numbers', 'a/b+c d&amp;e&lt;f&gt;&#34;g&#34;&#39;h(i)~'],
    ['in HTML', 'a/b+c d&amp;e&lt;f&gt;&quot;g&quot;&#39;h(i)~'],
    ['in base64', base64(secret)],
  ])('written %s', (_, written) => {
    expect(redacted(`<${written}>`, { ...enough, 'secret-key': secret })).toBe('<***>')
  })

  test('as base64 without its padding', () => {
    const inputs = { 'access-key': 'key', 'secret-key': 'secrets' }
    const padded = base64('key:secrets')
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

  test.each([
    ['one is part of another', 'abcdef abc', '*** ***'],
    ['two overlap', '1234567defgh', '***'],
    ['one overlaps itself', 'xyzwxyzwxyzw', '***'],
    ['two touch', 'abcdef1234567', '******'],
  ])('all of them, where %s', (_, text, safe) => {
    const redact = createRedactor({ texts: ['abc', 'abcdef', '1234567', '567defgh', 'xyzwxyzw'] })
    expect(redact(text)).toBe(safe)
  })

  test('with characters that mean something to a regular expression', () => {
    expect(redacted('x .*$& y', { 'access-key': '.*$&', 'secret-key': 'z' })).toBe('x *** y')
  })
})

describe('a response', () => {
  const redact = createRedactor({ texts: ['SECRET', '5'] })
  const shown = (body: Json): Json => redactResponse(body, redact)

  test('is redacted in every text, deep inside', () => {
    const body = { joberror: { why: ['a SECRET', { deeper: ['SECRET'] }] }, error_message: 'SECRET' }
    expect(shown(body)).toEqual({ joberror: { why: ['a ***', { deeper: ['***'] }] }, error_message: '***' })
    expect(shown(['SECRET'])).toEqual(['***'])
    expect(shown('SECRET')).toBe('***')
  })

  test('is redacted in names, but for those of fields that are read', () => {
    const names = createRedactor({ texts: ['job', 'SECRET'] })
    expect(redactResponse({ jobstateid: 1, joberror: { 'a SECRET': 1 } }, names)).toEqual({
      jobstateid: 1,
      joberror: { 'a ***': 1 },
    })
  })

  test('keeps numbers, IDs and documented states', () => {
    const body = {
      ...{ jobstateid: 5, jobprogress: '55', updateid: '5', jobid: 555n, success: true, joberror: null },
      installs: [{ jobid: '15', jobstatename: ' Completed ', target_imageversionid: '50' }],
    }
    const all = createRedactor({ texts: ['5', 'Completed', 'true'] })
    expect(redactResponse(body, all)).toEqual(body)
  })

  test('does not keep another text in such a field', () => {
    const body = { updateid: 'SECRET', jobstatename: 'Running SECRET', jobeta: '5 SECRET' }
    expect(shown(body)).toEqual({ updateid: '***', jobstatename: 'Running ***', jobeta: '*** ***' })
  })

  test('is redacted in its URLs', () => {
    const body = { joberror: 'cannot read s3://KEY:WORD@bucket/build.zip?X-Amz-Signature=abc now' }
    expect(shown(body)).toEqual({ joberror: 'cannot read s3://***@bucket/build.zip?*** now' })
  })

  test('loses the lists of files of a diff, which nothing reads', () => {
    const body = { jobstateid: 5, added: { a: {} }, modified: {}, removed: {}, joberror: { added: 1 } }
    expect(shown(body)).toEqual({ jobstateid: 5, joberror: { added: 1 } })
  })

  test('is left as it was, and a copy is returned', () => {
    const body = { joberror: ['SECRET'] }
    expect(shown(body)).not.toBe(body)
    expect(body).toEqual({ joberror: ['SECRET'] })
  })

  test('may be nested as deeply as it can be parsed', () => {
    const deep = parseJson(`${'['.repeat(90_000)}"SECRET"${']'.repeat(90_000)}`)
    let inner: Json = shown(deep)
    while (Array.isArray(inner)) inner = (inner as readonly Json[])[0] ?? null
    expect(inner).toBe('***')
  })

  test('cannot reach the prototype of its copy', () => {
    const copy = shown(parseJson('{"__proto__":{"joberror":"SECRET"}}')) as object
    expect(Object.getPrototypeOf(copy)).toBe(Object.prototype)
    expect(JSON.stringify(copy)).toBe('{"__proto__":{"joberror":"***"}}')
  })
})

test('a text from outside: secrets first, then URLs', () => {
  const redact = createRedactor({ texts: ['two words'] })
  expect(redactText('https://host/?a=two words and more', redact)).toBe('https://host/?*** and more')
})
