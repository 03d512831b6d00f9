import { describe, expect, test } from '@jest/globals'
import { ApiError } from '../../../src/clanforge/errors.ts'
import type { Arrival } from '../../../src/wait/arrival.ts'
import {
  listPollAt,
  unschedule,
  scheduleAfterFailure,
  scheduleAfterQueueCall,
  scheduleAfterResponse,
  scheduleRetryCall,
  scheduleImmediately,
  scheduleAfterSending,
  scheduleAt,
} from '../../../src/wait/next-poll.ts'
import { startSchedule } from '../../../src/wait/schedule.ts'
import { defaultOptions, jobState, responseAt } from '../../support/job-states.ts'

const AT = 100_000
const arrival = (more: Partial<Arrival> = {}): Arrival => ({
  sentAt: AT,
  at: AT,
  isFinal: false,
  date: undefined,
  retryAfter: undefined,
  random: 0.5,
  ...more,
})
const job = jobState({ schedule: startSchedule(0), nextPollAt: AT, lastResponse: responseAt(AT), polls: 3 })
const error = (status: number) => new ApiError('status', 'HTTP', { status })

describe('after a response', () => {
  test('by the schedule, and never before min-poll-interval', () => {
    const next = scheduleAfterResponse(job, arrival(), defaultOptions)
    expect(next).toMatchObject({ nextPollAt: AT + 10_000, notBefore: AT + 2_000, retryAfterUntil: undefined })
  })

  test('earlier when something can be decided then, but not before min-poll-interval', () => {
    const nextPollAt = (latest: number) =>
      scheduleAfterResponse(job, arrival(), defaultOptions, latest).nextPollAt
    expect([nextPollAt(AT + 5_000), nextPollAt(AT), nextPollAt(AT + 50_000)]).toEqual([
      AT + 5_000,
      AT + 2_000,
      AT + 10_000,
    ])
  })

  test('Retry-After takes precedence over the schedule and over what could be decided', () => {
    const late = scheduleAfterResponse(job, arrival({ retryAfter: 90_000 }), defaultOptions, AT + 5_000)
    expect(late).toMatchObject({
      nextPollAt: AT + 90_000,
      notBefore: AT + 90_000,
      retryAfterUntil: AT + 90_000,
    })
    const early = scheduleAfterResponse(job, arrival({ retryAfter: 500 }), defaultOptions)
    expect(early).toMatchObject({ nextPollAt: AT + 2_000, notBefore: AT + 2_000, retryAfterUntil: AT + 500 })
  })

  test('a list for the sake of another job does not use up the request budget', () => {
    const polls = (nextPollAt: number) =>
      scheduleAfterResponse({ ...job, nextPollAt }, arrival(), defaultOptions).schedule.polls
    expect([polls(AT), polls(AT + 1)]).toEqual([1, 0])
  })
})

describe('after a failed request', () => {
  const nextPollAt = (status: number, more: Partial<Arrival> = {}, spacing?: number) =>
    scheduleAfterFailure(job, error(status), arrival(more), defaultOptions, spacing).nextPollAt

  test('by the backoff, which is longer after 429', () => {
    expect([nextPollAt(503), nextPollAt(429)]).toEqual([AT + 2_500, AT + 12_500])
  })

  test('after Retry-After, or a fixed time where that is given', () => {
    expect(nextPollAt(503, { retryAfter: 30_000 })).toBe(AT + 30_000)
    expect(nextPollAt(404, {}, 10_000)).toBe(AT + 10_000)
    expect(nextPollAt(503, { retryAfter: 0 })).toBe(AT + 2_000)
  })

  test('once more before an outage ends the job', () => {
    const failedRequests = { startedAt: 0, pausedFor: 0, failures: 6 }
    const failing = { ...job, faultState: { failedRequests, streak: undefined, hadResponse: true } }
    const schedule = { ...job.schedule, failures: 10 }
    const options = { ...defaultOptions, outageTimeout: 130_000 }
    const next = scheduleAfterFailure({ ...failing, schedule }, error(503), arrival(), options, undefined)
    expect(next.nextPollAt).toBe(128_000)
  })
})

test('a re-run waits for min-poll-interval and Retry-After', () => {
  expect(scheduleRetryCall(arrival(), defaultOptions).nextPollAt).toBe(AT + 2_000)
  expect(scheduleRetryCall(arrival({ retryAfter: 9_000 }), defaultOptions).nextPollAt).toBe(AT + 9_000)
})

test('a request that belongs to the last response comes immediately, or after Retry-After', () => {
  expect(scheduleImmediately(arrival()).nextPollAt).toBe(AT)
  expect(scheduleImmediately(arrival({ retryAfter: 9_000 })).nextPollAt).toBe(AT + 9_000)
})

test('the queue call of one job does not delay the list for the others', () => {
  const after = { ...job, ...scheduleAfterResponse(job, arrival(), defaultOptions) }
  expect(scheduleAfterQueueCall({ ...job, notBefore: -Infinity }, after)).toEqual({ notBefore: -Infinity })
})

test('the first request starts the schedule, later ones do not', () => {
  expect(scheduleAfterSending({ ...job, polls: 0 }, AT).schedule.firstAt).toBe(AT)
  expect(scheduleAfterSending(job, AT).schedule.firstAt).toBe(0)
})

test('a rollout that is no longer blocked is polled at once; an ended job never', () => {
  expect(scheduleAt(AT + 7).nextPollAt).toBe(AT + 7)
  expect(unschedule().nextPollAt).toBeUndefined()
})

test('a list is requested at the earliest poll of its jobs, and before the limits of none', () => {
  const waiting = (nextPollAt: number | undefined, notBefore: number) => ({ ...job, nextPollAt, notBefore })
  expect(listPollAt([waiting(5_000, 0), waiting(9_000, 1_000)])).toBe(5_000)
  expect(listPollAt([waiting(5_000, 0), waiting(9_000, 7_000)])).toBe(7_000)
  expect(listPollAt([waiting(undefined, 0)])).toBe(Infinity)
})
