import { afterEach, describe, expect, test } from '@jest/globals'
import { createGet } from '../../../src/clanforge/client.ts'
import { type Loopback, serve } from '../../support/loopback.ts'

const MIB = 2 ** 20
const request = { path: '/cfp/v1/imageupdate/1/status', query: {}, maxBytes: MIB }
const forever = new AbortController().signal

let server: Loopback | undefined
afterEach(async () => {
  await server?.close()
  server = undefined
})

/** What is made of a page that is no JSON, and how long that took, ms. */
async function refused(page: string, status: number) {
  server = await serve((_, response) => response.writeHead(status).end(page))
  const get = createGet({ url: server.url, authorization: 'x', userAgent: 'y' }, Date.now)
  const before = performance.now()
  const error: unknown = await get(request, forever).catch((why: unknown) => why)
  return { error, took: performance.now() - before }
}

describe('a page in place of an answer', () => {
  test.each([
    ['titles that never begin', '<title', 200, MIB, 'bad-answer'],
    ['titles that never end', '<title>', 200, MIB, 'bad-answer'],
    ['spaces in a tag', '<title   ', 200, MIB, 'bad-answer'],
    ['the error page of a gateway', '<title', 502, 60 * 1024, 'status'],
  ])('made of %s keeps nothing busy', async (_, part, status, size, kind) => {
    const { error, took } = await refused(part.repeat(Math.floor(size / part.length)), status)
    expect(error).toMatchObject({ kind, detail: '' })
    expect(took).toBeLessThan(2_000)
  })

  test.each([
    ['within the first 4 KiB is told', 4_000, 'Sign in'],
    ['after them is not looked for', 4_096, ''],
  ])('a title %s', async (_, before, detail) => {
    const page = `${'x'.repeat(before)}<title lang="en">Sign in</title>`
    expect(await refused(page, 200)).toMatchObject({ error: { kind: 'bad-answer', detail } })
  })

  test('a title as long as a page is told in part', async () => {
    const { error } = await refused(`<title>${'x'.repeat(3_000)}</title>`, 200)
    expect(error).toMatchObject({ kind: 'bad-answer', detail: 'x'.repeat(500) })
  })
})
