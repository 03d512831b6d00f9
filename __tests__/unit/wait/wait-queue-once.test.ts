import { describe, expect, test } from '@jest/globals'
import { LIST, QUEUE } from '../../support/paths.ts'
import {
  response,
  complete,
  failed,
  fault,
  listOf,
  queued,
  refusal,
  running,
  status,
} from '../../support/replies.ts'
import { byPath, inTurn, type Reply, type Script } from '../../support/scripted-api.ts'
import { play } from '../../support/wait-run.ts'

const listed = listOf({ jobid: 7, mirroring: 0, jobstateid: 4, jobprogress: 20 })
const done = listOf({ jobid: 7, jobstateid: 5 })
const options = { installMode: 'queue-once' } as const

async function queueOnce(queue: Script, list: Script, jobs = 'install 7') {
  const run = await play(jobs, byPath({ [QUEUE]: queue, [LIST]: list }), { options })
  return { ...run, queueCalls: run.api.callsTo(QUEUE), listCalls: run.api.callsTo(LIST) }
}

describe('install-mode queue-once', () => {
  test('queues once, then follows the job in the list', async () => {
    const run = await queueOnce(inTurn(queued), inTurn(listed, listed, done))
    expect(run).toMatchObject({ result: 'complete', requests: 4 })
    expect(run.queueCalls).toHaveLength(1)
    expect(run.queueCalls[0]?.query).toEqual({ accountserviceid: '1234567', mirroring: 'false' })
    expect(run.listCalls[0]?.query).toEqual({ accountserviceid: '1234567' })
  })

  test.each([
    ['complete', complete],
    ['failed', failed()],
  ])('a job that is %s by its queue response is not looked up in the list', async (result, reply) => {
    const run = await queueOnce(inTurn(reply), inTurn(listed))
    expect(run).toMatchObject({ result, requests: 1 })
  })

  test.each([
    ['5xx', status(500)],
    ['502', status(502)],
    ['408', status(408)],
    ['a timeout', fault('timeout', 30_000)],
    ['a cut body', fault('network')],
    ['too large a response', fault('too-large')],
    ['an invalid response', { body: { hello: 'world' } }],
  ])('a lost response counts as queued: %s', async (_, reply: Reply) => {
    const run = await queueOnce(inTurn(reply), inTurn(listed, done))
    expect(run.result).toBe('complete')
    expect(run.queueCalls).toHaveLength(1)
  })

  test.each([
    ['401', status(401)],
    ['403', status(403)],
    ['404', status(404)],
    ['another 4xx', status(400)],
    ['a redirect', status(302)],
    ['a refusal', refusal],
    ['a certificate', fault('certificate')],
  ])('a refused call is an error at once: %s', async (_, reply) => {
    const run = await queueOnce(inTurn(reply), inTurn(listed))
    expect(run).toMatchObject({ result: 'error', requests: 1, took: 0 })
  })

  test.each([
    ['DNS, connect or TLS failures', fault('connect')],
    ['429', status(429)],
  ])('%s did not arrive, so the call is made again', async (_, reply) => {
    const run = await queueOnce(inTurn(reply, reply, queued), inTurn(done))
    expect(run.result).toBe('complete')
    expect(run.queueCalls).toHaveLength(3)
    expect(run.listCalls).toHaveLength(1)
  })

  test('an API that cannot be reached to queue is an outage', async () => {
    const run = await queueOnce(inTurn(fault('connect')), inTurn(listed))
    expect(run).toMatchObject({ result: 'error', took: 300_000 })
    expect(run.listCalls).toHaveLength(0)
  })

  test('a list that cannot be had is an outage of the job', async () => {
    const run = await queueOnce(inTurn(queued), inTurn(status(503)))
    expect(run.result).toBe('error')
    expect(run.took).toBe((run.listCalls[0]?.at ?? NaN) + 300_000)
  })

  test('an install that failed by the list has failed', async () => {
    const run = await queueOnce(inTurn(running()), inTurn(listed, listOf({ jobid: '7', jobfailed: true })))
    expect(run).toMatchObject({ result: 'failed' })
  })
})

describe('many installs', () => {
  test('wait for the Retry-After of a queue call, which the list would ignore', async () => {
    const script = byPath({
      '/cfp/v1/imageinstall/5/queue': inTurn(status(503, 12_000)),
      '/cfp/v1/imageinstall/6/queue': inTurn(queued),
      [LIST]: inTurn(listOf({ jobid: 5, jobstateid: 5 }, { jobid: 6, jobstateid: 5 })),
    })
    const run = await play('install 5, install 6', script, { options })
    expect(run).toMatchObject({ result: 'complete', requests: 3 })
    expect(run.api.callsTo(LIST).map(({ at }) => at)).toEqual([12_000])
  })

  const ids = Array.from({ length: 30 }, (_, index) => String(index + 1))
  const entries = ids.map(id => ({ jobid: Number(id), jobstateid: 4, jobprogress: 50 }))
  const queues = Object.fromEntries(ids.map(id => [`/cfp/v1/imageinstall/${id}/queue`, inTurn(running())]))

  test('share one list call, which counts as a poll of each', async () => {
    const list = inTurn(
      ...Array<Reply>(10).fill(listOf(...entries)),
      listOf(...ids.map(id => ({ jobid: id, jobstateid: 5 }))),
    )
    const jobs = ids.map(id => `install ${id}`).join(', ')
    const run = await play(jobs, byPath({ ...queues, [LIST]: list }), { options })
    expect(run.result).toBe('complete')
    expect(run.api.callsTo(LIST)).toHaveLength(11)
    expect(run.requests).toBe(41)
    expect(run.outcome.jobs[0]?.job.polls).toBe(12)
    const gaps = run.api
      .callsTo(LIST)
      .map(({ at }, index, calls) => at - (calls[index - 1]?.until ?? -Infinity))
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(2_000)
  })

  test.each([
    ['min-poll-interval', undefined, 2_000],
    ['a Retry-After', 30_000, 30_000],
  ])('a job that joins late does not bring the list nearer than %s allows', async (_, retryAfter, apart) => {
    const both = [
      { jobid: 7, jobstateid: 4 },
      { jobid: 8, jobstateid: 4 },
    ]
    const list = response({ installs: both }, retryAfter === undefined ? {} : { retryAfter })
    const scripts = byPath({
      [QUEUE]: inTurn(queued),
      '/cfp/v1/imageinstall/8/queue': inTurn({ body: { jobstateid: 3 }, takes: 3_000 }),
      [LIST]: inTurn(list),
    })
    const pace = { minPollInterval: 2_000, maxPollInterval: 2_000 }
    const run = await play('install 7, install 8', scripts, {
      options: { ...options, ...pace, timeout: 70_000 },
    })
    const polls = run.api.callsTo(LIST).map(({ at }) => at)
    const gaps = polls.slice(1, -1).map((at, index) => at - (polls[index] ?? NaN))
    expect(gaps.length).toBeGreaterThan(0)
    expect(Math.min(...gaps)).toBe(apart)
  })
})
