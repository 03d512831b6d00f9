import { describe, expect, test } from '@jest/globals'
import { LIST, RETRY, ROLLOUT, UPDATE, VERSION } from '../../support/paths.ts'
import { response, complete, counts, failed, listOf, queued } from '../../support/replies.ts'
import { byPath, inTurn, type Call, type Reply } from '../../support/scripted-api.ts'
import { play } from '../../support/wait-run.ts'

const steady = { minPollInterval: 5_000, maxPollInterval: 5_000 }

/** How long after the previous response each of these requests was sent, ms. */
function gapsBefore(calls: readonly Call[], path: string): readonly number[] {
  return calls.flatMap((call, index) =>
    call.path === path ? [call.at - (calls[index - 1]?.until ?? NaN)] : [],
  )
}

describe('re-running a job keeps the interval', () => {
  /** A failure that is new each time. */
  const fresh = ({ at, path }: Call) => failed({ jobupdated: `${String(at)}${String(path.length)}` })

  test.each([
    ['when the status reports a new failure each time', byPath({ [UPDATE]: fresh, [RETRY]: inTurn(queued) })],
    ['when the response to the call reports one', byPath({ [UPDATE]: fresh, [RETRY]: fresh })],
  ])('%s', async (_, script) => {
    const run = await play('update 101', script, { options: { jobRetries: 10, ...steady } })
    expect(run.result).toBe('failed')
    const gaps = gapsBefore(run.calls, RETRY)
    expect(gaps).toHaveLength(10)
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(steady.minPollInterval)
  })

  test('of min-poll-interval, and not one of its own', async () => {
    const script = byPath({ [UPDATE]: inTurn(failed(), complete), [RETRY]: inTurn(queued) })
    const run = await play('update 101', script, { options: { jobRetries: 1 } })
    expect(gapsBefore(run.calls, RETRY)).toEqual([2_000])
  })
})

describe('Retry-After is honored', () => {
  test.each([
    [30_000, 30_000],
    [1_000, 5_000],
  ])('by the call that re-runs a job: %d ms', async (retryAfter, gap) => {
    const body = { jobstateid: 6, jobstatename: 'Failed' }
    const script = byPath({
      [UPDATE]: inTurn(response(body, { retryAfter }), complete),
      [RETRY]: inTurn(queued),
    })
    const run = await play('update 101', script, { options: { jobRetries: 1, ...steady } })
    expect(run.result).toBe('complete')
    expect(gapsBefore(run.calls, RETRY)).toEqual([gap])
  })

  const none = listOf()
  const done = { pending_machines: 0, failed_machines: 0, completed_machines: 10 }
  const rollout = (retryAfter?: number) =>
    byPath({
      [VERSION]: inTurn(complete),
      [ROLLOUT]: inTurn(counts(5, 0, 5), response(done, retryAfter === undefined ? {} : { retryAfter })),
      [LIST]: inTurn(none),
    })

  test('by the install list after a rollout’s counters', async () => {
    const run = await play('rollout 44, version 9', rollout(40_000))
    expect(run.result).toBe('complete')
    expect(gapsBefore(run.calls, LIST)).toEqual([40_000])
  })

  test('by that list at the deadline too, which is then not requested', async () => {
    const run = await play('rollout 44, version 9', rollout(40_000), { options: { timeout: 20_000 } })
    expect(run).toMatchObject({ result: 'timed-out', took: 20_000 })
    expect(run.api.callsTo(LIST)).toEqual([])
  })

  test('and without one the list is requested, however long the last response took', async () => {
    const slow = (call: Call): Reply => {
      const reply = rollout()(call)
      return reply === 'silence' ? reply : { ...reply, takes: 900 }
    }
    const run = await play('rollout 44, version 9', slow, { options: { timeout: 14_000 } })
    expect(run).toMatchObject({ result: 'complete', took: 15_800 })
  })
})
