import { describe, expect, test } from '@jest/globals'
import {
  type Allowance,
  type RolloutState,
  type RolloutVerdict,
  countMachines,
  exceedsAllowance,
  judgeRollout,
  percentDone,
  nextRolloutState,
} from '../../../src/wait/rollout-verdict.ts'
import { rolloutStatus } from '../../support/job-states.ts'

const none: Allowance = { type: 'machines', count: 0 }
const share: Allowance = { type: 'share', text: '4.6%', numerator: 46n, denominator: 1000n }
type Counters = readonly [pending: number, failed: number, completed: number]

/** The verdict about the last of these responses; times in ms. */
function verdictOf(
  responses: readonly (readonly [at: number, ...Counters])[],
  { isFinal = false, allowance = none } = {},
): RolloutVerdict {
  let rollout: RolloutState | undefined
  let verdict: RolloutVerdict = { type: 'unfinished' }
  for (const [index, [at, ...counters]] of responses.entries()) {
    const received = { at, isFinal: isFinal && index === responses.length - 1, date: undefined }
    const status = rolloutStatus(...counters)
    rollout = nextRolloutState(rollout, status, received)
    verdict = judgeRollout(status, { allowance, minPollInterval: 2_000, rollout, received })
  }
  return verdict
}

describe('failed machines', () => {
  test.each<readonly [string, Counters, Allowance, boolean]>([
    ['none of none', [0, 0, 0], none, false],
    ['one, none is allowed', [9, 1, 0], none, true],
    ['69 of 1,500, 4.6% are allowed', [10, 69, 1421], share, false],
    ['70 of 1,500, 4.6% are allowed', [10, 70, 1420], share, true],
    ['a share of 0 machines', [0, 0, 0], share, false],
    ['two, two are allowed', [0, 2, 8], { type: 'machines', count: 2 }, false],
    ['three, two are allowed', [0, 3, 7], { type: 'machines', count: 2 }, true],
  ])('%s', (_, counters, allowance, expected) => {
    expect(exceedsAllowance(rolloutStatus(...counters), allowance)).toBe(expected)
  })

  test('decide before everything else', () => {
    expect(verdictOf([[0, 10, 1, 0]])).toEqual({ type: 'machines-failed' })
    expect(
      verdictOf([
        [0, 10, 0, 0],
        [10_000, 0, 0, 10],
        [20_000, 0, 1, 9],
      ]),
    ).toEqual({ type: 'machines-failed' })
  })
})

describe('0 pending machines after some were seen', () => {
  const pending = [0, 10, 0, 0] as const

  test('need a second response, min-poll-interval later', () => {
    expect(verdictOf([pending, [10_000, 0, 0, 10]])).toEqual({ type: 'unconfirmed', confirmAt: 12_000 })
    expect(verdictOf([pending, [10_000, 0, 0, 10], [11_999, 0, 0, 10]]).type).toBe('unconfirmed')
    expect(verdictOf([pending, [10_000, 0, 0, 10], [12_000, 0, 0, 10]]).type).toBe('complete')
  })

  test('are not confirmed by a final poll that comes sooner than min-poll-interval', () => {
    expect(verdictOf([pending, [10_000, 0, 0, 10], [11_999, 0, 0, 10]], { isFinal: true }).type).toBe(
      'unconfirmed',
    )
    expect(verdictOf([pending, [10_000, 0, 0, 10], [12_000, 0, 0, 10]], { isFinal: true }).type).toBe(
      'complete',
    )
    expect(verdictOf([pending, [10_000, 0, 0, 10]], { isFinal: true }).type).toBe('unconfirmed')
  })

  test('are not confirmed by a smaller total', () => {
    expect(verdictOf([pending, [10_000, 0, 0, 10], [20_000, 0, 0, 9]]).type).toBe('unconfirmed')
    expect(verdictOf([pending, [10_000, 0, 0, 10], [20_000, 0, 0, 11]]).type).toBe('complete')
    expect(verdictOf([pending, [10_000, 0, 0, 10], [20_000, 0, 0, 9], [22_000, 0, 0, 9]]).type).toBe(
      'complete',
    )
  })
})

describe('0 pending machines without any seen', () => {
  test('count once every response for 60 s has reported them', () => {
    expect(verdictOf([[0, 0, 0, 10]])).toEqual({ type: 'unconfirmed', confirmAt: 60_000 })
    expect(
      verdictOf([
        [0, 0, 0, 10],
        [59_999, 0, 0, 10],
      ]).type,
    ).toBe('unconfirmed')
    expect(
      verdictOf([
        [0, 0, 0, 10],
        [60_000, 0, 0, 12],
      ]).type,
    ).toBe('complete')
    expect(
      verdictOf([
        [0, 0, 0, 10],
        [30_000, 0, 0, 8],
        [60_000, 0, 0, 9],
      ]).type,
    ).toBe('complete')
  })

  test('are not confirmed earlier by the final poll', () => {
    expect(
      verdictOf(
        [
          [0, 0, 0, 10],
          [59_999, 0, 0, 10],
        ],
        { isFinal: true },
      ).type,
    ).toBe('unconfirmed')
  })

  test('restart after a response without any machine', () => {
    expect(
      verdictOf([
        [0, 0, 0, 10],
        [30_000, 0, 0, 0],
        [60_000, 0, 0, 10],
      ]),
    ).toEqual({
      type: 'unconfirmed',
      confirmAt: 120_000,
    })
    expect(verdictOf([[0, 0, 0, 0]])).toEqual({ type: 'unfinished' })
  })
})

test('the total and the share of machines that are done', () => {
  expect(countMachines(rolloutStatus(5, 1, 4))).toBe(10)
  expect(percentDone(rolloutStatus(5, 1, 4))).toBe(50)
  expect(percentDone(rolloutStatus(0, 0, 0))).toBe(0)
})
