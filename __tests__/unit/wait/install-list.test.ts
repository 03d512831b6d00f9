import { describe, expect, test } from '@jest/globals'
import type { ListDefect } from '../../../src/clanforge/response.ts'
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

/** After lists without the job, received at these moments (ms). */
function after(before: ListingState, lists: readonly number[], defect?: ListDefect): ListingState {
  return lists.reduce((listing, at) => missingAfter(listing, at, defect), before)
}

/** The verdict after these lists. */
function verdictAfter(before: ListingState, lists: readonly number[], lastSeen = seen): MissingVerdict {
  return judgeMissing(after(before, lists), lastSeen, lists.at(-1) ?? 0)
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
    expect(judgeMissing(after(neverListed, [0]), seen, 90_000).type).toBe('missing')
  })
})

describe('lists that cannot be relied on', () => {
  const defect: ListDefect = { type: 'denied', message: 'nope' }
  const denied = (before: ListingState, lists: readonly number[]) => after(before, lists, defect)

  test.each([
    ['listed', listed],
    ['never listed', neverListed],
  ])('are an error after 60 s for a job that was %s', (_, before) => {
    expect(judgeMissing(denied(before, [0, 59_999]), seen, 59_999)).toEqual({
      type: 'missing',
      settledAt: 60_000,
    })
    expect(judgeMissing(denied(before, [0, 60_000]), seen, 60_000)).toEqual({
      type: 'list-unreliable',
      defect,
    })
  })

  test('neither count for an inference nor delay it', () => {
    const listing = after(denied(after(denied(listed, [0]), [4_000]), [9_000]), [14_000])
    expect(judgeMissing(listing, seen, 14_000)).toEqual({ type: 'inferred' })
    const single = after(denied(listed, [0, 9_000]), [10_000])
    expect(judgeMissing(single, seen, 10_000)).toEqual({ type: 'missing', settledAt: 20_000 })
  })
})

test('an entry that cannot be read ends the absence, but is no sighting', () => {
  expect(listedUnreadable(after(listed, [0, 5_000]))).toEqual({ ...listed, wasUnreadable: true })
  expect(listedUnreadable(after(neverListed, [0]))).toEqual({ ...neverListed, wasUnreadable: true })
})
