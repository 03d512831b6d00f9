import { afterAll, beforeAll, describe, test } from '@jest/globals'
import fc from '../support/fast-check.ts'
import { ApiError } from '../../src/clanforge/errors.ts'
import { type Json, stringifyJson } from '../../src/clanforge/json.ts'
import { type Redact, createRedactor, redactResponse, redactText } from '../../src/clanforge/redaction.ts'
import { readSecrets } from '../../src/inputs/credentials.ts'
import { truncate, truncateBytes } from '../../src/report/text.ts'
import { getFrom, plainly } from '../support/client.ts'
import { readerOf } from '../support/inputs.ts'
import { type Loopback, serve } from '../support/loopback.ts'
import { casesOf, expectHidden, signs } from '../support/secret-cases.ts'

const request = { path: '/cfp/v1/imageupdate/101/status', query: {}, maxBytes: 100_000 }

const anyCase = casesOf(signs)

/** The ways in which a field can contain a text. */
const shapes: readonly ((text: string) => Json)[] = [
  text => text,
  text => [text],
  text => ({ why: [text] }),
  text => ({ [text]: 1 }),
]

function redactorOf(secret: string): Redact {
  return createRedactor(readSecrets(readerOf({ 'bearer-token': secret })))
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
        const redact = redactorOf(each.secret)
        for (const shape of shapes) {
          const bodyOf = (part: string) => ({ joberror: shape(part), updateid: part })
          const shown = stringifyJson(redactResponse(bodyOf(text), redact))
          const around = ['***', each.before, each.after].map(part => stringifyJson(bodyOf(part)))
          expectHidden(each, truncateBytes(shown, each.place), [...around, 's3://KEY:', '@bucket'])
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
