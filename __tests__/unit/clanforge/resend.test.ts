import type { Socket } from 'node:net'
import { afterEach, describe, expect, test } from '@jest/globals'
import { ApiError } from '../../../src/clanforge/errors.ts'
import { getFrom, onNewConnection, plainly } from '../../support/client.ts'
import { type Loopback, serveRaw } from '../../support/loopback.ts'

const request = { path: '/cfp/v1/imageupdate/1/status', query: {}, maxBytes: 2 ** 20 }
const OK = 'HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}'

let server: Loopback | undefined
afterEach(async () => {
  await server?.close()
  server = undefined
})

/** A server that handles the nth request that arrives, on whatever connection, with `respond`. */
function requests(respond: (nth: number, socket: Socket) => void): {
  count: number
  made: Promise<Loopback>
} {
  const seen = { count: 0 }
  const made = serveRaw(socket => {
    socket.on('data', () => {
      seen.count += 1
      respond(seen.count, socket)
    })
  })
  return Object.assign(seen, { made })
}

/** Sends requests one after the other; returns for each `ok`, or the type of its error. */
async function send(
  made: Promise<Loopback>,
  options: readonly (typeof plainly)[],
): Promise<readonly string[]> {
  server = await made
  const get = getFrom(server.url, { deadline: 5_000 })
  const outcomes: string[] = []
  for (const each of options) {
    outcomes.push(
      await get(request, each).then(
        () => 'ok',
        (error: unknown) => (error instanceof ApiError ? error.type : String(error)),
      ),
    )
    // The connection is free for the next request once its response was read to the end.
    await new Promise(resolve => setImmediate(resolve))
  }
  return outcomes
}

const close = [
  ['closed', (socket: Socket) => socket.end()],
  ['destroyed', (socket: Socket) => socket.destroy()],
  ['reset', (socket: Socket) => socket.resetAndDestroy()],
] as const

describe('a request on a reused connection', () => {
  test.each(close)('that is %s before any byte of the response is sent once more', async (_, cut) => {
    const server = requests((nth, socket) => (nth === 2 ? cut(socket) : socket.write(OK)))
    expect(await send(server.made, [plainly, plainly, plainly])).toEqual(['ok', 'ok', 'ok'])
    expect(server.count).toBe(4)
  })

  test.each(close)('that is %s again on the new one is a fault', async (_, cut) => {
    const server = requests((nth, socket) => (nth === 1 ? socket.write(OK) : cut(socket)))
    expect(await send(server.made, [plainly, plainly])).toEqual(['ok', 'network'])
    expect(server.count).toBe(3)
  })

  test('that breaks after the first byte of the response is a fault', async () => {
    const server = requests((nth, socket) => {
      if (nth === 1) socket.write(OK)
      else socket.write('H', () => socket.resetAndDestroy())
    })
    expect(await send(server.made, [plainly, plainly])).toEqual(['ok', 'network'])
    expect(server.count).toBe(2)
  })
})

test('a request on a new connection that is lost is not sent again', async () => {
  const server = requests((_, socket) => socket.destroy())
  expect(await send(server.made, [plainly])).toEqual(['network'])
  expect(server.count).toBe(1)
})

test('a request that needs a new connection is not sent on a kept one, and not sent again', async () => {
  const server = requests((nth, socket) => (nth === 1 ? socket.write(OK) : socket.destroy()))
  expect(await send(server.made, [plainly, onNewConnection])).toEqual(['ok', 'network'])
  expect(server.count).toBe(2)
})
