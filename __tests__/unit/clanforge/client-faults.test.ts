import type { RequestListener } from 'node:http'
import { once } from 'node:events'
import { afterEach, describe, expect, test } from '@jest/globals'
import { ApiError } from '../../../src/clanforge/errors.ts'
import { getFrom, plainly } from '../../support/client.ts'
import { type Loopback, sendJson, serve, serveRaw, Visitors } from '../../support/loopback.ts'

const ASID = '7654321'
const request = { path: '/cfp/v1/imageupdate/1/status', query: { accountserviceid: ASID }, maxBytes: 2 ** 20 }

let server: Loopback | undefined
afterEach(async () => {
  await server?.close()
  server = undefined
})

/** The ApiError of a request to a server; none of them holds what must not be shown. */
async function fault(made: Promise<Loopback>, deadline = 5_000, signal = plainly.signal): Promise<ApiError> {
  server = await made
  const options = { ...plainly, signal }
  const error: unknown = await getFrom(server.url, { deadline })(request, options).catch(
    (why: unknown) => why,
  )
  if (!(error instanceof ApiError)) throw new Error('the request did not fail')
  expect(error.message).not.toMatch(/c2VjcmV0|accountserviceid|7654321|cfp/)
  return error
}

/** The ApiError of a request with this response. */
function faultOf(listener: RequestListener, deadline?: number): Promise<ApiError> {
  return fault(serve(listener), deadline)
}

const page = (title: string) => `<!DOCTYPE html><html><head><title>\n${title} </title></head></html>`

describe('a status other than 2xx', () => {
  test.each([301, 302, 304, 307, 400, 401, 403, 404, 408, 410, 429, 500, 502, 503, 599])(
    '%d',
    async status => {
      const error = await faultOf((_, response) => response.writeHead(status, { 'retry-after': '3' }).end())
      expect(error).toMatchObject({
        type: 'status',
        status,
        message: `HTTP ${String(status)}`,
        retryAfter: 3_000,
      })
    },
  )

  test.each([
    ['Clanforge’s envelope', '{"error_message":" no rows ","message":"x"}', 'no rows'],
    ['another API', '{"message":"slow down"}', 'slow down'],
    ['a gateway', '{"error":"denied"}', 'denied'],
    ['JSON that says nothing', '{"error":true}', ''],
    ['a web page', page('Bad Gateway'), 'Bad Gateway'],
    ['a page without a title', '<h1>oops</h1>', ''],
    ['nothing', '', ''],
  ])('says what %s says', async (_, body, detail) => {
    expect((await faultOf((_request, response) => response.writeHead(503).end(body))).detail).toBe(detail)
  })

  test('a page that is too long or cut says less, and the status stays', async () => {
    const long = await faultOf((_, response) => response.writeHead(502).end(page('x') + 'y'.repeat(100_000)))
    expect(long).toMatchObject({ status: 502, detail: '' })
    await server?.close()
    const cut = await faultOf((_, response) => {
      response.writeHead(401, { 'content-length': '1000' }).write(page('x'), () => response.destroy())
    })
    expect(cut).toMatchObject({ status: 401, detail: '' })
  })

  test('a redirect is not followed', async () => {
    const visitors = new Visitors()
    const target = await serve(visitors.first((_, response) => response.end()))
    await faultOf((_, response) => response.writeHead(302, { location: target.url }).end())
    await target.close()
    expect(visitors.requests).toHaveLength(0)
  })
})

describe('a response that cannot be read', () => {
  test.each([
    ['empty', ''],
    ['half of it', '{"jobstateid": 5, '],
    ['a web page', page('Sign in')],
    ['binary', '\u0000\u00ff\u00fe'],
  ])('%s is invalid', async (_, body) => {
    const error = await faultOf((_request, response) =>
      response.writeHead(200, { 'retry-after': '9' }).end(body),
    )
    expect(error).toMatchObject({ type: 'invalid-response', status: 200, retryAfter: 9_000 })
    expect(error.detail).toBe(body === page('Sign in') ? 'Sign in' : '')
  })

  test('over the size cap is too large, and its Retry-After counts', async () => {
    const error = await faultOf((_, response) => {
      sendJson(response, 'x'.repeat(2 ** 20), { 'retry-after': '9' })
    })
    expect(error).toMatchObject({
      type: 'too-large',
      message: 'the response is larger than 1 MiB',
      retryAfter: 9_000,
    })
  })
})

describe('a connection that breaks', () => {
  test('before the response', async () => {
    expect((await fault(serveRaw(socket => socket.destroy()))).type).toBe('network')
  })

  test('in the middle of the body', async () => {
    const error = await faultOf((_, response) => {
      response.writeHead(200, { 'content-length': '1000' }).write('{"jobstateid"', () => response.destroy())
    })
    expect(error.type).toBe('network')
  })

  test('with what is not HTTP', async () => {
    expect((await fault(serveRaw(socket => socket.end('SSH-2.0-OpenSSH\r\n')))).type).toBe('network')
  })

  test('or is never made', async () => {
    const closed = await serve(() => undefined)
    await closed.close()
    const gone = { ...closed, close: () => Promise.resolve() }
    expect((await fault(Promise.resolve(gone))).type).toBe('connect')
  })
})

describe('the deadline of a request', () => {
  test('without a TLS handshake: the request provably did not arrive', async () => {
    const silent = await serveRaw(() => undefined)
    const secured = { ...silent, url: silent.url.replace('http:', 'https:') }
    const error = await fault(Promise.resolve(secured), 100)
    expect(error).toMatchObject({ type: 'connect', message: 'no connection within 0.1 s' })
  })

  test.each<readonly [string, RequestListener]>([
    ['no response', () => undefined],
    ['a body that stalls', (_, response) => void response.writeHead(200).write('{')],
    [
      'a body that drips',
      (_, response) => {
        drip(response)
      },
    ],
  ])('%s', async (_, listener) => {
    const error = await faultOf(listener, 100)
    expect(error).toMatchObject({ type: 'timeout', message: 'no complete response within 0.1 s' })
  })

  function drip(response: Parameters<RequestListener>[1]): void {
    if (!response.destroyed) response.write(' ', () => setImmediate(drip, response))
  }
})

describe('a wait that has ended', () => {
  test('ends the request under way, and its connection', async () => {
    const stop = new AbortController()
    let closed: Promise<unknown> = Promise.resolve()
    const error = await fault(
      serve(({ socket }) => {
        closed = once(socket, 'close')
        stop.abort()
      }),
      5_000,
      stop.signal,
    )
    expect(error.type).toBe('aborted')
    await closed
  })

  test('makes no more requests', async () => {
    const visitors = new Visitors()
    const error = await fault(serve(visitors.first(() => undefined)), 5_000, AbortSignal.abort())
    expect(error.type).toBe('aborted')
    expect(visitors.requests).toHaveLength(0)
  })
})

test('JSON that is nested too deeply is an invalid response', async () => {
  const body = `${'['.repeat(200_000)}1234567890123456789${']'.repeat(200_000)}`
  const error = await faultOf((_, response) => response.end(body))
  expect(error).toMatchObject({ type: 'invalid-response', message: 'the response is nested too deeply' })
})
