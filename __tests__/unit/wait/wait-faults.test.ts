import { describe, expect, test } from '@jest/globals'
import { complete, fault, refusal, running, status } from '../../support/replies.ts'
import { inTurn, type Reply } from '../../support/scripted-api.ts'
import { play } from '../../support/wait-run.ts'

const missing = status(404)

/** When each request left, in seconds. */
function seconds(calls: readonly { readonly at: number }[]): readonly number[] {
  return calls.map(({ at }) => at / 1000)
}

describe('faults that the next request may not have', () => {
  test.each([
    ['no connection', fault('connect')],
    ['a broken connection', fault('network')],
    ['a timeout', fault('timeout', 30_000)],
    ['an invalid response', fault('invalid-response')],
    ['too large a response', fault('too-large')],
    ['a response about another job', running(10, { updateid: 999 })],
    ['a response without any known field', { body: { hello: 'world' } }],
    ['408', status(408)],
    ['429', status(429)],
    ['500', status(500)],
    ['502', status(502)],
    ['503', status(503)],
    ['599', status(599)],
  ])('%s is retried', async (_, reply: Reply) => {
    const run = await play('update 101', inTurn(reply, reply, complete))
    expect(run).toMatchObject({ result: 'complete', requests: 3 })
  })
})

describe('faults that end a wait at once', () => {
  test.each([
    ['a redirect', status(302)],
    ['not modified', status(304)],
    ['400', status(400)],
    ['405', status(405)],
    ['410', status(410)],
    ['422', status(422)],
    ['a certificate', fault('certificate')],
    ['401 before any valid response', status(401)],
    ['403 before any valid response', status(403)],
  ])('%s', async (_, reply) => {
    expect(await play('update 101', inTurn(reply))).toMatchObject({ result: 'error', requests: 1, took: 0 })
  })

  test.each([301, 400, 418])('%d after a valid response too', async code => {
    expect(await play('update 101', inTurn(running(), status(code)))).toMatchObject({
      result: 'error',
      requests: 2,
    })
  })
})

describe('404 and refusals', () => {
  test.each([
    ['404', [missing, missing, missing]],
    ['refusals', [refusal, refusal, refusal]],
    ['both, which count together', [missing, refusal, missing]],
  ])('%s: the third in a row ends the wait, ten seconds apart', async (_, replies) => {
    const run = await play('update 101', inTurn(...replies))
    expect(run.result).toBe('error')
    expect(seconds(run.calls)).toEqual([0, 10, 20])
  })

  test('a job that can be read at the third time is waited for', async () => {
    const run = await play('update 101', inTurn(missing, refusal, complete))
    expect(run).toMatchObject({ result: 'complete', took: 20_000 })
  })

  test.each([
    ['a valid one', running()],
    ['a server error', status(503)],
    ['an invalid one', { body: { hello: 'world' } }],
    ['one that is too large', fault('too-large')],
  ])('another response restarts the count: %s', async (_, reply: Reply) => {
    const run = await play('update 101', inTurn(missing, missing, reply, missing, missing, complete))
    expect(run).toMatchObject({ result: 'complete', requests: 6 })
  })

  test('a request without a response does not restart the count', async () => {
    const run = await play('update 101', inTurn(missing, missing, fault('network'), missing, complete))
    expect(run).toMatchObject({ result: 'error', requests: 4 })
  })

  test('do not run the outage clock', async () => {
    const run = await play('update 101', inTurn(missing, missing, complete), {
      options: { outageTimeout: 5_000 },
    })
    expect(run.result).toBe('complete')
  })

  test('are retried ten seconds apart whatever max-poll-interval is', async () => {
    const run = await play('update 101', inTurn(missing), {
      options: { minPollInterval: 1_000, maxPollInterval: 3_000 },
    })
    expect(seconds(run.calls)).toEqual([0, 10, 20])
  })
})

describe('401 and 403 after a valid response', () => {
  test.each([401, 403])('%d: the third in a row ends the wait, ten seconds apart', async code => {
    const run = await play('update 101', inTurn(running(), status(code)))
    const [, second = NaN, ...others] = seconds(run.calls)
    expect(run.result).toBe('error')
    expect(others).toEqual([second + 10, second + 20])
  })

  test.each([
    ['a valid response', running()],
    ['404', missing],
  ])('%s in between restarts the count', async (_, reply) => {
    const denied = status(403)
    const run = await play('update 101', inTurn(running(), denied, denied, reply, denied, denied, complete))
    expect(run.result).toBe('complete')
  })
})

describe('Retry-After', () => {
  test.each([
    ['longer than max-poll-interval', 100_000, 100],
    ['shorter than the schedule', 3_000, 3],
    ['shorter than min-poll-interval', 500, 2],
    ['zero', 0, 2],
  ])('%s, with a fault', async (_, retryAfter, second) => {
    const run = await play('update 101', inTurn(status(429, retryAfter), complete))
    expect(seconds(run.calls)).toEqual([0, second])
  })

  test.each([
    ['longer than max-poll-interval', 100_000, 100],
    ['shorter than min-poll-interval', 500, 2],
  ])('%s, with a valid response', async (_, retryAfter, second) => {
    const run = await play('update 101', inTurn({ body: { jobstateid: 4 }, retryAfter }, complete))
    expect(seconds(run.calls)).toEqual([0, second])
  })

  test('longer than ten seconds, with a 404', async () => {
    const run = await play('update 101', inTurn(status(404, 30_000), complete))
    expect(seconds(run.calls)).toEqual([0, 30])
  })

  test('of years: the wait still ends with the timeout', async () => {
    const run = await play('update 101', inTurn(status(503, 1e15)), { options: { timeout: 60_000 } })
    expect(run).toMatchObject({ result: 'timed-out', took: 60_000, requests: 1 })
  })
})

test('backoff doubles from min-poll-interval up to max-poll-interval', async () => {
  const faults = Array<Reply>(7).fill(status(503))
  const run = await play('update 101', inTurn(...faults, complete), {
    random: () => 0,
    options: { outageTimeout: 1e7 },
  })
  expect(seconds(run.calls)).toEqual([0, 2, 6, 14, 30, 62, 122, 182])
})
