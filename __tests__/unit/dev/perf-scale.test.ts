import { describe, expect, test } from '@jest/globals'
import { type ScaleCase, exceededLimits, measureScale } from '../../../dev/perf/scale/measure.ts'

const installs: ScaleCase = {
  name: 'installs',
  job: { kind: 'install', startsAfter: '0s..20s', running: '1m..2m' },
  count: 500,
  installMode: 'watch',
}

describe('hundreds of jobs in one step, in virtual time', () => {
  test('installs watched in the list need half a request each, and their end is detected in time', async () => {
    const cost = await measureScale(installs)
    expect(exceededLimits(installs, cost)).toEqual([])
    expect(cost.requestsPerJob).toBeGreaterThan(0)
  }, 30_000)

  test('each install is queued exactly once', async () => {
    const queued: ScaleCase = {
      ...installs,
      job: { kind: 'install', running: '20s..40s', lingers: '1m' },
      count: 100,
      installMode: 'queue-once',
    }
    const cost = await measureScale(queued)
    expect(cost.queueCalls).toBe(100)
    expect(exceededLimits(queued, cost)).toEqual([])
  })

  test('updates stay within the rate limit, and the log within 50 lines a minute', async () => {
    const updates: ScaleCase = {
      ...installs,
      job: { kind: 'update', running: '4m..6m' },
      count: 1000,
      installMode: 'poll',
    }
    const cost = await measureScale(updates)
    expect(exceededLimits(updates, cost)).toEqual([])
    expect(cost.mostPerSecond).toBe(5)
  })

  test('every exceeded limit is named', async () => {
    const cost = await measureScale({
      ...installs,
      job: { kind: 'install', startsAfter: '1s', running: '5s' },
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
    expect(exceededLimits(installs, { ...bad, results: { failed: 3 } })).toHaveLength(6)
  })
})
