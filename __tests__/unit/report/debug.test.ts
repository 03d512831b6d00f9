import { describe, expect, test } from '@jest/globals'
import type { Get } from '../../../src/clanforge/client.ts'
import { ApiError } from '../../../src/clanforge/errors.ts'
import type { Json } from '../../../src/clanforge/json.ts'
import { withDebugLog } from '../../../src/report/debug.ts'
import { sanitize } from '../../../src/report/text.ts'

const request = {
  path: '/cfp/v1/imageinstall/7/queue',
  query: { accountserviceid: '1234567', mirroring: 'true' },
  maxBytes: 1,
}
const options = { signal: new AbortController().signal, isNewConnection: false }

/** A GET that returns this body or fails. */
function getOf(body: Json | Error): Get {
  return () =>
    body instanceof Error ? Promise.reject(body) : Promise.resolve({ body, date: 5, retryAfter: undefined })
}

/** The debug log of one request. */
async function log(body: Json | Error, path = request.path): Promise<readonly string[]> {
  const lines: string[] = []
  const times = [1_000, 1_250]
  const tools = { debug: (line: string) => void lines.push(line), elapsed: () => times.shift() ?? NaN }
  const response = withDebugLog(getOf(body), tools)({ ...request, path }, options)
  if (body instanceof Error) await expect(response).rejects.toBe(body)
  else expect(await response).toMatchObject({ body, date: 5 })
  return lines
}

/** The record that the lines have, as a tool would read it out of a log. */
function parse(lines: readonly string[]): unknown {
  return JSON.parse(
    lines.map(line => sanitize(line).replace(/^exchange 1(, part \d+ of \d+)?: /, '')).join(''),
  )
}

describe('the debug log', () => {
  test('has a record of every response, without the ASID', async () => {
    expect(await log({ jobstateid: 5, other: [1] })).toEqual([
      'exchange 1: {"path":"/cfp/v1/imageinstall/7/queue?mirroring=true","sent":1000,"ended":1250,' +
        '"status":"2xx","date":5,"retryAfter":null,"body":{"jobstateid":5,"other":[1]}}',
    ])
  })

  test('does not have the ASID that is in the path of a rollout', async () => {
    const lines = await log({ pending_machines: 0 }, '/cfp/v2/project/1234567/image/44/status')
    expect(parse(lines)).toMatchObject({ path: '/cfp/v2/project/***/image/44/status?mirroring=true' })
  })

  test('has a record of every fault, with what the server said', async () => {
    const details = { status: 503, retryAfter: 4_000, detail: 'Maintenance' }
    expect(parse(await log(new ApiError('status', 'HTTP 503', details)))).toMatchObject({
      error: 'status',
      message: 'HTTP 503',
      ...details,
    })
    expect(parse(await log(new TypeError('ours')))).toMatchObject({ error: 'TypeError: ours' })
  })

  test('can be parsed again, whatever a text contains', async () => {
    const body = { joberror: 'a::b ##[group]\u001b[31m\u2028\u202e☃ 😀 "\\' }
    expect(parse(await log(body))).toMatchObject({ body })
  })

  test('divides a long record', async () => {
    const body = { joberror: 'x'.repeat(9_000) }
    const lines = await log(body)
    expect(lines.map(line => line.slice(0, 24))).toEqual([
      'exchange 1, part 1 of 3:',
      'exchange 1, part 2 of 3:',
      'exchange 1, part 3 of 3:',
    ])
    expect(Math.max(...lines.map(line => line.length))).toBeLessThan(4_000)
    expect(parse(lines)).toMatchObject({ body })
  })

  test('says when a record is truncated', async () => {
    const lines = await log({ joberror: 'x'.repeat(200_000) })
    expect(lines).toHaveLength(21)
    expect(lines.at(-1)).toMatch(/^exchange 1 is truncated: it has 200\d\d\d characters$/)
  })

  test('is not stopped by a body that cannot be written', async () => {
    const deep = JSON.parse(`{"jobstateid":5,"x":${'['.repeat(9e4)}${']'.repeat(9e4)}}`) as Json
    expect(parse(await log(deep))).toMatchObject({ body: 'nested too deeply to be written' })
  })
})
