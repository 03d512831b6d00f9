import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import type { ClientRequest } from 'node:http'
import type { Socket } from 'node:net'
import { getCACertificates, setDefaultCACertificates, type TLSSocket } from 'node:tls'
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals'
import { getFrom, plainly } from '../../support/client.ts'
import { type Loopback, loopbackAuthority, serveRaw, serveTls } from '../../support/loopback.ts'

const request = { path: '/cfp/v1/imageupdate/1/retry', query: {}, maxBytes: 2 ** 20 }
const GARBAGE = 'HTTP/1.1 400 Bad Request\r\n\r\nplain text where TLS was'
const RESPONSE = 'HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}'

const trusted = getCACertificates('default')
beforeAll(() => {
  setDefaultCACertificates([...trusted, loopbackAuthority.cert])
})
afterAll(() => {
  setDefaultCACertificates(trusted)
})

let server: Loopback | undefined
afterEach(async () => {
  await server?.close()
  server = undefined
})

/** Sends `count` requests, one after the other; returns their responses and errors. */
async function send(made: Promise<Loopback>, count = 1): Promise<readonly unknown[]> {
  server = await made
  const get = getFrom(server.url, { deadline: 5_000 })
  const outcomes: unknown[] = []
  for (let nth = 0; nth < count; nth++) {
    outcomes.push(await get(request, plainly).catch((why: unknown) => why))
    // The connection is free for the next request once its response was read to the end.
    await new Promise(resolve => setImmediate(resolve))
  }
  return outcomes
}

/** Handles the nth request of a connection with `respond`, inside TLS or below it. */
function requests(respond: (nth: number, secure: TLSSocket, raw: Socket) => void): Promise<Loopback> {
  return serveTls((secure, raw) => {
    let nth = 0
    secure.on('data', () => {
      nth += 1
      respond(nth, secure, raw)
    })
  })
}

const broken = { name: 'ApiError', type: 'network', message: expect.stringMatching(/^the connection broke/) }

describe('TLS that breaks', () => {
  test('in the handshake: the request never left', async () => {
    const [error] = await send(
      serveRaw(socket => socket.end(GARBAGE)).then(made => ({
        ...made,
        url: made.url.replace('http:', 'https:'),
      })),
    )
    expect(error).toMatchObject({ name: 'ApiError', type: 'connect' })
  })

  test('before its first byte: the request never left', async () => {
    const [error] = await send(serveTls((_, raw) => raw.destroy()))
    expect(error).toMatchObject({ name: 'ApiError', type: 'connect' })
  })

  test('after the request was read: it may have arrived', async () => {
    const [error] = await send(requests((_nth, _secure, raw) => raw.write(GARBAGE)))
    expect(error).toMatchObject({ ...broken, cause: { code: expect.stringMatching(/^(ERR_SSL_|EPROTO)/) } })
  })

  test('in the middle of the response: it may have arrived', async () => {
    const [error] = await send(
      requests((_, secure, raw) => {
        secure.write(RESPONSE.slice(0, -1), () => raw.write(GARBAGE))
      }),
    )
    expect(error).toMatchObject(broken)
  })

  test('on a reused connection: it may have arrived', async () => {
    const [first, second] = await send(
      requests((nth, secure, raw) => (nth === 1 ? secure.write(RESPONSE) : raw.write(GARBAGE))),
      2,
    )
    expect(first).toMatchObject({ body: {} })
    expect(second).toMatchObject({ ...broken, cause: { code: expect.stringMatching(/^(ERR_SSL_|EPROTO)/) } })
    expect(server?.connections()).toBe(1)
  })
})

test('a connection that is used again and again collects no listeners', async () => {
  const counts: number[] = []
  // process.on('warning') of a test is not the one that Node warns.
  const count = (message: unknown) => {
    const { socket } = (message as { readonly request: ClientRequest }).request
    counts.push(socket?.listenerCount('secureConnect') ?? NaN)
  }
  subscribe('http.client.response.finish', count)
  const outcomes = await send(
    requests((_, secure) => secure.write(RESPONSE)),
    20,
  )
  unsubscribe('http.client.response.finish', count)
  expect(outcomes).toEqual(Array(20).fill(expect.objectContaining({ body: {} })))
  expect(server?.connections()).toBe(1)
  expect(counts).toEqual(Array(20).fill(0))
})
