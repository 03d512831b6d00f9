import { describe, expect, test } from '@jest/globals'
import { observeStillness, stageOf } from '../../../src/wait/stillness.ts'
import { jobReading, rolloutReading } from '../../support/readings.ts'

describe('stageOf still', () => {
  test.each([
    ['state', { state: 'queued' }],
    ['the name of the state', { stateName: 'Copying' }],
    ['progress', { progress: 41 }],
    ['jobupdated', { updated: 5 }],
  ] as const)('ends with another %s', (_, more) => {
    const before = observeStillness(undefined, jobReading(), 1_000)
    expect(observeStillness(before, jobReading(more), 2_000).since).toBe(2_000)
  })

  test.each([
    ['ETA', { eta: 7 }],
    ['jobfailed', { failures: 1 }],
    ['start', { start: 3 }],
  ])('goes on with another %s', (_, more) => {
    const before = observeStillness(undefined, jobReading(), 1_000)
    expect(observeStillness(before, jobReading(more), 2_000).since).toBe(1_000)
  })

  test('of a rollout is that of its counters', () => {
    const before = observeStillness(undefined, rolloutReading(5, 0, 5), 1_000)
    expect(observeStillness(before, rolloutReading(5, 0, 5), 2_000).since).toBe(1_000)
    expect(observeStillness(before, rolloutReading(4, 0, 6), 2_000).since).toBe(2_000)
  })
})

test('a moment of the story is a new state, or other counts', () => {
  expect(stageOf(jobReading({ progress: 1 }))).toBe(stageOf(jobReading({ progress: 2 })))
  expect(stageOf(jobReading({ state: 'queued' }))).not.toBe(stageOf(jobReading()))
  expect(stageOf(rolloutReading(5, 0, 5))).not.toBe(stageOf(rolloutReading(4, 0, 6)))
})
