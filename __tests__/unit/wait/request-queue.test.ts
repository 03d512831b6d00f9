import { describe, expect, test } from '@jest/globals'
import type { JobState } from '../../../src/wait/job-state.ts'
import { RequestQueue } from '../../../src/wait/request-queue.ts'
import { jobState } from '../../support/job-states.ts'

const limits = { deadline: 600_000, minPollInterval: 2_000, maxPollInterval: 60_000 }
const scope = { asid: '1234567', mirroring: false }

function createQueue(): RequestQueue {
  return new RequestQueue(limits, scope)
}

/** Updates whose next polls are at these moments, ms. */
function updates(...polls: readonly number[]): readonly JobState[] {
  return polls.map((nextPollAt, index) =>
    jobState({ target: { kind: 'update', id: String(index) }, nextPollAt }),
  )
}

function install(id: string, more: Partial<JobState>): JobState {
  return jobState({ target: { kind: 'install', id }, phase: 'list', ...more })
}

/** Starts whatever may start now. Returns the jobs of each request. */
function startAll(
  queue: RequestQueue,
  jobs: readonly JobState[],
  now: number,
): readonly (readonly number[])[] {
  const request = queue.take(jobs, now)
  if (request === undefined) return []
  queue.start(request, now)
  return [request.jobIndexes, ...startAll(queue, jobs, now)]
}

/** Ends every request in flight. */
function endAll(queue: RequestQueue, jobs: readonly JobState[], now: number): void {
  for (const request of queue.requestsInFlight()) queue.end(request, jobs, now)
}

describe('the order of requests', () => {
  test('the earliest first, and none before it is scheduled', () => {
    expect(startAll(createQueue(), updates(30, 10, 20, 41), 40)).toEqual([[1], [2], [0]])
  })

  test('a tie goes to the order of the jobs', () => {
    expect(startAll(createQueue(), updates(10, 10, 10), 10)).toEqual([[0], [1], [2]])
  })

  test('no second request for a job while one is in flight', () => {
    const [queue, jobs] = [createQueue(), updates(0)]
    expect(startAll(queue, jobs, 0)).toEqual([[0]])
    expect(queue.isInFlight(0)).toBe(true)
    expect(startAll(queue, jobs, 5_000)).toEqual([])
    endAll(queue, jobs, 6_000)
    expect([queue.isInFlight(0), startAll(queue, jobs, 6_000)]).toEqual([false, [[0]]])
  })

  test('one list for all jobs that it covers: at the earliest poll, but not before any may be polled', () => {
    const jobs = [
      install('7', { nextPollAt: 9_000, notBefore: 0 }),
      install('8', { nextPollAt: 3_000, notBefore: 5_000 }),
    ]
    const queue = createQueue()
    expect(queue.nextStartAt(jobs, 0)).toBe(5_000)
    expect(startAll(queue, jobs, 4_999)).toEqual([])
    expect(startAll(queue, jobs, 5_000)).toEqual([[0, 1]])
  })
})

describe('the limits of a step', () => {
  test('five requests start in 1.1 s', () => {
    const [queue, jobs] = [createQueue(), updates(0, 0, 0, 0, 0, 0)]
    expect(startAll(queue, jobs, 0)).toHaveLength(5)
    endAll(queue, jobs, 10)
    expect(startAll(queue, updates(9e5, 9e5, 9e5, 9e5, 9e5, 0), 1_099)).toEqual([])
    expect(queue.nextStartAt(updates(9e5, 9e5, 9e5, 9e5, 9e5, 0), 10)).toBe(1_100)
    expect(startAll(queue, jobs, 1_100)).toHaveLength(5)
  })

  test('eight are in flight', () => {
    const [queue, jobs] = [createQueue(), updates(...Array.from({ length: 12 }, () => 0))]
    expect([0, 1_100, 2_200].flatMap(now => startAll(queue, jobs, now))).toHaveLength(8)
    expect(queue.nextStartAt(jobs, 3_300)).toBe(Infinity)
    const [first] = queue.requestsInFlight()
    if (first !== undefined) queue.end(first, jobs, 3_300)
    expect(startAll(queue, jobs, 3_300)).toHaveLength(1)
  })
})

describe('the notice that a limit made a poll late', () => {
  /** Update 0 was polled at 0 and is scheduled at `scheduled`; the limit holds it back until `now`. */
  function lateness(scheduled: number, now: number, isHeldBack: boolean): number | undefined {
    const [queue, first] = [createQueue(), updates(0)]
    startAll(queue, first, 0)
    endAll(queue, first, 0)
    const jobs = updates(scheduled)
    if (isHeldBack) {
      const others = updates(9e5, 0, 0, 0, 0, 0)
      startAll(queue, others, scheduled)
      expect(queue.take(jobs, scheduled)).toBeUndefined()
      endAll(queue, others, scheduled)
    }
    const request = queue.take(jobs, now)
    return request && queue.start(request, now)
  }

  test('names the interval when a limit made it longer than max-poll-interval', () => {
    expect(lateness(59_500, 61_000, true)).toBe(61_000)
  })

  test.each([
    ['the interval is not longer than max-poll-interval', 58_000, 59_900, true],
    ['no limit held the request back', 59_500, 61_000, false],
    ['Retry-After scheduled the poll late', 90_000, 91_200, true],
    ['it is the final poll', 599_000, 600_000, true],
  ])('is not given when %s', (_, scheduled, now, isHeldBack) => {
    expect(lateness(scheduled, now, isHeldBack)).toBeUndefined()
  })
})

describe('the deadline', () => {
  /** A queue whose update 0 has been polled. */
  function polledOnce(): RequestQueue {
    const [queue, first] = [createQueue(), updates(0)]
    startAll(queue, first, 0)
    endAll(queue, first, 100)
    return queue
  }

  test('a poll less than min-poll-interval before it moves to it', () => {
    expect(polledOnce().nextStartAt(updates(598_000), 1_000)).toBe(598_000)
    expect(polledOnce().nextStartAt(updates(598_001), 1_000)).toBe(Infinity)
    expect(startAll(polledOnce(), updates(598_001), 599_999)).toEqual([])
    expect(startAll(polledOnce(), updates(598_001), 600_000)).toEqual([[0]])
  })

  test('a first poll is never moved', () => {
    expect(createQueue().nextStartAt(updates(599_000), 0)).toBe(599_000)
  })

  test('every job is polled once more, whenever it was scheduled, outside the rate limit', () => {
    const [queue, jobs] = [createQueue(), updates(0, 5, 6e5, 7e5, 8e5, 9e5, 1e6, 2e6, 3e6)]
    expect(startAll(queue, jobs, 600_000)).toHaveLength(8)
    endAll(queue, jobs, 600_100)
    expect(startAll(queue, jobs, 600_100)).toEqual([[8]])
    endAll(queue, jobs, 600_200)
    expect(startAll(queue, jobs, 600_200)).toEqual([])
    expect(queue.nextStartAt(jobs, 600_200)).toBe(Infinity)
  })

  test('a request in flight at the deadline is the final poll', () => {
    const [queue, jobs] = [createQueue(), updates(599_000)]
    startAll(queue, jobs, 599_000)
    endAll(queue, jobs, 600_050)
    expect(startAll(queue, jobs, 600_050)).toEqual([])
  })

  test('none where Retry-After extends past it', () => {
    const job = (retryAfterUntil: number) => [jobState({ nextPollAt: 610_000, retryAfterUntil })]
    expect(startAll(createQueue(), job(600_001), 600_000)).toEqual([])
    expect(startAll(createQueue(), job(600_000), 600_000)).toEqual([[0]])
  })

  test('a rollout whose final poll needs the install list has not had it', () => {
    const rollout = (phase: JobState['phase'], nextPollAt = 600_000) => [
      jobState({ target: { kind: 'rollout', id: '44' }, phase, nextPollAt }),
    ]
    const queue = createQueue()
    expect(startAll(queue, rollout('status'), 600_000)).toEqual([[0]])
    endAll(queue, rollout('installs'), 600_100)
    expect(startAll(queue, rollout('installs'), 600_100)).toEqual([[0]])
    // The list was requested after a fault, so the counters are requested once more.
    endAll(queue, rollout('status', 600_200), 600_200)
    expect(startAll(queue, rollout('status', 600_200), 600_200)).toEqual([[0]])
    endAll(queue, rollout('status', 602_300), 600_300)
    expect(startAll(queue, rollout('status', 602_300), 600_300)).toEqual([])
  })
})
