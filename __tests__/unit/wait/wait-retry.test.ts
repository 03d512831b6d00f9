import { describe, expect, test } from '@jest/globals'
import { ApiError } from '../../../src/clanforge/errors.ts'
import { DIFF, RETRY, UPDATE, VERSION } from '../../support/paths.ts'
import { response, complete, failed, fault, queued, refusal, running, status } from '../../support/replies.ts'
import { byPath, inTurn, type Reply, type Script } from '../../support/scripted-api.ts'
import { play } from '../../support/wait-run.ts'

const broken = failed({ jobfailed: 1, jobupdated: 1_000 })
const again = response({ jobstateid: 3, jobprogress: 0, jobfailed: 1, jobupdated: 1_010 })

async function rerun(update: Script, retry: Script, options = {}) {
  const script = byPath({ [UPDATE]: update, [RETRY]: retry })
  const run = await play('update 101', script, { options: { jobRetries: 1, ...options } })
  return { ...run, retries: run.api.callsTo(RETRY), polls: run.api.callsTo(UPDATE) }
}

describe('job-retries', () => {
  test('re-runs a failed update and continues to wait; its earlier failures do not count', async () => {
    const run = await rerun(inTurn(broken, running(50, { jobfailed: 1 }), complete), inTurn(again))
    expect(run).toMatchObject({ result: 'complete', requests: 4 })
    expect(run.retries).toHaveLength(1)
    expect(run.outcome.deciding?.retries.used).toBe(1)
    expect(run.notices.map(({ type }) => type)).toContain('rerun')
  })

  test('a diff has a retry of its own, a version has none', async () => {
    const diff = byPath({ [DIFF]: inTurn(broken, complete), '/cfp/v1/imagediff/5/retry': inTurn(again) })
    expect(await play('diff 5', diff, { options: { jobRetries: 1 } })).toMatchObject({ result: 'complete' })
    const version = byPath({ [VERSION]: inTurn(broken) })
    expect(await play('version 9', version, { options: { jobRetries: 1 } })).toMatchObject({
      result: 'failed',
    })
  })

  test('as often as allowed, then the failure stands', async () => {
    const failures = [1, 2, 3].map(jobfailed => failed({ jobfailed, jobupdated: jobfailed }))
    const run = await rerun(inTurn(...failures), inTurn(again), { jobRetries: 2 })
    expect(run).toMatchObject({ result: 'failed' })
    expect(run.retries).toHaveLength(2)
    expect(run.outcome.deciding?.ending).toEqual({ type: 'failed' })
  })

  test('only Failed is re-run: not a count above max-jobfailed, not Squashed', async () => {
    for (const jobstateid of [4, 7]) {
      const run = await rerun(inTurn(response({ jobstateid, jobfailed: 2 })), inTurn(again))
      expect(run.retries).toHaveLength(0)
      expect(run.result).toBe('failed')
    }
  })

  test('max-jobfailed becomes the count at the retry, and no more', async () => {
    const run = await rerun(inTurn(broken, running(50, { jobfailed: 2 })), inTurn(again))
    expect(run.outcome.deciding?.ending).toEqual({ type: 'failed-by-count' })
  })
})

describe('a re-run whose response the step does not wait for', () => {
  const isRerun = ({ type }: { readonly type: string }) => type === 'rerun'

  test('at the deadline', async () => {
    const run = await rerun(inTurn(broken), inTurn(fault('timeout', 30_000)), { timeout: 5_000 })
    expect(run).toMatchObject({ result: 'timed-out', took: 15_000 })
    expect(run.outcome.deciding?.retries.used).toBe(1)
    expect(run.notices.filter(isRerun)).toHaveLength(1)
  })

  test('when another job fails', async () => {
    const script = byPath({
      [UPDATE]: inTurn(broken),
      [RETRY]: inTurn(fault('timeout', 30_000)),
      [DIFF]: inTurn(running(), running(), response({ jobstateid: 7 })),
    })
    const run = await play('update 101, diff 5', script, { options: { jobRetries: 1 } })
    expect(run).toMatchObject({ result: 'squashed', results: ['pending', 'squashed'] })
    expect(run.notices.filter(isRerun)).toHaveLength(1)
  })
})

describe('after a retry, the same failure', () => {
  test('is stale for 60 s, and a new one after that', async () => {
    const run = await rerun(inTurn(broken), inTurn(broken), {
      minPollInterval: 5_000,
      maxPollInterval: 5_000,
    })
    expect(run).toMatchObject({ result: 'failed', took: 65_000 })
  })

  test('no longer matters when the job runs', async () => {
    const run = await rerun(inTurn(broken, broken, broken, queued, complete), inTurn(broken))
    expect(run).toMatchObject({ result: 'complete' })
    expect(run.retries).toHaveLength(1)
  })

  test.each([
    ['jobupdated', { jobfailed: 1, jobupdated: 1_020 }],
    ['jobupdated in another format', { jobfailed: 1, jobupdated: '2027-01-15T08:00:00Z' }],
    ['jobfailed', { jobfailed: 2, jobupdated: 1_000 }],
  ])('with another %s is a new failure', async (_, fields) => {
    const run = await rerun(inTurn(broken, failed(fields)), inTurn(again))
    expect(run).toMatchObject({ result: 'failed', requests: 3 })
  })
})

describe('the call', () => {
  test.each([
    ['401', status(401)],
    ['403', status(403)],
    ['404', status(404)],
    ['another 4xx', status(409)],
    ['a refusal', refusal],
  ])('refused leaves the job failed, at once: %s', async (_, reply) => {
    const run = await rerun(inTurn(broken), inTurn(reply))
    expect(run).toMatchObject({ result: 'failed', requests: 2, took: 2_000 })
    expect(run.outcome.deciding?.ending).toMatchObject({ type: 'retry-refused', error: { name: 'ApiError' } })
    expect(run.outcome.deciding?.retries.used).toBe(0)
  })

  test.each([
    ['a redirect', status(307)],
    ['a certificate', fault('certificate')],
  ])('that cannot succeed is an error: %s', async (_, reply) => {
    const run = await rerun(inTurn(broken), inTurn(reply))
    expect(run).toMatchObject({ result: 'error', requests: 2 })
  })

  test('denied is refused, even with job fields', async () => {
    const denied = response({ jobstateid: 3, error: true, error_message: 'image locked by diffid: 218595' })
    const run = await rerun(inTurn(broken), inTurn(denied))
    expect(run).toMatchObject({ result: 'failed', requests: 2 })
    expect(run.outcome.deciding?.ending).toMatchObject({
      type: 'retry-refused',
      error: { detail: 'image locked by diffid: 218595' },
    })
  })

  test.each([
    ['5xx', status(503)],
    ['408', status(408)],
    ['a timeout', fault('timeout', 30_000)],
    ['a cut body', fault('network')],
    ['an invalid response', { body: { hello: 'world' } }],
  ])('with a lost response counts as made: %s', async (_, reply: Reply) => {
    const run = await rerun(inTurn(broken, running(), complete), inTurn(reply))
    expect(run.result).toBe('complete')
    expect(run.retries).toHaveLength(1)
  })

  test.each([
    ['no connection', fault('connect')],
    ['429', status(429)],
  ])('that did not arrive is made again: %s', async (_, reply) => {
    const run = await rerun(inTurn(broken, complete), inTurn(reply, reply, again))
    expect(run.result).toBe('complete')
    expect(run.retries).toHaveLength(3)
    expect(run.outcome.deciding?.retries.used).toBe(1)
  })
})

test.each([
  ['429', 'status', 429],
  ['no connection', 'connect', undefined],
] as const)(
  'a re-run whose request had not arrived when the deadline passed leaves the job failed: %s',
  async (_, type, status) => {
    const late: Reply = { fault: new ApiError(type, 'too late', { status }), takes: 8_000 }
    const run = await rerun(inTurn(broken), inTurn(late), { timeout: 5_000 })
    expect(run).toMatchObject({ result: 'failed', requests: 2, took: 10_000 })
    expect(run.outcome.deciding?.ending).toEqual({ type: 'failed' })
  },
)

test('stall-timeout restarts after a re-run', async () => {
  // The call gets through after 20 s only; the failure that still shows then is no standstill of 25 s.
  const stale = Array<Reply>(5).fill(broken)
  const retry = [...Array<Reply>(4).fill(fault('connect')), status(500)]
  const options = { minPollInterval: 5_000, maxPollInterval: 5_000, stallTimeout: 22_000 }
  const run = await rerun(inTurn(...stale, complete), inTurn(...retry), options)
  expect(run).toMatchObject({ result: 'complete', took: 50_000 })
})
