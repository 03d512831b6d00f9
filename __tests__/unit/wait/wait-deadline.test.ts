import { describe, expect, test } from '@jest/globals'
import { LIST, QUEUE, RETRY, UPDATE } from '../../support/paths.ts'
import { response, complete, failed, fault, listOf, queued, running, status } from '../../support/replies.ts'
import { byPath, inTurn, type Reply } from '../../support/scripted-api.ts'
import { play } from '../../support/wait-run.ts'

// Polled every two seconds, so that every moment is known in advance.
const steady = { minPollInterval: 2_000, maxPollInterval: 2_000 }
const late = (reply: Reply, takes: number): Reply => (reply === 'silence' ? reply : { ...reply, takes })

describe('the final poll', () => {
  test.each([
    { timeout: 5_000, polls: [0, 2_000, 5_000], because: 'the poll due at 4 s is less than 2 s before it' },
    { timeout: 4_000, polls: [0, 2_000, 4_000], because: 'a poll due exactly 2 s before it stays' },
    { timeout: 1_000, polls: [0, 1_000], because: 'the first poll never moves' },
  ])('timeout $timeout ms: $because', async ({ timeout, polls }) => {
    const run = await play('update 101', inTurn(running()), { options: { ...steady, timeout } })
    expect(run.calls.map(call => call.at)).toEqual(polls)
    expect(run).toMatchObject({ result: 'timed-out', took: timeout })
  })

  test('can still find the job complete, or failed', async () => {
    const options = { ...steady, timeout: 5_000 }
    const good = await play('update 101', inTurn(running(), running(), complete), { options })
    expect(good).toMatchObject({ result: 'complete', took: 5_000 })
    const bad = await play('update 101', inTurn(running(), running(), failed()), { options })
    expect(bad).toMatchObject({ result: 'failed', took: 5_000 })
  })

  test('polls every job once, eight at a time, whatever the rate limit', async () => {
    const ids = Array.from({ length: 20 }, (_, index) => `update ${String(index + 1)}`)
    const timeout = 30_000
    const run = await play(ids.join(', '), ({ at }) => late(running(), at < timeout ? 0 : 1_000), {
      options: { minPollInterval: 60_000, maxPollInterval: 60_000, timeout },
    })
    const last = run.calls.filter(({ at }) => at >= timeout)
    expect(last.map(({ at }) => at - timeout)).toEqual([
      ...Array<number>(8).fill(0),
      ...Array<number>(8).fill(1_000),
      ...Array<number>(4).fill(2_000),
    ])
    expect(new Set(last.map(({ path }) => path)).size).toBe(20)
    expect(run.took).toBe(timeout + 3_000)
  })

  test.each([
    ['past the deadline: none', 90_000, [0]],
    ['up to the deadline: as ever', 60_000, [0, 60_000]],
  ])('Retry-After %s', async (_, retryAfter, polls) => {
    const run = await play('update 101', inTurn(status(503, retryAfter)), { options: { timeout: 60_000 } })
    expect(run.calls.map(call => call.at)).toEqual(polls)
    expect(run).toMatchObject({ result: 'timed-out', took: 60_000 })
  })

  test('the Retry-After of a valid response counts too', async () => {
    const run = await play('update 101', inTurn(response({ jobstateid: 4 }, { retryAfter: 90_000 })), {
      options: { timeout: 60_000 },
    })
    expect(run.calls).toHaveLength(1)
  })

  test('without a response 10 s later, the job counts as last seen', async () => {
    const run = await play('update 101', inTurn(running(40), 'silence'), { options: { timeout: 8_000 } })
    expect(run).toMatchObject({ result: 'timed-out', took: 18_000, requests: 2 })
    expect(run.calls[1]?.aborted).toBe(true)
    expect(run.outcome.deciding?.lastResponse?.fields.jobprogress).toBe(40)
  })

  test('that goes wrong changes nothing either', async () => {
    const run = await play('update 101', inTurn(running(40), fault('network')), {
      options: { timeout: 8_000 },
    })
    expect(run).toMatchObject({ result: 'timed-out', took: 8_000, requests: 2 })
  })

  test.each([
    ['complete', complete, 'complete'],
    ['still running', running(60), 'timed-out'],
    ['a fault', fault('network'), 'timed-out'],
  ])('a request in flight at the deadline is the final poll: %s', async (_, reply, result) => {
    const run = await play('update 101', inTurn(running(), late(reply, 3_000)), {
      options: { ...steady, timeout: 4_500 },
    })
    expect(run).toMatchObject({ result, requests: 2, took: 5_000 })
  })

  test('a response more than 10 s after the deadline comes too late', async () => {
    const run = await play('update 101', inTurn(late(complete, 20_000)), { options: { timeout: 4_000 } })
    expect(run).toMatchObject({ result: 'timed-out', took: 14_000, requests: 1 })
  })
})

describe('100% at the deadline', () => {
  const unconfirmed = running(100)

  test('is confirmed by the final poll', async () => {
    const run = await play('update 101', inTurn(running(), unconfirmed), {
      options: { ...steady, timeout: 4_500 },
    })
    expect(run).toMatchObject({ result: 'complete', took: 4_500 })
    expect(run.calls.map(call => call.at)).toEqual([0, 2_000, 4_500])
  })

  test('is not confirmed when the final poll is the first to report it', async () => {
    const run = await play('update 101', inTurn(running(), running(), unconfirmed), {
      options: { ...steady, timeout: 4_500 },
    })
    expect(run).toMatchObject({ result: 'timed-out', took: 4_500 })
  })
})

describe('calls that change something', () => {
  test('a job that fails at the deadline is not re-run', async () => {
    const run = await play('update 101', byPath({ [UPDATE]: inTurn(running(), failed()) }), {
      options: { jobRetries: 3, timeout: 8_000 },
    })
    expect(run).toMatchObject({ result: 'failed', took: 8_000 })
  })

  test('an install that could not be queued by then has no final poll: its entry in a list is of an earlier run', async () => {
    const paths = byPath({
      [LIST]: inTurn(listOf({ jobid: 7, jobstateid: 5 })),
      [QUEUE]: inTurn(status(429)),
    })
    const run = await play('install 7', paths, { options: { installMode: 'queue-once', timeout: 5_000 } })
    expect(run).toMatchObject({ result: 'timed-out', took: 5_000 })
    expect(run.calls.map(({ path }) => path)).not.toContain(LIST)
  })

  test('a queue call in flight at the deadline that does not arrive: the install was not queued', async () => {
    const paths = byPath({ [QUEUE]: inTurn(late(status(429), 6_000)) })
    const run = await play('install 7', paths, { options: { installMode: 'queue-once', timeout: 5_000 } })
    expect(run).toMatchObject({ result: 'timed-out', requests: 1, took: 6_000 })
    expect(run.outcome.deciding).toMatchObject({ phase: 'queue', nextPollAt: undefined })
  })

  test('an install that was not queued when another one failed, or when the step was cancelled', async () => {
    const refusedOnce = byPath({ [QUEUE]: inTurn(status(429)), [UPDATE]: inTurn(running(), failed()) })
    const options = { installMode: 'queue-once' } as const
    const run = await play('update 101, install 7', refusedOnce, { options })
    expect(run.results).toEqual(['failed', 'pending'])
    expect(run.outcome.jobs[1]?.job).toMatchObject({ phase: 'queue', nextPollAt: undefined })
  })

  test.each([
    ['with a response', queued],
    ['lost', status(502)],
  ])('a queue call in flight at the deadline is the final poll: %s', async (_, reply) => {
    const paths = byPath({ [QUEUE]: inTurn(late(reply, 6_000)), [LIST]: inTurn(listOf()) })
    const run = await play('install 7', paths, { options: { installMode: 'queue-once', timeout: 5_000 } })
    expect(run).toMatchObject({ result: 'timed-out', requests: 1, took: 6_000 })
  })

  test('a re-run that could not be requested by then leaves the job failed', async () => {
    const script = byPath({
      [UPDATE]: inTurn(failed()),
      [RETRY]: inTurn(fault('connect')),
    })
    const run = await play('update 101', script, { options: { jobRetries: 1, timeout: 5_000 } })
    expect(run).toMatchObject({ result: 'failed', took: 5_000 })
  })
})
