import { describe, expect, test } from '@jest/globals'
import {
  type ConfirmationState,
  type JobVerdict,
  nextConfirmation,
  initialConfirmation,
  judgeJob,
  confirmationAfterCall,
} from '../../../src/wait/job-verdict.ts'
import type { JobStatus } from '../../../src/clanforge/status.ts'
import { type StatusShape, statusOf } from '../../support/event-alphabet.ts'

const received = { at: 10_000, isFinal: false }

/** The verdict about the last of these statuses, `gap` ms apart. */
function verdictOf(
  statuses: readonly JobStatus[],
  { gap = 2_000, isFinal = false, maxJobfailed = 0, before = initialConfirmation } = {},
): JobVerdict['type'] {
  let confirmation: ConfirmationState = before
  let verdict: JobVerdict = { type: 'unfinished' }
  for (const [index, status] of statuses.entries()) {
    const moment = { at: index * gap, isFinal: isFinal && index === statuses.length - 1 }
    confirmation = nextConfirmation(confirmation, status, moment)
    verdict = judgeJob(status, { maxJobfailed, minPollInterval: 2_000, confirmation, received: moment })
  }
  return verdict.type
}

describe('the verdict table, row by row: the first that matches applies', () => {
  test.each<readonly [string, StatusShape, JobVerdict['type']]>([
    ['state 5', { state: 'complete' }, 'complete'],
    ['state 5 before jobfailed', { state: 'complete', jobfailed: 9 }, 'complete'],
    ['state 6', { state: 'failed' }, 'failed'],
    ['state 6 before jobfailed', { state: 'failed', jobfailed: 9 }, 'failed'],
    ['jobfailed', { jobfailed: 1 }, 'failed-by-count'],
    ['jobfailed before state 7', { state: 'squashed', jobfailed: 1 }, 'failed-by-count'],
    ['jobfailed before 100%', { state: 'none', progress: 100, jobfailed: 1 }, 'failed-by-count'],
    ['state 7', { state: 'squashed', progress: 100 }, 'squashed'],
    ['100% without a state', { state: 'none', progress: 100 }, 'complete'],
    ['100% in another state', { progress: 100 }, 'unconfirmed'],
    ['99.9%', { progress: 99.9 }, 'unfinished'],
    ['no percentage', { progress: undefined }, 'unfinished'],
    ['no percentage and no state', { state: 'none', progress: undefined }, 'unfinished'],
    ['state 5, denied', { state: 'complete', isDenied: true }, 'unfinished'],
    ['state 6, denied', { state: 'failed', isDenied: true }, 'failed'],
    ['jobfailed, denied', { jobfailed: 1, isDenied: true }, 'failed-by-count'],
    ['state 7, denied', { state: 'squashed', isDenied: true }, 'squashed'],
    ['100% without a state, denied', { state: 'none', progress: 100, isDenied: true }, 'unfinished'],
    ['100% in another state, denied', { progress: 100, isDenied: true }, 'unfinished'],
  ])('%s', (_, shape, expected) => {
    expect(verdictOf([statusOf(shape)])).toBe(expected)
  })

  test('jobfailed counts above max-jobfailed only', () => {
    const failed = (jobfailed: number) => verdictOf([statusOf({ jobfailed })], { maxJobfailed: 2 })
    expect([failed(2), failed(3)]).toEqual(['unfinished', 'failed-by-count'])
  })
})

describe('a 100% is confirmed', () => {
  const at100 = statusOf({ progress: 100 })

  test('by the next response, min-poll-interval later', () => {
    expect(verdictOf([at100, at100])).toBe('complete')
    expect(verdictOf([at100, at100], { gap: 1_999 })).toBe('unconfirmed')
    expect(verdictOf([at100, at100, at100], { gap: 1_000 })).toBe('complete')
  })

  test('by the final poll', () => {
    expect(verdictOf([at100, at100], { gap: 1, isFinal: true })).toBe('complete')
    expect(verdictOf([at100], { isFinal: true })).toBe('unconfirmed')
  })

  test.each<readonly [string, StatusShape]>([
    ['a percentage below 100', {}],
    ['a denied one', { progress: 100, isDenied: true }],
    ['no percentage', { progress: undefined }],
    ['an unknown state with joberror', { state: 'unknown', progress: 100, hasError: true }],
  ])('not across %s', (_, between) => {
    expect(verdictOf([at100, statusOf(between), at100])).toBe('unconfirmed')
  })
})

describe('a 100% counts', () => {
  const at100 = (shape: StatusShape = {}) => statusOf({ progress: 100, ...shape })
  const below = statusOf({ progress: 99 })

  test.each(['created', 'pending', 'queued'] as const)(
    'while %s only after a percentage below 100',
    state => {
      expect(verdictOf([at100({ state }), at100({ state })])).toBe('unfinished')
      expect(verdictOf([below, at100({ state }), at100({ state })])).toBe('complete')
    },
  )

  test('after a re-run or a queue call only after a percentage below 100', () => {
    const before = confirmationAfterCall
    expect(verdictOf([at100(), at100()], { before })).toBe('unfinished')
    expect(verdictOf([at100(), below, at100(), at100()], { before })).toBe('complete')
  })

  test('in an unknown state only without joberror', () => {
    const state = 'unknown'
    expect(verdictOf([at100({ state }), at100({ state })])).toBe('complete')
    expect(verdictOf([at100({ state, hasError: true }), at100({ state, hasError: true })])).toBe('unfinished')
    expect(verdictOf([at100({ hasError: true }), at100({ hasError: true })])).toBe('complete')
  })

  test('whatever the state of the confirming response is', () => {
    expect(verdictOf([at100(), at100({ state: 'unknown' })])).toBe('complete')
    expect(verdictOf([below, at100({ state: 'queued' }), at100()])).toBe('complete')
  })
})

test('a denied response with a percentage below 100 shows that a later 100% is not stale', () => {
  const status = statusOf({ progress: 60, isDenied: true })
  expect(nextConfirmation(confirmationAfterCall, status, received)).toEqual({
    hasSeenBelow100: true,
    mayBeStale: false,
    unconfirmedSince: undefined,
  })
})
