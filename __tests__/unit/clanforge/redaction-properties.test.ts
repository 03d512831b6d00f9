import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { ApiError } from '../../../src/clanforge/errors.ts'
import { stringifyJson } from '../../../src/clanforge/json.ts'
import { type Redact, createRedactor, redactResponse, redactText } from '../../../src/clanforge/redaction.ts'
import { readSecrets } from '../../../src/inputs/credentials.ts'
import { truncate, truncateBytes } from '../../../src/report/text.ts'
import { getFrom, plainly } from '../../support/client.ts'
import { reading } from '../../support/inputs.ts'
import { type Loopback, serve } from '../../support/loopback.ts'

const request = { path: '/cfp/v1/imageupdate/101/status', query: {}, maxBytes: 100_000 }

/** The ways in which a secret may come back. */
const writings: readonly ((secret: string) => string)[] = [
  secret => secret,
  secret => JSON.stringify(secret).slice(1, -1),
  encodeURIComponent,
  secret => encodeURIComponent(encodeURIComponent(secret)),
  secret => new URLSearchParams({ a: secret }).toString().slice(2),
  secret => Buffer.from(secret).toString('base64'),
  secret => Buffer.from(secret).toString('base64').replace(/=+$/, ''),
  secret => Buffer.from(secret).toString('base64url'),
  secret => `s3://KEY:${secret}@bucket`,
  secret => `${secret}${secret}`,
]

/** A secret, a text around it, how it is written there, and where the text is truncated. */
interface Case {
  readonly secret: string
  readonly before: string
  readonly after: string
  readonly written: string
  readonly place: number
}

// Asterisks are left out: a secret must not be found in the `***` that replaces it.
const character = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...Array.from('abcABC019+/=-_.')) },
  { weight: 1, arbitrary: fc.constantFrom(...Array.from('"\\&<>\' %?#@:\né€😀')) },
)
const anySecret = fc
  .array(character, { minLength: 4, maxLength: 30 })
  .map(characters => characters.join('').trim())
  .filter(secret => secret.length >= 4)

/** Text around a secret, in which pieces of the secret itself may be. */
function around(secret: string): fc.Arbitrary<string> {
  const piece = fc
    .tuple(fc.nat(secret.length), fc.nat(secret.length))
    .map(([a, b]) => secret.slice(Math.min(a, b), Math.max(a, b)).toWellFormed())
  const parts = fc.oneof(fc.string({ unit: character, maxLength: 12 }), piece, fc.constant('://'))
  return fc.array(parts, { maxLength: 4 }).map(texts => texts.join(''))
}

const anyCase: fc.Arbitrary<Case> = anySecret.chain(secret =>
  fc.record({
    secret: fc.constant(secret),
    before: around(secret),
    after: around(secret),
    written: fc.constantFrom(...writings).map(write => write(secret)),
    place: fc.nat(120),
  }),
)

function redactorOf(secret: string): Redact {
  return createRedactor(readSecrets(reading({ 'bearer-token': secret })))
}

/** No piece of the secret longer than three characters is shown that the text around it does not have anyway. */
function expectHidden({ secret, before, after }: Case, shown: string, shell: readonly string[] = []): void {
  const surroundings = [before, after, ...shell, ...[before, after].map(text => JSON.stringify(text))]
  for (let start = 0; start + 4 <= secret.length; start++) {
    const piece = secret.slice(start, start + 4)
    if (shown.includes(piece)) expect(surroundings.some(text => text.includes(piece))).toBe(true)
  }
}

describe('any secret in any text, truncated anywhere', () => {
  test('is hidden by the redactor (5,000 cases)', () => {
    fc.assert(
      fc.property(anyCase, each => {
        const redact = redactorOf(each.secret)
        const text = `${each.before}${each.written}${each.after}`
        for (const shown of [redact(text), redactText(text, redact), redact(redactText(text, redact))]) {
          expectHidden(each, shown, ['s3://KEY:', '@bucket'])
          expectHidden(each, truncate(shown, each.place), ['s3://KEY:', '@bucket'])
          expectHidden(each, truncateBytes(shown, each.place), ['s3://KEY:', '@bucket'])
        }
      }),
      { numRuns: 5_000 },
    )
  })

  test('is hidden in a response, whatever the field holds (3,000 cases)', () => {
    fc.assert(
      fc.property(anyCase, each => {
        const text = `${each.before}${each.written}${each.after}`
        const fields = [text, [text], { why: [text] }, { [text]: 1 }]
        for (const joberror of fields) {
          const shell = stringifyJson({ joberror: [{ why: 1 }, '***'] })
          const shown = stringifyJson(redactResponse({ joberror, updateid: text }, redactorOf(each.secret)))
          const whole = [
            shell,
            '"updateid":"',
            '{"joberror":{"why":["',
            '"]},"updateid"',
            's3://KEY:',
            '@bucket',
          ]
          expectHidden(each, truncateBytes(shown, each.place), [...whole, '{"joberror":["'])
        }
      }),
      { numRuns: 3_000 },
    )
  })
})

describe('any secret in any page', () => {
  let page = ''
  let server: Loopback
  beforeAll(async () => {
    server = await serve((_, response) => response.writeHead(502).end(page))
  })
  afterAll(() => server.close())

  test.each([
    ['a title', (text: string) => `<title>${text}</title>`],
    ['a title that is truncated', (text: string) => `<title>${'~'.repeat(480)}${text}</title>`],
    ['a title that is far down', (text: string) => `${'~'.repeat(4_050)}<title>${text}</title>`],
    ['a message', (text: string) => JSON.stringify({ error_message: text })],
  ])('is hidden in the detail of an error: %s (300 cases)', async (_, pageOf) => {
    await fc.assert(
      fc.asyncProperty(anyCase, async each => {
        page = pageOf(`${each.before}${each.written}${each.after}`)
        const get = getFrom(server.url, { redact: redactorOf(each.secret) })
        const error: unknown = await get(request, plainly).catch((why: unknown) => why)
        if (!(error instanceof ApiError)) throw new Error('the request did not fail')
        expectHidden(each, error.detail, ['s3://KEY:', '@bucket'])
        expectHidden(each, error.message)
      }),
      { numRuns: 300 },
    )
  })
})
