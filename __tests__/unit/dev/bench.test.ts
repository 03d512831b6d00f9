// The benchmark with few traces: the gates hold, nothing differs from run to run, and a bad schedule does not get through.
import { describe, expect, test } from '@jest/globals'
import { bench } from '../../../dev/perf/schedule/bench.ts'
import { families } from '../../../dev/perf/schedule/families.ts'
import { judge } from '../../../dev/perf/schedule/gates.ts'
import { answerOf } from '../../../dev/perf/schedule/job.ts'
import { overlap, place } from '../../../dev/perf/schedule/labels.ts'
import { measure } from '../../../dev/perf/schedule/measure.ts'
import { seeded } from '../../../dev/perf/random.ts'
import { simulate } from '../../../dev/perf/schedule/simulate.ts'
import { others, ours, type Waiter } from '../../../dev/perf/schedule/waiters.ts'

const rivals = others.filter(({ short }) => ['3 s', '10 s', 'AWS 15..120'].includes(short))
const gatesOf = (waiter: Waiter, traces: number) => judge(measure([waiter, ...rivals], traces))
const failing = (waiter: Waiter) =>
  gatesOf(waiter, 20)
    .filter(gate => !gate.holds)
    .map(gate => gate.demand)
const result = bench(8)

test.each(gatesOf(ours, 150))('gate: $demand', ({ measured, holds }) => {
  expect({ measured, holds }).toEqual({ measured, holds: true })
})

test('two runs are the same to the byte', () => {
  expect(bench(8)).toEqual(result)
})

test('twelve families are gated and three are printed beside them', () => {
  expect(families).toHaveLength(12)
  expect(result.markdown.match(/^### /gm)).toHaveLength(15)
})

test('every waiter has a row in every table and a label in the plot', () => {
  for (const { name, short } of others) {
    // All families, a release, and what this action is behind in; then one table per family.
    expect(result.markdown.split(`| ${name} `)).toHaveLength(3 + 15 + 1)
    expect(result.svg).toContain(`>${short}</text>`)
  }
})

describe('a gate fails for', () => {
  const never: Waiter = { name: 'lazy', short: 'lazy', begin: () => () => 70 }
  const always: Waiter = { name: 'eager', short: 'eager', begin: () => () => 2 }

  test('a schedule that is slow', () => {
    expect(failing(never)).toEqual(
      expect.arrayContaining([
        expect.stringContaining('geometric mean of lag'),
        expect.stringContaining('worst lag'),
        expect.stringContaining('jobs that fail'),
      ]),
    )
  })

  test('a schedule that asks too often', () => {
    expect(failing(always)).toEqual(
      expect.arrayContaining([
        expect.stringContaining('geometric mean of requests'),
        expect.stringContaining('extra requests'),
        expect.stringContaining('requests in every family'),
        expect.stringContaining('requests in a release'),
      ]),
    )
  })

  test.each(others.filter(({ short }) => /^\d+ s$|AWS/.test(short)))('what others do: $name', waiter => {
    expect(failing(waiter)).not.toEqual([])
  })
})

test('jobs answer as Clanforge does: whole percents and seconds, never 100 before the end', () => {
  for (const { draw } of families) {
    const job = draw(seeded(1))
    for (let at = 0; at < job.end; at += job.end / 50) {
      const { progress = NaN, eta = 0, start = 0, updated, date } = answerOf(job, at) ?? { hasStarted: false }
      for (const value of [progress, eta, start, updated, date]) expect(value).toBe(Math.floor(value ?? NaN))
      expect(progress).toBeLessThan(100)
    }
    expect(answerOf(job, job.end)).toBeUndefined()
  }
})

test('the n-th request of a job takes as long for every waiter', () => {
  const job = { start: 0, end: 0.01, beat: 1, percent: () => 0, eta: () => undefined, epoch: 0, skew: 0 }
  const outcomes = others.map(waiter => simulate(job, waiter, 7))
  expect(new Set(outcomes.map(({ lag }) => lag)).size).toBe(1)
})

test('labels overlap neither each other nor any point', () => {
  const points = Array.from({ length: 8 }, (_, n) => ({
    x: 300 + 12 * n,
    y: 300 + 5 * n,
    text: `label ${n}`,
  }))
  const boxes = place(points, [], { left: 0, top: 0, right: 600, bottom: 600 }).map(({ box }) => box)
  const dots = points.map(({ x, y }) => ({ left: x - 5, top: y - 5, right: x + 5, bottom: y + 5 }))
  boxes.forEach((box, index) => {
    for (const other of [...boxes.slice(index + 1), ...dots]) expect(overlap(box, other)).toBe(false)
  })
})
