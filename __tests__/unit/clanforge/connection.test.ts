import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import type { ClientRequest } from 'node:http'
import type { Socket } from 'node:net'
import { getCACertificates, setDefaultCACertificates, type TLSSocket } from 'node:tls'
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals'
import { loopbackCa } from '../../../dev/tls/loopback-tls.ts'
import { createGet } from '../../../src/clanforge/client.ts'
import { type Loopback, serveRaw, serveTls } from '../../support/loopback.ts'

const request = { path: '/cfp/v1/imageupdate/1/retry', query: {}, maxBytes: 2 ** 20 }
const forever = new AbortController().signal
const GARBAGE = 'HTTP/1.1 400 Bad Request\r\n\r\nplain text where TLS was'
const ANSWER = 'HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}'

const trusted = getCACertificates('default')
beforeAll(() => {
  setDefaultCACertificates([...trusted, loopbackCa])
})
afterAll(() => {
  setDefaultCACertificates(trusted)
})

let server: Loopback | undefined
afterEach(async () => {
  await server?.close()
  server = undefined
})

/** Asks `count` times, one after the other; gives what came out, an answer or an error. */
async function ask(made: Promise<Loopback>, count = 1): Promise<readonly unknown[]> {
  server = await made
  const get = createGet({ url: server.url, authorization: 'x', userAgent: 'y' }, Date.now, 5_000)
  const said: unknown[] = []
  for (let nth = 0; nth < count; nth++) {
    said.push(await get(request, forever).catch((why: unknown) => why))
    // The connection is free for the next request once its answer was read to the end.
    await new Promise(resolve => setImmediate(resolve))
  }
  return said
}

/** Does with the nth request of a connection what `answer` says, inside TLS or below it. */
function requests(answer: (nth: number, secure: TLSSocket, raw: Socket) => void): Promise<Loopback> {
  return serveTls((secure, raw) => {
    let nth = 0
    secure.on('data', () => {
      nth += 1
      answer(nth, secure, raw)
    })
  })
}

const broken = { name: 'ApiError', kind: 'network', message: expect.stringMatching(/^the connection broke/) }

describe('TLS that breaks', () => {
  test('in the handshake: the request never left', async () => {
    const [error] = await ask(
      serveRaw(socket => socket.end(GARBAGE)).then(made => ({
        ...made,
        url: made.url.replace('http:', 'https:'),
      })),
    )
    expect(error).toMatchObject({ name: 'ApiError', kind: 'connect' })
  })

  test('before its first byte: the request never left', async () => {
    const [error] = await ask(serveTls((_, raw) => raw.destroy()))
    expect(error).toMatchObject({ name: 'ApiError', kind: 'connect' })
  })

  test('after the request was read: it may have been heard', async () => {
    const [error] = await ask(requests((_nth, _secure, raw) => raw.write(GARBAGE)))
    expect(error).toMatchObject({ ...broken, cause: { code: expect.stringMatching(/^(ERR_SSL_|EPROTO)/) } })
  })

  test('in the middle of the answer: it may have been heard', async () => {
    const [error] = await ask(
      requests((_, secure, raw) => {
        secure.write(ANSWER.slice(0, -1), () => raw.write(GARBAGE))
      }),
    )
    expect(error).toMatchObject(broken)
  })

  test('on a connection that is used again: it may have been heard', async () => {
    const [first, second] = await ask(
      requests((nth, secure, raw) => (nth === 1 ? secure.write(ANSWER) : raw.write(GARBAGE))),
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
  const said = await ask(
    requests((_, secure) => secure.write(ANSWER)),
    20,
  )
  unsubscribe('http.client.response.finish', count)
  expect(said).toEqual(Array(20).fill(expect.objectContaining({ body: {} })))
  expect(server?.connections()).toBe(1)
  expect(counts).toEqual(Array(20).fill(0))
})
