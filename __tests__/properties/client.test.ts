import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import fc from '../support/fast-check.ts'
import type { Get } from '../../src/clanforge/client.ts'
import { ApiError } from '../../src/clanforge/errors.ts'
import { parseJson } from '../../src/clanforge/json.ts'
import { getFrom, plainly } from '../support/client.ts'
import { type Loopback, serve, serveRaw } from '../support/loopback.ts'

const request = { path: '/cfp/v1/imageupdate/101/status', query: {}, maxBytes: 2_000 }

/** What the server sends next. */
const next = {
  status: 200,
  headers: {} as Record<string, string>,
  body: new Uint8Array(),
  raw: new Uint8Array(),
}

let server: Loopback
let rawServer: Loopback
let get: Get
let rawGet: Get

beforeAll(async () => {
  server = await serve((_, response) => response.writeHead(next.status, next.headers).end(next.body))
  rawServer = await serveRaw(socket => void socket.once('data', () => socket.end(next.raw)))
  get = getFrom(server.url, { wallClock: () => 0 })
  rawGet = getFrom(rawServer.url, { wallClock: () => 0 })
})
afterAll(async () => {
  await server.close()
  await rawServer.close()
})

/** The outcome of one request: JSON, or an ApiError; anything else is thrown. */
async function outcomeOf(
  by: Get,
): Promise<ApiError | { readonly body: unknown; readonly retryAfter: number | undefined }> {
  try {
    return await by(request, plainly)
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    return error
  }
}

const text = fc.string({ unit: fc.integer({ min: 0x20, max: 0x7e }).map(code => String.fromCharCode(code)) })
const wait = fc.oneof(
  fc.nat().map(String),
  text,
  fc.date({ noInvalidDate: true }).map(date => date.toUTCString()),
)
const json = fc.json().map(body => new TextEncoder().encode(body))
const bytes = fc.oneof(json, fc.uint8Array({ maxLength: 3_000 }))
const headers = fc.record(
  {
    'retry-after': wait,
    date: wait,
    'content-type': text,
    'content-encoding': fc.constantFrom('gzip', 'br', 'x'),
  },
  { requiredKeys: [] },
)

describe('any response over HTTP', () => {
  test('any status, headers and bytes give JSON of a 2xx or an ApiError (1,500 cases)', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 200, max: 599 }), headers, bytes, async (status, sent, body) => {
        Object.assign(next, { status, headers: sent, body })
        const got = await outcomeOf(get)
        const { retryAfter } = got
        expect(retryAfter === undefined || (Number.isFinite(retryAfter) && retryAfter >= 0)).toBe(true)
        if (got instanceof ApiError) {
          const types = status < 300 ? ['invalid-response', 'too-large'] : ['status']
          expect(types).toContain(got.type)
        } else {
          expect(status).toBeLessThan(300)
          expect(got.body).toEqual(parseJson(new TextDecoder().decode(body)))
        }
      }),
      { numRuns: 1_500 },
    )
  })

  test('any bytes at all in place of HTTP give JSON or an ApiError (500 cases)', async () => {
    const head = fc.tuple(fc.integer({ min: 0, max: 999 }), text, bytes).map(([status, header, body]) => {
      const start = `HTTP/1.1 ${String(status).padStart(3, '0')} X\r\nx: ${header}\r\n\r\n`
      return Buffer.concat([Buffer.from(start), body])
    })
    await fc.assert(
      fc.asyncProperty(fc.oneof(head, bytes), async raw => {
        Object.assign(next, { raw })
        const got = await outcomeOf(rawGet)
        if (got instanceof ApiError) expect(got.type).toMatch(/^(network|status|invalid-response|too-large)$/)
      }),
      { numRuns: 500 },
    )
  })
})
