import { describe, expect, test } from '@jest/globals'
import { LIST, ROLLOUT, VERSION } from '../../support/paths.ts'
import { complete, counts, failed, fault, listOf, running, squashed, status } from '../../support/replies.ts'
import { byPath, inTurn, type Script } from '../../support/scripted-api.ts'
import { play } from '../../support/wait-run.ts'

const done = counts(0, 0, 10)

describe('a rollout', () => {
  const rollout = (script: Script, options = {}) =>
    play('rollout 44', byPath({ [ROLLOUT]: script }), { options })

  test('is complete when pending machines were seen and two responses in a row report none', async () => {
    const run = await rollout(inTurn(counts(10, 0, 0), counts(4, 0, 6), done))
    expect(run).toMatchObject({ result: 'complete', requests: 4 })
    const [, , first, second] = run.calls
    expect((second?.at ?? 0) - (first?.until ?? 0)).toBe(2_000)
  })

  test.each([
    ['with fewer machines in all', [counts(10, 0, 0), counts(0, 0, 10), counts(0, 0, 9), counts(9, 0, 1)]],
    ['followed by pending machines', [counts(10, 0, 0), counts(0, 0, 1), counts(9, 0, 1)]],
    ['without any machine', [counts(10, 0, 0), counts(0, 0, 0)]],
    [
      'that is denied',
      [counts(10, 0, 0), { body: { pending_machines: 0, completed_machines: 10, success: false } }],
    ],
  ])('is not complete by 0 pending machines %s', async (_, replies) => {
    const run = await rollout(inTurn(...replies), { timeout: 600_000 })
    expect(run.result).toBe('timed-out')
  })

  test('is complete with fewer machines in all once a second response confirms these', async () => {
    const run = await rollout(inTurn(counts(10, 0, 0), counts(0, 0, 10), counts(0, 0, 9)))
    expect(run).toMatchObject({ result: 'complete', requests: 4 })
  })

  test('without pending machines seen, is complete after 60 s of 0, requested just then', async () => {
    expect(await rollout(inTurn(done))).toMatchObject({ result: 'complete', took: 60_000 })
  })

  test('without pending machines seen, counters that autoscaling changes prove nothing earlier', async () => {
    const scaling: Script = ({ nth }) => counts(0, 0, 9 + nth)
    expect(await rollout(scaling)).toMatchObject({ result: 'complete', took: 60_000 })
  })

  test('without any machine has not started', async () => {
    const run = await rollout(inTurn(counts(0, 0, 0)), { timeout: 600_000 })
    expect(run.result).toBe('timed-out')
  })

  test('has failed when more machines failed than allowed', async () => {
    expect(await rollout(inTurn(counts(10, 1, 0)))).toMatchObject({ result: 'failed', requests: 1 })
    const allowedFailedMachines = { type: 'machines', count: 1 }
    expect(await rollout(inTurn(counts(9, 1, 0), counts(0, 1, 9)), { allowedFailedMachines })).toMatchObject({
      result: 'complete',
      requests: 3,
    })
  })

  test('stalls when its counters do not change', async () => {
    const run = await rollout(inTurn(counts(5, 0, 5)), { stallTimeout: 90_000 })
    expect(run).toMatchObject({ result: 'stalled', took: 90_000 })
  })
})

describe('a rollout with its versions', () => {
  const both = (version: Script, rollout: Script, list: Script, options = {}) =>
    play('rollout 44, version 9', byPath({ [VERSION]: version, [ROLLOUT]: rollout, [LIST]: list }), {
      options,
    })
  const under = (target_imageversionid: string | number) => listOf({ jobid: 1, target_imageversionid })
  const none = listOf({ jobid: 2, target_imageversionid: 8 })
  const rollout = inTurn(counts(5, 0, 5), done)

  test('is polled when they are complete', async () => {
    const run = await both(inTurn(running(), running(), complete), rollout, inTurn(none))
    expect(run).toMatchObject({
      result: 'complete',
      decided: 'rollout 44',
      results: ['complete', 'complete'],
    })
    expect(run.api.callsTo(ROLLOUT)[0]?.at).toBe(run.api.callsTo(VERSION).at(-1)?.until)
  })

  test('requests the list at once when the counters say complete', async () => {
    const run = await both(inTurn(complete), rollout, inTurn(none))
    expect(run.api.callsTo(LIST).map(({ at }) => at)).toEqual([run.api.callsTo(ROLLOUT)[2]?.until])
  })

  test.each([9, '9'])('is not complete while the list has an install of them: %p', async id => {
    const run = await both(inTurn(complete), rollout, inTurn(under(id), under(id), none))
    expect(run.result).toBe('complete')
    expect(run.api.callsTo(LIST)).toHaveLength(3)
    expect(run.api.callsTo(ROLLOUT)).toHaveLength(5)
  })

  test('is not complete by a denied list', async () => {
    const denied = { body: { error: true, installs: [] } }
    const run = await both(inTurn(complete), rollout, inTurn(denied, none))
    expect(run.api.callsTo(LIST)).toHaveLength(2)
    expect(run.result).toBe('complete')
  })

  test('faults of the list are the rollout’s: retried', async () => {
    const run = await both(inTurn(complete), rollout, inTurn(fault('network'), { body: [] }, none))
    expect(run).toMatchObject({ result: 'complete' })
  })

  test('counters from before a failed list request do not count after it', async () => {
    const changing = inTurn(counts(5, 0, 5), done, done, counts(0, 1, 9))
    const run = await both(inTurn(complete), changing, inTurn(fault('network'), none))
    expect(run).toMatchObject({ result: 'failed', decided: 'rollout 44' })
    const same = await both(inTurn(complete), rollout, inTurn(fault('network'), none))
    expect(same.result).toBe('complete')
    expect([same.api.callsTo(ROLLOUT).length, same.api.callsTo(LIST).length]).toEqual([4, 3])
  })

  test.each([
    ['a final one', status(400), 'fault'],
    ['an outage', status(503), 'outage'],
    ['404 three times', status(404), 'fault'],
  ])('faults of the list are the rollout’s: %s', async (_, reply, type) => {
    const run = await both(inTurn(complete), rollout, inTurn(reply))
    expect(run).toMatchObject({ result: 'error', decided: 'rollout 44' })
    expect(run.outcome.deciding?.ending).toMatchObject({ type })
  })

  test('stalls while an install stays in the list and the counters do not change', async () => {
    const run = await both(inTurn(complete), rollout, inTurn(under(9)), { stallTimeout: 120_000 })
    expect(run).toMatchObject({ result: 'stalled', decided: 'rollout 44' })
  })

  test('is not polled when they do not succeed, and does not hold anything up', async () => {
    const options = { failFast: false }
    const run = await both(inTurn(running(), failed()), rollout, inTurn(none), options)
    expect(run).toMatchObject({ result: 'failed', results: ['failed', 'pending'], reason: 'finished' })
    expect(run.api.callsTo(ROLLOUT)).toHaveLength(0)
    expect(run.outcome.jobs[1]?.job.polls).toBe(0)
  })

  test('is polled when they are squashed and on-squashed is pass', async () => {
    const run = await both(inTurn(squashed), rollout, inTurn(none), { onSquashed: 'pass' })
    expect(run).toMatchObject({ result: 'squashed', results: ['squashed', 'complete'] })
  })

  test('that was never polled is pending when the step times out, and has no final poll', async () => {
    const run = await both(inTurn(running()), rollout, inTurn(none), { timeout: 60_000 })
    expect(run).toMatchObject({
      result: 'timed-out',
      decided: 'version 9',
      results: ['timed-out', 'pending'],
    })
    expect(run.api.callsTo(ROLLOUT)).toHaveLength(0)
  })

  test('that was never polled is pending when the step is cancelled', async () => {
    const stop = new AbortController()
    const version: Script = ({ nth }) => {
      if (nth === 3) stop.abort()
      return running()
    }
    const script = byPath({ [VERSION]: version })
    const run = await play('rollout 44, version 9', script, { signal: stop.signal })
    expect(run).toMatchObject({
      result: 'cancelled',
      decided: 'version 9',
      results: ['cancelled', 'pending'],
    })
  })

  test('complete by the final poll, although the list failed until then', async () => {
    const list: Script = ({ at }) => (at < 60_000 ? status(503) : none)
    const run = await both(inTurn(complete), rollout, list, { timeout: 60_000 })
    expect(run).toMatchObject({ result: 'complete', took: 60_000 })
  })

  test('complete by the final poll, the list included', async () => {
    const run = await both(inTurn(complete), rollout, inTurn(none), { timeout: 12_500 })
    expect(run).toMatchObject({ result: 'complete', took: 12_500 })
  })
})
