import { describe, expect, test } from '@jest/globals'
import { complete, refusal, running, status } from '../../support/replies.ts'
import { inTurn } from '../../support/scripted-api.ts'
import { play } from '../../support/wait-run.ts'

const unavailable = status(503)

describe('404 and refusals in an outage do not run its clock', () => {
  test('a Retry-After that they bring is waited for to its end', async () => {
    const script = inTurn(unavailable, unavailable, status(404, 200_000), complete)
    const run = await play('update 101', script, { options: { outageTimeout: 60_000 } })
    expect(run).toMatchObject({ result: 'complete', requests: 4 })
    expect(run.took).toBeGreaterThan(200_000)
  })

  test.each([
    ['404', status(404)],
    ['a refusal', refusal],
  ])('nor does the time between their retries: %s', async (_, missing) => {
    const script = inTurn(unavailable, unavailable, missing, missing, complete)
    const run = await play('update 101', script, { options: { outageTimeout: 15_000 } })
    expect(run).toMatchObject({ result: 'complete', requests: 5 })
  })

  test('nor a longer one because of min-poll-interval', async () => {
    const options = { outageTimeout: 300_000, minPollInterval: 120_000, maxPollInterval: 120_000 }
    const run = await play('update 101', inTurn(running(), unavailable, unavailable, status(404), complete), {
      options,
    })
    expect(run).toMatchObject({ result: 'complete', requests: 5 })
  })

  test('but the outage that goes on afterwards ends the job', async () => {
    const run = await play(
      'update 101',
      inTurn(unavailable, unavailable, status(404, 200_000), unavailable),
      {
        options: { outageTimeout: 60_000 },
      },
    )
    expect(run).toMatchObject({ result: 'error', took: 260_000 })
    expect(run.outcome.deciding?.ending).toMatchObject({ type: 'outage' })
  })
})
