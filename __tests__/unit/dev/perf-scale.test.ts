import { describe, expect, test } from '@jest/globals'
import { type Fleet, complaintsOf, waitForFleet } from '../../../dev/perf/scale/fleet.ts'

const installs: Fleet = {
  name: 'installs',
  kind: 'install',
  jobs: { kind: 'install', id: '1..500', startsAfter: '0s..20s', running: '1m..2m' },
  count: 500,
  installMode: 'watch',
}

describe('hundreds of jobs in one step, in virtual time', () => {
  test('installs watched in the list cost half a request each, and are known to be over in time', async () => {
    const cost = await waitForFleet(installs)
    expect(complaintsOf(installs, cost)).toEqual([])
    expect(cost.requestsPerJob).toBeGreaterThan(0)
  }, 30_000)

  test('installs are queued exactly once each', async () => {
    const fleet: Fleet = {
      ...installs,
      jobs: { kind: 'install', id: '1..100', running: '20s..40s', lingers: '1m' },
      count: 100,
      installMode: 'queue-once',
    }
    const cost = await waitForFleet(fleet)
    expect(cost.queueCalls).toBe(100)
    expect(complaintsOf(fleet, cost)).toEqual([])
  })

  test('updates stay under the limiter, and the log on a screen a minute', async () => {
    const fleet: Fleet = {
      ...installs,
      count: 1000,
      kind: 'update',
      jobs: { kind: 'update', id: '1..1000', running: '4m..6m' },
      installMode: 'poll',
    }
    const cost = await waitForFleet(fleet)
    expect(complaintsOf(fleet, cost)).toEqual([])
    expect(cost.mostPerSecond).toBe(5)
  })

  test('figures that are not good enough are named', async () => {
    const cost = await waitForFleet({
      ...installs,
      jobs: { kind: 'install', id: '1..3', startsAfter: '1s', running: '5s' },
      count: 3,
    })
    const bad = {
      ...cost,
      requestsPerJob: 1,
      mostPerSecond: 6,
      mostInFlight: 9,
      mostLinesPerMinute: 51,
      meanLag: 20,
    }
    expect(complaintsOf(installs, { ...bad, results: { failed: 3 } })).toHaveLength(6)
  })
})
