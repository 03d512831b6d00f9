import { getEventListeners } from 'node:events'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { describe, expect, test } from '@jest/globals'
import type { Get } from '../../../src/clanforge/client.ts'
import { ApiError } from '../../../src/clanforge/errors.ts'
import { runWait, targetsOf } from '../../support/wait-run.ts'
import type { VirtualClock } from '../../../dev/virtual/virtual-clock.ts'

const DAY = 86_400_000

// What `node --expose-gc` gives, without the flag.
setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void

/** An API that is polled for a day and keeps nothing of it: every fifth response a fault, the rest a new state. */
function forgetful(clock: VirtualClock, note: (now: number) => void): Get {
  let requests = 0
  return async (_, { signal }) => {
    requests += 1
    await clock.sleep(90, signal)
    note(clock.now())
    if (signal.aborted) throw new ApiError('aborted', 'the wait has ended')
    if (requests % 5 === 0) throw new ApiError('status', 'HTTP 503', { status: 503 })
    const body = {
      jobstateid: 3 + (Math.floor(requests / 2) % 2),
      jobprogress: requests % 100,
      joberror: 'x'.repeat(1_000),
    }
    return { body, date: undefined, retryAfter: undefined }
  }
}

describe('a day of waiting', () => {
  test('keeps a bounded story, one sleeper and one listener, and leaves none behind', async () => {
    const stop = new AbortController()
    const seen = { sleepers: 0, listeners: 0, polls: 0 }
    const run = await runWait(
      targetsOf('update 101, diff 5'),
      clock =>
        forgetful(clock, () => {
          seen.polls += 1
          seen.sleepers = Math.max(seen.sleepers, clock.sleeping)
          seen.listeners = Math.max(seen.listeners, getEventListeners(stop.signal, 'abort').length)
        }),
      { options: { timeout: DAY }, signal: stop.signal, notify: () => undefined },
    )
    expect(run.result).toBe('timed-out')
    expect(seen.polls).toBeGreaterThan(10_000)
    expect(run.outcome.jobs.map(({ job }) => job.history.length)).toEqual([200, 200])
    // The step's own sleep and the requests in flight.
    expect(seen).toMatchObject({ sleepers: 2, listeners: 1 })
    expect(run.clock.sleeping).toBe(0)
    expect(getEventListeners(stop.signal, 'abort')).toEqual([])
  })

  test('does not grow the heap: what is used after collection at noon and at the end is the same', async () => {
    const used = { noon: 0, end: 0 }
    const measure = (): number => {
      collect()
      return process.memoryUsage().heapUsed
    }
    await runWait(
      targetsOf('update 101'),
      clock =>
        forgetful(clock, now => {
          if (used.noon === 0 && now > DAY / 2) used.noon = measure()
          if (used.end === 0 && now > DAY - 120_000) used.end = measure()
        }),
      { options: { timeout: DAY }, notify: () => undefined },
    )
    expect(used.noon).toBeGreaterThan(0)
    // Some 4,000 polls lie between; half a kilobyte kept of each would be 2 MB.
    expect(used.end - used.noon).toBeLessThan(500_000)
  })
})
