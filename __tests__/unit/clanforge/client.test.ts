import type { RequestListener } from 'node:http'
import { afterEach, describe, expect, test } from '@jest/globals'
import { type Access, type ApiAnswer, createGet } from '../../../src/clanforge/client.ts'
import type { ApiRequest } from '../../../src/clanforge/kinds.ts'
import { type Loopback, sendJson, serve, Visitors } from '../../support/loopback.ts'

const request: ApiRequest = {
  path: '/cfp/v1/x',
  query: { accountserviceid: '1', b: 'c d' },
  maxBytes: 2 ** 20,
}
const forever = new AbortController().signal
const NOW = 1_800_000_000_000

let server: Loopback | undefined
afterEach(async () => {
  await server?.close()
  server = undefined
})

async function ask(listener: RequestListener, access: Partial<Access> = {}): Promise<ApiAnswer> {
  server ??= await serve(listener)
  const whole = { url: server.url, authorization: 'Basic abc', userAgent: 'wait-for-clanforge/1', ...access }
  return createGet(whole, () => NOW)(request, forever)
}

describe('a request', () => {
  test('is a GET with the headers of the contract', async () => {
    const visitors = new Visitors()
    await ask(
      visitors.first((_, response) => {
        sendJson(response, {})
      }),
    )
    const [seen] = visitors.requests
    expect(seen).toMatchObject({ method: 'GET', url: '/cfp/v1/x?accountserviceid=1&b=c+d' })
    expect(seen?.headers).toMatchObject({
      authorization: 'Basic abc',
      accept: 'application/json',
      'content-type': 'application/x-www-form-urlencoded',
      'user-agent': 'wait-for-clanforge/1',
    })
  })

  test('goes below the path of api-url', async () => {
    const visitors = new Visitors()
    server = await serve(
      visitors.first((_, response) => {
        sendJson(response, {})
      }),
    )
    await ask(() => undefined, { url: `${server.url}/below` })
    expect(visitors.requests[0]?.url).toMatch(/^\/below\/cfp\/v1\/x\?/)
  })

  test('keeps the connection for the next one', async () => {
    server = await serve((_, response) => {
      sendJson(response, {})
    })
    const get = createGet({ url: server.url, authorization: 'x', userAgent: 'y' }, () => NOW)
    for (let count = 0; count < 5; count++) await get(request, forever)
    expect(server.connections()).toBe(1)
  })
})

describe('an answer', () => {
  test('is its JSON, its date and its Retry-After', async () => {
    const headers = { date: 'Sun, 22 Nov 2026 08:00:00 GMT', 'retry-after': '7' }
    const answer = await ask((_, response) => {
      sendJson(response, { a: [1] }, headers)
    })
    expect(answer).toEqual({ body: { a: [1] }, date: Date.UTC(2026, 10, 22, 8) / 1000, retryAfter: 7_000 })
  })

  test('may have a byte order mark, and characters cut by a chunk', async () => {
    const text = Buffer.from('\ufeff{"joberror":"Größe €"}')
    const answer = await ask((_, response) => {
      response.write(text.subarray(0, 20))
      setImmediate(() => response.end(text.subarray(20)))
    })
    expect(answer.body).toEqual({ joberror: 'Größe €' })
  })

  test.each([200, 201, 202, 206])('with %d is one', async code => {
    const answer = await ask((_, response) => response.writeHead(code).end('{"jobstateid":5}'))
    expect(answer.body).toEqual({ jobstateid: 5 })
  })
})

describe('Retry-After', () => {
  const date = 'Sun, 22 Nov 2026 08:00:00 GMT'

  test.each<readonly [string, string, number | undefined]>([
    ['seconds', '120', 120_000],
    ['seconds with spaces', ' 5 ', 5_000],
    ['zero', '0', 0],
    ['a date, by the server’s clock', 'Sun, 22 Nov 2026 08:01:30 GMT', 90_000],
    ['a date that has passed', 'Sun, 22 Nov 2026 07:00:00 GMT', 0],
    ['words', 'soon', undefined],
    ['a fruit', 'banana', undefined],
    ['less than nothing', '-5', undefined],
    ['a fraction', '1.5', undefined],
    ['a number with a sign', '+5', undefined],
    ['a date that is none of HTTP', '2026-11-22T08:01:30Z', undefined],
    ['nothing', '', undefined],
    ['too many digits', '9'.repeat(400), undefined],
  ])('as %s', async (_, header, retryAfter) => {
    const answer = await ask((_request, response) => {
      sendJson(response, {}, { date, 'retry-after': header })
    })
    expect(answer.retryAfter).toBe(retryAfter)
  })

  test('a date without a Date header is measured by our clock', async () => {
    const answer = await ask((_, response) => {
      response.sendDate = false
      sendJson(response, {}, { 'retry-after': new Date(NOW + 60_000).toUTCString() })
    })
    expect(answer).toMatchObject({ date: undefined, retryAfter: 60_000 })
  })
})
