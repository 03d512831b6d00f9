import { describe, expect, test } from '@jest/globals'
import { response, complete, queued, running, status } from '../../support/replies.ts'
import { inTurn, type Script } from '../../support/scripted-api.ts'
import { play } from '../../support/wait-run.ts'

const options = { stallTimeout: 300_000 }
const hour = 3_600_000

/** A response that depends on the minute. */
function minutely(responseAt: (minute: number) => ReturnType<typeof response>): Script {
  return ({ at }) => (at >= hour ? complete : responseAt(Math.floor(at / 60_000)))
}

describe('stall-timeout', () => {
  test.each([
    ['running', running(40)],
    ['queued', queued],
  ])('a job that is %s and never moves', async (_, reply) => {
    const run = await play('update 101', inTurn(reply), { options })
    expect(run).toMatchObject({ result: 'stalled', took: 300_000, results: ['stalled'] })
  })

  test.each([
    ['progress', minutely(minute => running(minute))],
    ['jobupdated', minutely(minute => running(40, { jobupdated: minute }))],
    [
      'jobupdated in another format',
      minutely(minute => running(40, { jobupdated: `minute ${String(minute)}` })),
    ],
    ['state', minutely(minute => response({ jobstateid: 1 + (minute % 4) }))],
    [
      'the name of an unknown state',
      minutely(minute => response({ jobstatename: `phase ${String(minute)}` })),
    ],
  ])('not while its %s moves', async (_, script) => {
    const moving = { ...options, timeout: 2 * hour }
    expect(await play('update 101', script, { options: moving })).toMatchObject({ result: 'complete' })
  })

  test.each([
    ['a documented state', { jobstateid: 4 }],
    ['an unknown state', {}],
  ])('the letter case of the name of %s is no movement', async (_, state) => {
    const names = ['Verifying', 'VERIFYING']
    const script = minutely(minute => response({ ...state, jobstatename: names[minute % 2] ?? '' }))
    expect((await play('update 101', script, { options })).result).toBe('stalled')
  })

  test('an ETA that moves is no movement', async () => {
    const run = await play(
      'update 101',
      minutely(minute => running(40, { jobeta: minute * 60 })),
      { options },
    )
    expect(run.result).toBe('stalled')
  })

  test('is evaluated on responses only: not in an outage', async () => {
    const script: Script = ({ at }) => (at < 100_000 ? running(40) : at < 390_000 ? status(503) : running(41))
    const run = await play('update 101', script, { options: { ...options, timeout: 500_000 } })
    expect(run.result).toBe('timed-out')
  })

  test('off by default', async () => {
    expect(await play('update 101', inTurn(running(40)))).toMatchObject({ result: 'timed-out', took: hour })
  })
})
