import { describe, expect, test } from '@jest/globals'
import type { JsonObject } from '../../../src/clanforge/json.ts'
import { LIST, QUEUE } from '../../support/paths.ts'
import { listOf, queued, refusal, running, status } from '../../support/replies.ts'
import { byPath, inTurn, type Reply, type Script } from '../../support/scripted-api.ts'
import { play } from '../../support/wait-run.ts'

const entry = { jobid: 7, jobstateid: 4, jobprogress: 20 }
const here = listOf(entry)
const empty = listOf()

function watch(list: Script, mirroring = false) {
  const options = { installMode: 'watch' } as const
  return play('install 7', byPath({ [LIST]: list }), { options, scope: { asid: '1234567', mirroring } })
}

function queueOnce(queue: Reply, list: Script) {
  const options = { installMode: 'queue-once' } as const
  return play('install 7', byPath({ [QUEUE]: inTurn(queue), [LIST]: list }), { options })
}

describe('install-mode watch', () => {
  test('never queues', async () => {
    const run = await watch(inTurn(here, listOf({ ...entry, jobstateid: 5 })))
    expect(run).toMatchObject({ result: 'complete', requests: 2 })
    expect(run.outcome.deciding?.ending).toMatchObject({ type: 'complete' })
  })

  test('the verdict table holds for entries of the list', async () => {
    expect(await watch(inTurn(listOf({ ...entry, jobstateid: 6 })))).toMatchObject({ result: 'failed' })
    expect(await watch(inTurn(listOf({ ...entry, jobstateid: 7 })))).toMatchObject({ result: 'squashed' })
    const unconfirmed = listOf({ ...entry, jobprogress: 100 })
    expect(await watch(inTurn(unconfirmed, unconfirmed))).toMatchObject({
      result: 'complete',
      requests: 2,
      took: 2_000,
    })
  })

  test.each<readonly [string, JsonObject, boolean]>([
    ['by jobid', { jobid: 7 }, false],
    ['whose jobid is a text', { jobid: '7' }, false],
    ['where mirroring says the same', { jobid: 7, mirroring: 1 }, true],
    ['where mirroring is a text', { jobid: 7, mirroring: 'false' }, false],
  ])('an entry is matched %s', async (_, keys, mirroring) => {
    const run = await watch(inTurn(listOf({ ...keys, jobstateid: 5 })), mirroring)
    expect(run).toMatchObject({ result: 'complete', requests: 1 })
  })

  test('an ID too large for a double is matched exactly', async () => {
    const jobid = 9007199254740993n
    const list = inTurn(listOf({ ...entry, jobid }), listOf({ ...entry, jobid, jobstateid: 5 }))
    const options = { installMode: 'watch' } as const
    const run = await play('install 9007199254740993', byPath({ [LIST]: list }), { options })
    expect(run).toMatchObject({ result: 'complete', requests: 2 })
    expect(run.outcome.deciding?.ending).toMatchObject({ type: 'complete' })
  })

  test.each<readonly [string, JsonObject]>([
    ['another jobid', { jobid: 77 }],
    ['another kind of job with the same number', { jobid: 7, mirroring: true }],
    ['no jobid', {}],
  ])('an entry with %s is another job', async (_, keys) => {
    const run = await watch(inTurn(listOf({ ...keys, jobstateid: 5 })))
    expect(run).toMatchObject({ result: 'error' })
  })
})

describe('no longer in the list', () => {
  test('is complete, as inferred, after 10 s', async () => {
    const run = await watch(inTurn(here, empty))
    expect(run.result).toBe('complete')
    expect(run.outcome.deciding?.ending).toEqual({ type: 'inferred', wasListed: true })
    expect(run.outcome.deciding?.lastResponse?.fields).toEqual({ jobstateid: 4, jobprogress: 20 })
    const absent = run.calls.slice(1)
    expect(absent.length).toBeGreaterThanOrEqual(2)
    expect((absent.at(-1)?.at ?? NaN) - (absent[0]?.at ?? NaN)).toBeGreaterThanOrEqual(10_000)
  })

  test('needs two lists, however far apart', async () => {
    const options = { installMode: 'watch', minPollInterval: 30_000, maxPollInterval: 60_000 } as const
    const run = await play('install 7', byPath({ [LIST]: inTurn(here, empty) }), { options })
    expect(run).toMatchObject({ result: 'complete', requests: 3 })
  })

  test('restarts when the job is listed again', async () => {
    const run = await watch(
      inTurn(here, empty, here, empty, listOf(entry), listOf({ ...entry, jobstateid: 6 })),
    )
    expect(run).toMatchObject({ result: 'failed', requests: 6 })
  })

  test('invalid responses neither count nor reset it', async () => {
    const run = await watch(inTurn(here, empty, status(502), { body: { success: true } }, refusal, empty))
    expect(run).toMatchObject({ result: 'complete', requests: 6 })
  })

  test.each<readonly [string, JsonObject]>([
    ['success: false', { success: false, installs: [] }],
    ['error: true', { error: true, installs: [] }],
  ])('is not concluded from a list with %s', async (_, body) => {
    const options = { installMode: 'watch', timeout: 600_000 } as const
    const run = await play('install 7', byPath({ [LIST]: inTurn(here, { body }) }), { options })
    expect(run.result).toBe('error')
    expect(run.outcome.deciding?.ending).toEqual({
      type: 'list-unreliable',
      defect: { type: 'denied', message: '' },
    })
    const [, first] = run.api.callsTo(LIST)
    expect(run.took - (first?.at ?? NaN)).toBe(60_000)
  })

  test('an invalid entry still shows that the job is listed', async () => {
    const options = { installMode: 'watch', timeout: 600_000 } as const
    const run = await play('install 7', byPath({ [LIST]: inTurn(here, listOf({ jobid: 7 })) }), { options })
    expect(run.result).toBe('timed-out')
  })
})

describe('never in the list', () => {
  test('after the response to a queue call: complete, inferred, after 60 s', async () => {
    const run = await queueOnce(queued, inTurn(empty))
    expect(run.outcome.deciding?.ending).toEqual({ type: 'inferred', wasListed: false })
    const [first] = run.api.callsTo(LIST)
    expect(run.took - (first?.at ?? NaN)).toBeGreaterThanOrEqual(60_000)
    expect(run.took - (first?.at ?? NaN)).toBeLessThan(63_000)
  })

  test.each([
    ['watched', () => watch(inTurn(empty))],
    ['with a lost queue response', () => queueOnce(status(502), inTurn(empty))],
  ])('%s: an error that says so, after 60 s', async (_, wait) => {
    const run = await wait()
    expect(run.outcome.deciding?.ending).toEqual({ type: 'never-listed' })
    expect(run.took).toBeGreaterThanOrEqual(60_000)
    expect(run.took).toBeLessThan(66_000)
  })

  test('a job that is listed late is found', async () => {
    const run = await queueOnce(
      running(),
      inTurn(empty, empty, here, status(502), listOf({ ...entry, jobstateid: 5 })),
    )
    expect(run.result).toBe('complete')
    expect(run.outcome.deciding?.ending).toMatchObject({ type: 'complete' })
  })
})
