import { expect, test } from '@jest/globals'
import type { RunningStep } from '../../dev/runner/run-step.ts'
import type { Simulator } from '../../dev/simulator/server.ts'
import { Front } from './support/front.ts'
import { jobsOf, start, withSimulator } from './support/step.ts'

// A front server that goes away in the middle of a wait, comes back without its backend, and then with it.
test.concurrent.each([
  [{}, 'complete', 0],
  [{ failsAt: 50 }, 'failed', 1],
])('an outage in front of the API, then %j: %s', async (ending, result, code) => {
  await withFront(async (front, simulator) => {
    simulator.add({ kind: 'update', id: 101, running: '1h' })
    const step = start(front.url, { updateid: '101' })
    await outage(front, simulator, step)
    simulator.add({ kind: 'update', id: 101, running: '200ms', ...ending })
    front.isBroken = false
    const run = await step.finished
    expect([run.outputs['result'], run.code]).toEqual([result, code])
    expect(run.annotations.filter(({ type }) => type === 'warning')).toHaveLength(1)
    expect(run.log.filter(line => line.includes('Clanforge requests succeed again, after'))).toHaveLength(1)
  })
})

test.concurrent('an install that was queued once is not queued again', async () => {
  await withFront(async (front, simulator) => {
    simulator.add({ kind: 'install', id: 7, running: '1h' })
    const inputs = { jobid: '7', mirroring: 'false', 'install-mode': 'queue-once' }
    const step = start(front.url, inputs)
    await outage(front, simulator, step)
    simulator.add({ kind: 'install', id: 7, startsAfter: '0s', running: '0s', failsAt: 50 })
    front.isBroken = false
    const run = await step.finished
    expect(jobsOf(run)).toMatchObject([{ result: 'failed', fields: { jobstateid: 6 } }])
    expect(simulator.requests.filter(({ path }) => path.endsWith('/queue'))).toHaveLength(1)
  })
})

test.concurrent('a front that stays away is an outage', async () => {
  await withFront(async (front, simulator) => {
    simulator.add({ kind: 'update', id: 101, running: '1h' })
    const step = start(front.url, { updateid: '101', 'outage-timeout': '2s' })
    await outage(front, simulator, step)
    const run = await step.finished
    expect(run.outputs).toMatchObject({ result: 'error', jobstateid: '4' })
    expect(run.annotations.at(-1)?.message).toMatch(/502/)
  })
})

/** The front is stopped, seen to be gone, and started with nothing behind it: on return it has answered 502 twice. */
async function outage(front: Front, simulator: Simulator, step: RunningStep): Promise<void> {
  await simulator.waitForRequest(() => true, { count: 2, until: 'responded' })
  await front.stop()
  await step.line(/no connection|connection broke/)
  front.isBroken = true
  await front.start()
  await front.refused(2)
}

async function withFront(body: (front: Front, simulator: Simulator) => Promise<void>): Promise<void> {
  await withSimulator({}, async simulator => {
    const front = new Front(simulator.port)
    await front.start()
    try {
      await body(front, simulator)
    } finally {
      await front.stop()
    }
  })
}
