import { getEventListeners } from 'node:events'
import { describe, expect, test } from '@jest/globals'
import { systemClock } from '../../src/system-clock.ts'

describe('the clock of this machine', () => {
  test('never runs backwards', () => {
    const before = systemClock.now()
    expect(systemClock.now()).toBeGreaterThanOrEqual(before)
  })

  test('never sleeps for less than the given time', async () => {
    const { signal } = new AbortController()
    const before = systemClock.now()
    await systemClock.sleep(10.5, signal)
    // A timer may fire up to a millisecond early by the monotonic clock.
    expect(systemClock.now() - before).toBeGreaterThanOrEqual(9.5)
    expect(getEventListeners(signal, 'abort')).toEqual([])
  })

  test('wakes at once when the signal is aborted, or was before', async () => {
    const stop = new AbortController()
    const sleep = systemClock.sleep(3_600_000, stop.signal)
    stop.abort()
    await sleep
    await systemClock.sleep(3_600_000, stop.signal)
    expect(getEventListeners(stop.signal, 'abort')).toEqual([])
  })

  test('does not sleep until a moment in the past', async () => {
    await systemClock.sleep(-5_000, new AbortController().signal)
    expect(systemClock.now()).toBeGreaterThan(0)
  })
})
