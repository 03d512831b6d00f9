import type { RequestListener } from 'node:http'
import { afterEach, describe, expect, test } from '@jest/globals'
import type { Access, ApiResponse } from '../../../src/clanforge/client.ts'
import type { ApiRequest } from '../../../src/clanforge/endpoints.ts'
import { getFrom, onNewConnection, plainly } from '../../support/client.ts'
import { type Loopback, sendJson, serve, Visitors } from '../../support/loopback.ts'

const request: ApiRequest = {
  path: '/cfp/v1/x',
  query: { accountserviceid: '1', b: 'c d' },
  maxBytes: 2 ** 20,
}
const NOW = Date.UTC(2026, 10, 22, 8, 5)

let server: Loopback | undefined
afterEach(async () => {
  await server?.close()
  server = undefined
})

async function get(listener: RequestListener, access: Partial<Access> = {}): Promise<ApiResponse> {
  server ??= await serve(listener)
  const userAgent = 'wait-for-clanforge/1'
  const more = { wallClock: () => NOW, authorization: 'Basic abc', userAgent, ...access }
  return getFrom(access.url ?? server.url, more)(request, plainly)
}

describe('a request', () => {
  test('is a GET with the headers of the contract', async () => {
    const visitors = new Visitors()
    await get(
      visitors.first((_, response) => {
        sendJson(response, {})
      }),
    )
    const [seen] = visitors.requests
    expect(seen).toMatchObject({ method: 'GET', url: '/cfp/v1/x?accountserviceid=1&b=c+d' })
    expect(seen?.headers).toMatchObject({
      authorization: 'Basic abc',
      accept: 'application/json',
      'accept-encoding': 'identity',
      'cache-control': 'no-cache',
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
    await get(() => undefined, { url: `${server.url}/below` })
    expect(visitors.requests[0]?.url).toMatch(/^\/below\/cfp\/v1\/x\?/)
  })

  test('keeps the connection for the next one', async () => {
    server = await serve((_, response) => {
      sendJson(response, {})
    })
    const sendOne = getFrom(server.url)
    for (let count = 0; count < 5; count++) await sendOne(request, plainly)
    expect(server.connections()).toBe(1)
  })

  test('is sent on a new connection where it has to be, which is closed after it', async () => {
    const visitors = new Visitors()
    server = await serve(
      visitors.first((_, response) => {
        sendJson(response, {})
      }),
    )
    const sendOne = getFrom(server.url)
    await sendOne(request, plainly)
    await sendOne(request, onNewConnection)
    await sendOne(request, onNewConnection)
    await sendOne(request, plainly)
    expect(server.connections()).toBe(3)
    expect(visitors.requests.map(({ headers }) => headers.connection)).toEqual([
      'keep-alive',
      'close',
      'close',
      'keep-alive',
    ])
  })
})

describe('a response', () => {
  test('consists of its JSON, its date and its Retry-After', async () => {
    const headers = { date: 'Sun, 22 Nov 2026 08:00:00 GMT', 'retry-after': '7' }
    const received = await get((_, response) => {
      sendJson(response, { a: [1] }, headers)
    })
    expect(received).toEqual({ body: { a: [1] }, date: Date.UTC(2026, 10, 22, 8) / 1000, retryAfter: 7_000 })
  })

  test('may have a byte order mark, and characters split between chunks', async () => {
    const text = Buffer.from('\ufeff{"joberror":"Größe €"}')
    const received = await get((_, response) => {
      response.write(text.subarray(0, 20))
      setImmediate(() => response.end(text.subarray(20)))
    })
    expect(received.body).toEqual({ joberror: 'Größe €' })
  })

  test.each([200, 201, 202, 206])('with status %d is one', async code => {
    const received = await get((_, response) => response.writeHead(code).end('{"jobstateid":5}'))
    expect(received.body).toEqual({ jobstateid: 5 })
  })
})

describe('Retry-After', () => {
  const date = 'Sun, 22 Nov 2026 08:00:00 GMT'

  test.each<readonly [string, string, number | undefined]>([
    ['seconds', '120', 120_000],
    ['seconds with spaces', ' 5 ', 5_000],
    ['zero', '0', 0],
    ['a date, by the server’s clock', 'Sun, 22 Nov 2026 08:01:30 GMT', 90_000],
    ['a date in the oldest form, which has no zone', 'Sun Nov 22 08:01:30 2026', 90_000],
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
    const received = await get((_request, response) => {
      sendJson(response, {}, { date, 'retry-after': header })
    })
    expect(received.retryAfter).toBe(retryAfter)
  })

  test('as a date, without a Date header, is measured by the clock of this machine', async () => {
    const received = await get((_, response) => {
      response.sendDate = false
      sendJson(response, {}, { 'retry-after': new Date(NOW + 60_000).toUTCString() })
    })
    expect(received).toMatchObject({ date: undefined, retryAfter: 60_000 })
  })
})

describe('a Date header', () => {
  test.each([
    ['of the year 12026', 'Fri, 31 Dec 12026 00:00:00 GMT'],
    ['of 1970', 'Thu, 01 Jan 1970 00:00:00 GMT'],
    ['of tomorrow', 'Mon, 23 Nov 2026 08:05:01 GMT'],
    ['that is not a date', 'now'],
  ])('%s is ignored', async (_, date) => {
    const received = await get((_request, response) => {
      sendJson(response, {}, { date, 'retry-after': 'Sun, 22 Nov 2026 08:06:00 GMT' })
    })
    // The Retry-After is measured by the clock of this machine then.
    expect(received).toMatchObject({ date: undefined, retryAfter: 60_000 })
  })

  test('that differs by less than a day is taken', async () => {
    const date = 'Mon, 23 Nov 2026 08:04:59 GMT'
    const received = await get((_request, response) => {
      sendJson(response, {}, { date })
    })
    expect(received.date).toBe(Date.parse(date) / 1000)
  })
})

test('whole numbers are exact at any size', async () => {
  const received = await get((_, response) => response.end('{"jobid":12345678901234567891,"jobprogress":5}'))
  expect(received.body).toEqual({ jobid: 12345678901234567891n, jobprogress: 5 })
})
