import { describe, expect, test } from '@jest/globals'
import {
  type LastSeen,
  type ListingState,
  type MissingVerdict,
  judgeMissing,
  listed,
  listedUnreadable,
  missingAfter,
  neverListed,
} from '../../../src/wait/install-list.ts'

const seen: LastSeen = { wasSeen: true, isDenied: false }

/** The verdict after lists without the job, received at these moments (ms). */
function verdictAfter(before: ListingState, lists: readonly number[], lastSeen = seen): MissingVerdict {
  const listing = lists.reduce(missingAfter, before)
  return judgeMissing(listing, lastSeen, lists.at(-1) ?? 0)
}

describe('a job that was listed', () => {
  test.each([
    ['one list', [5_000], { type: 'missing', settledAt: 15_000 }],
    ['two lists over less than 10 s', [5_000, 14_999], { type: 'missing', settledAt: 15_000 }],
    ['two lists over 10 s', [5_000, 15_000], { type: 'inferred' }],
    ['many lists over less than 10 s', [0, 2_000, 4_000, 9_999], { type: 'missing', settledAt: 10_000 }],
  ])('%s', (_, lists, expected) => {
    expect(verdictAfter(listed, lists)).toEqual(expected)
  })

  test('and whose last response was denied is an error after 60 s', () => {
    const denied = { wasSeen: true, isDenied: true }
    expect(verdictAfter(listed, [0, 59_999], denied)).toEqual({ type: 'missing', settledAt: 60_000 })
    expect(verdictAfter(listed, [0, 60_000], denied)).toEqual({ type: 'denied-and-missing' })
  })
})

describe('a job that was never listed', () => {
  test('is assumed complete after 60 s if its queue call had a response', () => {
    expect(verdictAfter(neverListed, [0, 59_999])).toEqual({ type: 'missing', settledAt: 60_000 })
    expect(verdictAfter(neverListed, [0, 60_000])).toEqual({ type: 'inferred' })
  })

  test('is an error after 60 s if it was seen nowhere', () => {
    const nowhere = { wasSeen: false, isDenied: false }
    expect(verdictAfter(neverListed, [0, 59_999], nowhere).type).toBe('missing')
    expect(verdictAfter(neverListed, [0, 60_000], nowhere)).toEqual({ type: 'never-listed' })
  })

  test('needs at least two lists', () => {
    expect(judgeMissing({ ...neverListed, missingSince: 0, missingLists: 1 }, seen, 90_000).type).toBe(
      'missing',
    )
  })
})

test('an entry that cannot be read ends the absence, but is no sighting', () => {
  const missing = [0, 5_000].reduce(missingAfter, listed)
  expect(listedUnreadable(missing)).toEqual({ ...listed, wasUnreadable: true })
  expect(listedUnreadable(missingAfter(neverListed, 0))).toEqual({ ...neverListed, wasUnreadable: true })
})
