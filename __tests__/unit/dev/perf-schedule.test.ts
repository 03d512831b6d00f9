// The benchmark with few traces: the gates hold, nothing differs from run to run, and a bad schedule does not get through.
import { describe, expect, test } from '@jest/globals'
import { benchmark } from '../../../dev/perf/schedule/benchmark.ts'
import { families } from '../../../dev/perf/schedule/families.ts'
import { judge } from '../../../dev/perf/schedule/gates.ts'
import { hintsOf } from '../../../dev/perf/schedule/job.ts'
import { measure, simulate } from '../../../dev/perf/schedule/measure.ts'
import { type Waiter, others, ours } from '../../../dev/perf/schedule/waiters.ts'
import { seededRandom } from '../../../dev/simulator/random.ts'

const rivals = others.filter(({ name }) => /^fixed (3|10) s|AWS SDK waiter 15/.test(name))
const gatesOf = (waiter: Waiter, traces: number) => judge(measure([waiter, ...rivals], traces))
const failing = (waiter: Waiter) =>
  gatesOf(waiter, 20)
    .filter(gate => !gate.holds)
    .map(gate => gate.demand)
const result = benchmark(8)

test.each(gatesOf(ours, 150))('gate: $demand', ({ measured, holds }) => {
  expect({ measured, holds }).toEqual({ measured, holds: true })
})

test('two runs are the same to the byte', () => {
  expect(benchmark(8)).toEqual(result)
})

test('twelve families are gated and three are printed beside them', () => {
  expect(families).toHaveLength(12)
  expect(result.markdown.match(/^### /gm)).toHaveLength(15)
})

test('every waiter has a row in every table and in the plot', () => {
  for (const { name } of others) {
    // All families, a release, and what this action is behind in; then one table per family.
    expect(result.markdown.split(`| ${name} `)).toHaveLength(3 + 15 + 1)
    expect(result.svg).toContain(`>${name}</text>`)
  }
})

describe('a gate fails for', () => {
  const never: Waiter = { name: 'lazy', begin: () => () => 70 }
  const always: Waiter = { name: 'eager', begin: () => () => 2 }

  test('a schedule that is slow', () => {
    expect(failing(never)).toEqual(
      expect.arrayContaining([
        expect.stringContaining('geometric mean of lag'),
        expect.stringContaining('worst lag'),
        expect.stringContaining('jobs that fail'),
      ]),
    )
  })

  test('a schedule that polls too often', () => {
    expect(failing(always)).toEqual(
      expect.arrayContaining([
        expect.stringContaining('geometric mean of requests'),
        expect.stringContaining('extra requests'),
        expect.stringContaining('requests in every family'),
        expect.stringContaining('requests in a release'),
      ]),
    )
  })

  test.each(others.filter(({ name }) => /^fixed|AWS/.test(name)))('what others do: $name', waiter => {
    expect(failing(waiter)).not.toEqual([])
  })
})

test('jobs respond as Clanforge does: whole percents and seconds, never 100 before the end', () => {
  for (const { draw } of families) {
    const job = draw(seededRandom(1))
    for (let at = 0; at < job.end; at += job.end / 50) {
      const { progress = NaN, eta = 0, start = 0, updated, date } = hintsOf(job, at)
      for (const value of [progress, eta, start, updated, date]) expect(value).toBe(Math.floor(value ?? NaN))
      expect(progress).toBeLessThan(100)
    }
  }
})

test('the n-th request of a job takes as long for every waiter', () => {
  const job = { start: 0, end: 0.01, beat: 1, percent: () => 0, eta: () => undefined, epoch: 0, skew: 0 }
  const outcomes = others.map(waiter => simulate(job, waiter, 7))
  expect(new Set(outcomes.map(({ lag }) => lag)).size).toBe(1)
})
