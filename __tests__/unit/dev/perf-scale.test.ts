import { describe, expect, test } from '@jest/globals'
import { type ScaleCase, isExceeded, measureScale } from '../../../dev/perf/scale/measure.ts'

const installs: ScaleCase = {
  job: { kind: 'install', startsAfter: '0s..20s', running: '1m..2m' },
  count: 500,
  installMode: 'watch',
}

describe('hundreds of jobs in one step, in virtual time', () => {
  test('installs watched in the list need half a request each, and their end is detected in time', async () => {
    const figures = await measureScale(installs)
    expect(figures.filter(isExceeded)).toEqual([])
    expect(figures.find(({ name }) => name === 'other requests per job')?.value).toBeGreaterThan(0)
  }, 30_000)

  test('each install is queued exactly once', async () => {
    const figures = await measureScale({
      job: { kind: 'install', running: '20s..40s', lingers: '1m' },
      count: 100,
      installMode: 'queue-once',
    })
    expect(figures.filter(isExceeded)).toEqual([])
    expect(figures).toContainEqual({ name: 'queue calls', value: 100 })
  })

  test('updates stay within the rate limit, and the log within 50 lines a minute', async () => {
    const figures = await measureScale({
      job: { kind: 'update', running: '4m..6m' },
      count: 1000,
      installMode: 'poll',
    })
    expect(figures.filter(isExceeded)).toEqual([])
    expect(figures).toContainEqual({ name: 'most requests within a second', value: 5, limit: 5 })
  })

  test('jobs that fail exceed a limit', async () => {
    const { job } = installs
    const figures = await measureScale({ ...installs, job: { ...job, failsAt: 50 }, count: 3 })
    expect(figures.filter(isExceeded)).toContainEqual({
      name: 'incomplete jobs',
      value: 3,
      limit: 0,
    })
  })

  test('a value exceeds a limit that is lower, and no limit that is equal or missing', () => {
    expect(isExceeded({ name: 'lag', value: 3.1, limit: 3 })).toBe(true)
    expect(isExceeded({ name: 'lag', value: 3, limit: 3 })).toBe(false)
    expect(isExceeded({ name: 'lag', value: 3 })).toBe(false)
  })
})
