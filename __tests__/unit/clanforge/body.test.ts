import type { RequestListener } from 'node:http'
import { brotliCompressSync, constants, deflateRawSync, deflateSync, gzipSync } from 'node:zlib'
import { afterEach, describe, expect, test } from '@jest/globals'
import { ApiError } from '../../../src/clanforge/errors.ts'
import { getFrom, plainly } from '../../support/client.ts'
import { type Loopback, serve } from '../../support/loopback.ts'

const MIB = 2 ** 20
const request = { path: '/cfp/v1/imageupdate/1/status', query: {}, maxBytes: MIB }
const value = { jobstatename: 'Läuft', joberror: 'x'.repeat(50_000) }
const json = Buffer.from(JSON.stringify(value))

let server: Loopback | undefined
afterEach(async () => {
  await server?.close()
  server = undefined
})

/** The outcome of a request: the body, or the ApiError. */
async function outcomeOf(listener: RequestListener): Promise<unknown> {
  server = await serve(listener)
  try {
    return (await getFrom(server.url, { deadline: 5_000 })(request, plainly)).body
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    return error
  }
}

function encoded(encoding: string, body: Buffer, status = 200): Promise<unknown> {
  return outcomeOf((_, response) => response.writeHead(status, { 'content-encoding': encoding }).end(body))
}

const encoders = [
  ['gzip', gzipSync],
  ['x-gzip', gzipSync],
  ['GZIP', gzipSync],
  ['br', brotliCompressSync],
  ['deflate', deflateSync],
  // Some servers leave out the zlib wrapper.
  ['deflate', deflateRawSync],
] as const

describe('a compressed body', () => {
  test.each(encoders)('in %s is decoded', async (encoding, encode) => {
    expect(await encoded(encoding, encode(json))).toEqual(value)
  })

  test.each(encoders)('in %s that arrives byte by byte is decoded', async (encoding, encode) => {
    const body = encode('{"jobprogress":40}')
    const received = await outcomeOf((_, response) => {
      response.writeHead(200, { 'content-encoding': encoding })
      const sendFrom = (index: number): void => {
        if (index === body.length) response.end()
        else response.write(body.subarray(index, index + 1), () => setImmediate(sendFrom, index + 1))
      }
      sendFrom(0)
    })
    expect(received).toEqual({ jobprogress: 40 })
  })

  test.each([
    ['gzip, br', brotliCompressSync(gzipSync(json))],
    ['identity', json],
    [' , gzip', gzipSync(json)],
  ])('with the encodings %p is decoded', async (encodings, body) => {
    expect(await encoded(encodings, body)).toEqual(value)
  })

  test.each(encoders)('in %s on an error page gives its message', async (encoding, encode) => {
    const error = await encoded(encoding, encode('<title>Bad Gateway</title>'), 502)
    expect(error).toMatchObject({ type: 'status', status: 502, detail: 'Bad Gateway' })
  })

  test.each(encoders)('in %s that is cut is invalid', async (encoding, encode) => {
    expect(await encoded(encoding, encode(json).subarray(0, -12))).toMatchObject({ type: 'invalid-response' })
  })

  test.each(['gzip', 'br', 'deflate'])('that is not %s is invalid', async encoding => {
    expect(await encoded(encoding, json)).toMatchObject({ type: 'invalid-response' })
  })

  test.each(['zstd', 'gzip, x', 'gzip, gzip, gzip, gzip'])(
    'with the encoding %p is invalid',
    async encoding => {
      expect(await encoded(encoding, json)).toMatchObject({ type: 'invalid-response' })
    },
  )

  test('on a connection that breaks is a fault of the network', async () => {
    const error = await outcomeOf((_, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip', 'content-length': '9999' })
      response.write(gzipSync(json), () => response.destroy())
    })
    expect(error).toMatchObject({ type: 'network' })
  })
})

describe('a small body that becomes a huge one', () => {
  const fastest = { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } }

  test.each([
    ['gzip', gzipSync],
    ['br', (body: Buffer) => brotliCompressSync(body, fastest)],
    ['deflate', deflateSync],
  ] as const)('in %s is given up at the size cap', async (encoding, encode) => {
    const bomb = encode(Buffer.alloc(64 * MIB, 0x20))
    const before = process.memoryUsage().rss
    expect(await encoded(encoding, bomb)).toMatchObject({ type: 'too-large' })
    expect(process.memoryUsage().rss - before).toBeLessThan(48 * MIB)
  })
})
