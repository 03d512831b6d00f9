import { describe, expect, test } from '@jest/globals'
import type { Get } from '../../../src/clanforge/client.ts'
import type { Json } from '../../../src/clanforge/json.ts'
import { ApiError } from '../../../src/errors.ts'
import { debugged } from '../../../src/report/debug.ts'
import { redacted } from '../../../src/report/redacted.ts'
import { rememberingPrinter } from '../../support/log-run.ts'

const request = {
  path: '/cfp/v1/imageupdate/101/status',
  query: { accountserviceid: '1234567' },
  maxBytes: 1,
}
const { signal } = new AbortController()

/** A GET that answers with this body, or goes wrong. */
function answering(body: Json | Error): Get {
  return () =>
    body instanceof Error ? Promise.reject(body) : Promise.resolve({ body, date: 5, retryAfter: undefined })
}

/** What the debug log has of one request. */
async function debug(body: Json | Error, path = request.path): Promise<readonly string[]> {
  const printer = rememberingPrinter()
  const got = debugged(answering(body), printer)({ ...request, path }, signal)
  if (body instanceof Error) await expect(got).rejects.toBe(body)
  else expect(await got).toMatchObject({ body, date: 5 })
  return printer.printed.map(({ kind, text }) => `${kind} ${text}`)
}

describe('the debug log', () => {
  test('has every answer, without the query', async () => {
    expect(await debug({ jobstateid: 5, other: [1] })).toEqual([
      'debug GET /cfp/v1/imageupdate/101/status: {"jobstateid":5,"other":[1]}',
    ])
    expect(await debug([1])).toEqual(['debug GET /cfp/v1/imageupdate/101/status: [1]'])
  })

  test.each(['added', 'modified'])(
    'of a diff has the known fields, not thousands of files: %s',
    async name => {
      const [line] = await debug({ jobstateid: 5, [name]: { 'a.txt': {} } })
      expect(line).toMatch(/: \{"jobstateid":5\}$/)
    },
  )

  test('has every fault, with what the server said', async () => {
    expect(await debug(new ApiError('status', 'HTTP 503', { detail: 'Maintenance' }))).toEqual([
      'debug GET /cfp/v1/imageupdate/101/status: HTTP 503 Maintenance',
    ])
    expect(await debug(new TypeError('ours'))).toEqual([
      'debug GET /cfp/v1/imageupdate/101/status: TypeError: ours',
    ])
  })

  test('does not have the ASID that is in the path of a rollout', async () => {
    const [line] = await debug({ pending_machines: 0 }, '/cfp/v2/project/1234567/image/44/status')
    expect(line).toMatch(/^debug GET \/cfp\/v2\/project\/\*\*\*\/image\/44\/status: /)
  })

  test('is not stopped by an answer that cannot be written', async () => {
    const deep = JSON.parse(`{"jobstateid":5,"x":${'['.repeat(9e4)}${']'.repeat(9e4)}}`) as Json
    expect(await debug(deep)).toHaveLength(1)
  })
})

describe('an answer without secrets', () => {
  const redact = (text: string) => text.replaceAll('hunter2', '***')
  const get = async (body: Json | Error) => redacted(answering(body), redact)(request, signal)

  test('has none in the texts that people are shown, before they are cut', async () => {
    const body = { joberror: 'hunter2', jobstatename: 'x hunter2', error_message: 'hunter2', jobprogress: 5 }
    expect((await get(body)).body).toEqual({
      joberror: '***',
      jobstatename: 'x ***',
      error_message: '***',
      jobprogress: 5,
    })
  })

  test('nor in those of a list', async () => {
    const { body } = await get({ installs: [{ jobid: 7, joberror: 'hunter2' }, null], success: true })
    expect(body).toEqual({ installs: [{ jobid: 7, joberror: '***' }, {}], success: true })
  })

  test('keeps what means something as it is', async () => {
    expect((await get({ updateid: 'hunter2', joberror: { deep: 'hunter2' } })).body).toEqual({
      updateid: 'hunter2',
      joberror: { deep: 'hunter2' },
    })
    expect((await get('hunter2')).body).toBe('hunter2')
  })

  test('and so what a server says of a fault', async () => {
    const details = { status: 401, retryAfter: 5, detail: 'who is hunter2' }
    await expect(get(new ApiError('status', 'HTTP 401', details))).rejects.toMatchObject({
      ...details,
      kind: 'status',
      detail: 'who is ***',
    })
    const ours = new TypeError('ours')
    await expect(get(ours)).rejects.toBe(ours)
  })
})
