import { describe, expect, test } from '@jest/globals'
import type { RolloutReading } from '../../../src/clanforge/job.ts'
import { takeRollout } from '../../../src/wait/rollout-course.ts'
import {
  type Allowance,
  judgeRollout,
  machines,
  percentDone,
  remember,
  type RolloutMemory,
} from '../../../src/wait/rollout.ts'
import { rolloutReading } from '../../support/readings.ts'

const none: Allowance = { machines: 0 }

/** The memory of a rollout after these answers, a minute's tenth apart. */
function after(...readings: readonly RolloutReading[]): { memory: RolloutMemory; now: number } {
  const all = readings.reduce<RolloutMemory | undefined>(
    (memory, reading, index) => remember(memory, reading, index * 6_000, 1_800_000_000 + index * 6),
    undefined,
  )
  if (all === undefined) throw new Error('a rollout without an answer')
  return { memory: all, now: (readings.length - 1) * 6_000 }
}

/** What is said of a rollout after these answers. */
function verdict(readings: readonly RolloutReading[], allowance = none, later = 0): string {
  const { memory, now } = after(...readings)
  return judgeRollout(memory, allowance, now + later).is
}

describe('when zero pending machines are believed', () => {
  const done = rolloutReading(0, 0, 10)

  test.each([
    ['pending machines were seen', [rolloutReading(3, 0, 7), done], 0, 'complete'],
    ['completed machines have changed', [rolloutReading(0, 0, 4), done], 0, 'complete'],
    ['the counts have stood for 60 s', [done], 60_000, 'complete'],
    ['they have stood for less', [done], 59_999, 'settling'],
    [
      'only failed machines have changed',
      [rolloutReading(0, 0, 10), rolloutReading(0, 1, 10)],
      0,
      'settling',
    ],
    ['all three are zero, however long', [rolloutReading(0, 0, 0)], 1e9, 'unfinished'],
    ['machines are pending', [rolloutReading(1, 0, 9)], 1e9, 'unfinished'],
    ['fewer than none are', [rolloutReading(-1, 0, 9)], 1e9, 'unfinished'],
  ])('%s', (_, readings, later, is) => {
    expect(verdict(readings, { machines: 5 }, later)).toBe(is)
  })

  test('never when the answer says that it went wrong', () => {
    expect(verdict([rolloutReading(3, 0, 7), { ...done, denied: true }], none, 1e9)).toBe('unfinished')
  })
})

describe('allowed-failed-machines', () => {
  test.each<readonly [Allowance, RolloutReading, boolean]>([
    [{ machines: 0 }, rolloutReading(9, 1, 0), true],
    [{ machines: 1 }, rolloutReading(9, 1, 0), false],
    [{ machines: 1 }, rolloutReading(8, 2, 0), true],
    [{ percent: 5 }, rolloutReading(90, 5, 5), false],
    [{ percent: 5 }, rolloutReading(89, 6, 5), true],
    [{ percent: 0 }, rolloutReading(99, 1, 0), true],
    [{ percent: 100 }, rolloutReading(0, 10, 0), false],
    [{ percent: 12.5 }, rolloutReading(7, 1, 0), false],
  ])('%j of %j: failed is %p', (allowance, reading, isFailed) => {
    expect(verdict([reading], allowance) === 'failed').toBe(isFailed)
  })
})

describe('what the schedule is told', () => {
  test('the share of machines done since the first answer, from its date on', () => {
    const { memory, now } = after(rolloutReading(8, 0, 2), rolloutReading(4, 0, 6))
    expect(takeRollout(memory, none, false, now)).toEqual({
      do: 'ask-again',
      hints: { started: true, progress: 50, start: 1_800_000_000 },
    })
  })

  test('nothing of a rollout that was done from the start, but to look when it is settled', () => {
    const { memory, now } = after(rolloutReading(0, 0, 10))
    expect(takeRollout(memory, none, false, now)).toMatchObject({ by: 60_000, hints: { progress: 0 } })
  })

  test('to look into the list of installs first, where the step has versions', () => {
    const { memory, now } = after(rolloutReading(1, 0, 9), rolloutReading(0, 0, 10))
    expect(takeRollout(memory, none, true, now)).toMatchObject({ do: 'check-installs' })
    expect(takeRollout(memory, none, false, now)).toMatchObject({ do: 'end', ending: { result: 'complete' } })
  })
})

test('all machines, and how many percent are done', () => {
  expect(machines(rolloutReading(1, 2, 3))).toBe(6)
  expect(percentDone(rolloutReading(5, 1, 4))).toBe(50)
  expect(percentDone(rolloutReading(0, 0, 0))).toBe(0)
})
