import { afterEach, describe, expect, test } from '@jest/globals'
import { type Redact, createRedactor } from '../../../src/clanforge/redaction.ts'
import { getFrom, plainly } from '../../support/client.ts'
import { type Loopback, serve } from '../../support/loopback.ts'
import { cpuTimeSince } from '../../support/cpu-time.ts'

const MIB = 2 ** 20
const request = { path: '/cfp/v1/imageupdate/1/status', query: {}, maxBytes: MIB }

let server: Loopback | undefined
afterEach(async () => {
  await server?.close()
  server = undefined
})

/** The error of a page that is not JSON, and the CPU time it took, ms. */
async function refused(page: string, status: number, redact: Redact = text => text) {
  server = await serve((_, response) => response.writeHead(status).end(page))
  const before = process.cpuUsage()
  const error: unknown = await getFrom(server.url, { redact })(request, plainly).catch((why: unknown) => why)
  return { error, took: cpuTimeSince(before) }
}

describe('a page in place of a response', () => {
  test.each([
    ['titles that never begin', '<title', 200, MIB, 'invalid-response'],
    ['titles that never end', '<title>', 200, MIB, 'invalid-response'],
    ['spaces in a tag', '<title   ', 200, MIB, 'invalid-response'],
    ['the error page of a gateway', '<title', 502, 60 * 1024, 'status'],
  ])('made of %s keeps nothing busy', async (_, part, status, size, type) => {
    const { error, took } = await refused(part.repeat(Math.floor(size / part.length)), status)
    expect(error).toMatchObject({ type, detail: '' })
    expect(took).toBeLessThan(2_000)
  })

  test.each([
    ['within the first 4 KiB is the detail', 4_000, 'Sign in'],
    ['after them is not looked for', 4_096, ''],
  ])('a title %s', async (_, before, detail) => {
    const page = `${'x'.repeat(before)}<title lang="en">Sign in</title>`
    expect(await refused(page, 200)).toMatchObject({ error: { type: 'invalid-response', detail } })
  })

  test('a title as long as a page is truncated', async () => {
    const { error } = await refused(`<title>${'x'.repeat(3_000)}</title>`, 200)
    expect(error).toMatchObject({ type: 'invalid-response', detail: 'x'.repeat(500) })
  })

  test.each([
    [
      'in a title, at the place where it is truncated',
      `<title>${'x'.repeat(495)}SECRET-KEY-1234</title>`,
      498,
    ],
    [
      'in a title, at the place where the search ends',
      `${'x'.repeat(4_080)}<title>SECRET-KEY-1234</title>`,
      3,
    ],
    ['in a JSON message', '{"error_message":"SECRET\\u002dKEY-1234"}', 3],
    ['in the user info of a URL', '<title>s3://KEY:PASSW0RD@bucket/a?SECRET-KEY-1234</title>', 21],
  ])('a secret %s does not get into the detail', async (_, page, length) => {
    const { error } = await refused(page, 502, createRedactor({ texts: ['SECRET-KEY-1234'] }))
    const { detail } = error as { readonly detail: string }
    expect(detail).not.toMatch(/SEC|KEY|PASS/)
    expect(detail).toHaveLength(length)
  })
})
