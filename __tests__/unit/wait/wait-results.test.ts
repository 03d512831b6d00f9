import { describe, expect, test } from '@jest/globals'
import { UPDATE, DIFF, OTHER_UPDATE, VERSION } from '../../support/paths.ts'
import { complete, failed, queued, running, squashed, status } from '../../support/replies.ts'
import { byPath, inTurn } from '../../support/scripted-api.ts'
import { play } from '../../support/wait-run.ts'

describe('one job', () => {
  test('is polled at once, then again until it ends', async () => {
    const run = await play('update 101', inTurn(queued, running(30), running(80), complete))
    expect(run).toMatchObject({ result: 'complete', decided: 'update 101', reason: 'finished', requests: 4 })
    expect(run.calls[0]).toMatchObject({ path: UPDATE, at: 0 })
    expect(run.took).toBe(run.calls[3]?.until)
  })

  test.each([
    ['complete', complete],
    ['failed', failed()],
    ['squashed', squashed],
    ['error', status(403)],
  ])('ends as %s', async (result, reply) => {
    const run = await play('update 101', inTurn(reply))
    expect(run).toMatchObject({ result, results: [result], requests: 1, took: 0 })
  })

  test('that does not end in time is timed out', async () => {
    const run = await play('update 101', inTurn(running()), { options: { timeout: 90_000 } })
    expect(run).toMatchObject({
      result: 'timed-out',
      reason: 'deadline',
      took: 90_000,
      results: ['timed-out'],
    })
  })

  test('is cancelled in its sleep, at once', async () => {
    const stop = new AbortController()
    const run = await play('update 101', inTurn(running()), {
      signal: stop.signal,
      notify: () => {
        queueMicrotask(() => {
          stop.abort()
        })
      },
    })
    expect(run).toMatchObject({ result: 'cancelled', took: 0, results: ['cancelled'] })
    expect(run.clock.sleeping).toBe(0)
  })

  test('is cancelled with a request in flight, which is cancelled too', async () => {
    const stop = new AbortController()
    const run = await play(
      'update 101',
      () => {
        queueMicrotask(() => {
          stop.abort()
        })
        return 'silence'
      },
      { signal: stop.signal },
    )
    expect(run).toMatchObject({ result: 'cancelled', took: 0, requests: 1 })
    expect(run.calls[0]).toMatchObject({ aborted: true })
  })

  test('is not polled at all when the step is cancelled before', async () => {
    const run = await play('update 101', inTurn(complete), { signal: AbortSignal.abort() })
    expect(run).toMatchObject({ result: 'cancelled', requests: 0 })
  })

  test('an unexpected error comes out of the wait', async () => {
    const broken = play('update 101', () => {
      throw new TypeError('a mistake of ours')
    })
    await expect(broken).rejects.toThrow('a mistake of ours')
  })
})

describe('several jobs', () => {
  const never = inTurn(running())

  test('are all waited for; the last to finish decides', async () => {
    const script = byPath({ [UPDATE]: inTurn(running(), running(), complete), [DIFF]: inTurn(complete) })
    const run = await play('update 101, diff 5', script)
    expect(run).toMatchObject({
      result: 'complete',
      decided: 'update 101',
      results: ['complete', 'complete'],
    })
  })

  test.each([
    ['failed', failed()],
    ['squashed', squashed],
    ['error', status(410)],
  ])('fail-fast: the first that is %s ends the wait and decides', async (result, reply) => {
    const script = byPath({ [UPDATE]: never, [DIFF]: inTurn(reply) })
    const run = await play('update 101, diff 5', script)
    expect(run).toMatchObject({ result, decided: 'diff 5', results: ['pending', result], requests: 2 })
  })

  test('without fail-fast all are waited for, and the first that failed decides', async () => {
    const script = byPath({
      [UPDATE]: inTurn(running(), running(), squashed),
      [DIFF]: inTurn(running(), failed()),
      [VERSION]: inTurn(running(), running(), running(), complete),
    })
    const run = await play('update 101, diff 5, version 9', script, { options: { failFast: false } })
    expect(run).toMatchObject({
      result: 'failed',
      decided: 'diff 5',
      reason: 'finished',
      results: ['squashed', 'failed', 'complete'],
    })
  })

  test('without fail-fast a failure outlives the deadline', async () => {
    const script = byPath({ [UPDATE]: never, [DIFF]: inTurn(failed()) })
    const run = await play('update 101, diff 5', script, { options: { failFast: false, timeout: 60_000 } })
    expect(run).toMatchObject({ result: 'failed', decided: 'diff 5', results: ['timed-out', 'failed'] })
  })

  test('timed out: the first unfinished decides, in the order of the kinds and as written', async () => {
    const script = byPath({
      [UPDATE]: never,
      [OTHER_UPDATE]: never,
      [DIFF]: never,
      [VERSION]: inTurn(complete),
    })
    const order = 'version 9, diff 5, update 102, update 101'
    const run = await play(order, script, { options: { timeout: 30_000 } })
    expect(run).toMatchObject({ result: 'timed-out', decided: 'update 102' })
    expect(run.outcome.jobs.map(({ job }) => job.target.id)).toEqual(['102', '101', '5', '9'])
    expect(run.results).toEqual(['timed-out', 'timed-out', 'timed-out', 'complete'])
  })
})

describe('on-squashed: pass', () => {
  const options = { onSquashed: 'pass' } as const

  test('a squashed job is finished as a complete one is, and the result is squashed', async () => {
    const script = byPath({ [UPDATE]: inTurn(squashed), [DIFF]: inTurn(running(), complete) })
    const run = await play('update 101, diff 5', script, { options })
    expect(run).toMatchObject({ result: 'squashed', decided: 'diff 5', results: ['squashed', 'complete'] })
  })

  test('unless something worse happened', async () => {
    const script = byPath({ [UPDATE]: inTurn(squashed), [DIFF]: inTurn(running(), failed()) })
    const run = await play('update 101, diff 5', script, { options })
    expect(run).toMatchObject({ result: 'failed', decided: 'diff 5' })
  })
})
