import { describe, expect, test } from '@jest/globals'
import { DIFF, UPDATE } from '../../support/paths.ts'
import { complete, fault, running, status } from '../../support/replies.ts'
import { byPath, inTurn, type Reply, type Script } from '../../support/scripted-api.ts'
import { play, type Run } from '../../support/wait-run.ts'

const unavailable = status(503)

/** Responds from this list until the given moments, in virtual ms; with the last one forever. */
function during(...phases: readonly (readonly [until: number, reply: Reply])[]): Script {
  return ({ at }) => phases.find(([until]) => at < until)?.[1] ?? complete
}

/** Why the deciding job ended. */
function why({ outcome }: Run): string | undefined {
  return outcome.deciding?.ending?.type
}

describe('the outage clock', () => {
  test('starts with the first request', async () => {
    const run = await play('update 101', inTurn(unavailable))
    expect(run).toMatchObject({ result: 'error', took: 300_000 })
    expect(why(run)).toBe('outage')
  })

  test('starts when the first failed request after a valid response is sent, not when it fails', async () => {
    const run = await play('update 101', inTurn(running(), fault('timeout', 30_000)))
    const first = run.calls[1]?.at ?? NaN
    expect(first).toBeGreaterThan(0)
    expect(run).toMatchObject({ result: 'error', took: first + 300_000 })
  })

  test('restarts after every valid response', async () => {
    const options = { outageTimeout: 60_000 }
    const phases = during(
      [50_000, unavailable],
      [80_000, running()],
      [130_000, unavailable],
      [200_000, running()],
    )
    expect(await play('update 101', phases, { options })).toMatchObject({ result: 'complete' })
  })

  test('needs two failed requests', async () => {
    const options = { outageTimeout: 500 }
    const blip = await play('update 101', inTurn(running(), unavailable, complete), { options })
    expect(blip.result).toBe('complete')
    const outage = await play('update 101', inTurn(running(), unavailable, unavailable, complete), {
      options,
    })
    expect(outage).toMatchObject({ result: 'error', requests: 3 })
    expect(outage.took).toBe(outage.calls[2]?.at)
  })

  test('ends the job with the request that fails when it has run out: no retry is announced', async () => {
    const options = { outageTimeout: 3_000 }
    const run = await play('update 101', inTurn(unavailable, fault('timeout', 30_000)), { options })
    expect(why(run)).toBe('outage')
    expect(run.requests).toBe(2)
    expect(run.notices.filter(({ type }) => type === 'request-failed')).toHaveLength(1)
  })

  test('stops while a Retry-After runs', async () => {
    const options = { outageTimeout: 60_000 }
    const run = await play('update 101', inTurn(status(503, 100_000), status(429, 200_000), unavailable), {
      options,
    })
    expect(run).toMatchObject({ result: 'error', took: 360_000 })
    const recovered = await play('update 101', inTurn(status(503, 100_000), status(503, 200_000), complete), {
      options,
    })
    expect(recovered).toMatchObject({ result: 'complete', took: 300_000 })
  })

  test('cancels a request in flight', async () => {
    const run = await play('update 101', inTurn(running(), unavailable, unavailable, 'silence'), {
      options: { outageTimeout: 20_000 },
    })
    expect(run.result).toBe('error')
    expect(run.took).toBe((run.calls[1]?.at ?? NaN) + 20_000)
    expect(run.calls.at(-1)).toMatchObject({ aborted: true })
    expect(run.clock.sleeping).toBe(0)
  })

  test('an API that is back just before the end is seen in time', async () => {
    const run = await play('update 101', during([295_000, unavailable]))
    expect(run).toMatchObject({ result: 'complete' })
    expect(run.took).toBeLessThanOrEqual(300_000)
  })

  test('is separate for each job', async () => {
    const script = byPath({ [UPDATE]: inTurn(running(), unavailable), [DIFF]: inTurn(running()) })
    const run = await play('update 101, diff 5', script)
    expect(run).toMatchObject({ result: 'error', decided: 'update 101', results: ['error', 'pending'] })
  })

  test('cancels a request in flight while other jobs are waited for', async () => {
    const script = byPath({
      [UPDATE]: inTurn(running(), unavailable, unavailable, 'silence'),
      [DIFF]: ({ at }) => (at > 200_000 ? complete : running()),
    })
    const options = { failFast: false, outageTimeout: 20_000 }
    const run = await play('update 101, diff 5', script, { options })
    const [, failed, , last] = run.api.callsTo(UPDATE)
    expect(run.results).toEqual(['error', 'complete'])
    expect(last).toMatchObject({ aborted: true, until: (failed?.at ?? NaN) + 20_000 })
  })

  test('takes precedence over a stall at the same moment', async () => {
    const options = { stallTimeout: 60_000, outageTimeout: 60_000 }
    const run = await play('update 101', during([1, running()], [1e9, unavailable]), { options })
    expect(why(run)).toBe('outage')
  })
})

test('blips never add up: a day in which every second request fails', async () => {
  const day = 86_400_000
  const run = await play(
    'update 101',
    ({ at, nth }) => (nth % 2 === 1 ? unavailable : at < day ? running() : complete),
    {
      options: { timeout: 2 * day, outageTimeout: 120_000 },
    },
  )
  expect(run.result).toBe('complete')
  expect(run.requests).toBeGreaterThan(1_000)
})

describe('the notices of an outage', () => {
  test('every failed request, and once that it has ended and how long it lasted', async () => {
    const run = await play('update 101', inTurn(running(), unavailable, unavailable, running(), complete))
    const types = run.notices.map(({ type }) => type)
    expect(types).toEqual([
      'response',
      'request-failed',
      'request-failed',
      'recovered',
      'response',
      'response',
      'ended',
    ])
    const recovered = run.notices.find(event => event.type === 'recovered')
    expect(recovered?.at).toBe(run.calls[3]?.until ?? NaN)
  })

  test('the time of the retry, which is when it is sent', async () => {
    const run = await play('update 101', inTurn(unavailable, unavailable, complete))
    const waits = run.notices.flatMap(event => (event.type === 'request-failed' ? [event.retryIn] : []))
    const gaps = run.calls.slice(1).map((call, index) => call.at - (run.calls[index]?.until ?? NaN))
    expect(gaps).toEqual(waits)
  })
})
