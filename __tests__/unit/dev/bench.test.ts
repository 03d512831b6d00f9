// The benchmark with few traces: the gates hold, nothing differs from run to run, and a bad schedule does not get through.
import { readFileSync } from 'node:fs'
import { describe, expect, test } from '@jest/globals'
import { bench } from '../../../dev/perf/schedule/bench.ts'
import { families } from '../../../dev/perf/schedule/families.ts'
import { judge } from '../../../dev/perf/schedule/gates.ts'
import { answerOf } from '../../../dev/perf/schedule/job.ts'
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
const svg = readFileSync('docs/benchmark.svg', 'utf8')

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

test('labels overlap neither each other nor any mark', () => {
  // 7.2 px are a wide character: a label that is measured too long overlaps nothing.
  const labels = [...svg.matchAll(/class="label \S+ x="([\d.]+)" y="([\d.]+)" text-anchor="(\w+)">([^<]+)</g)]
  const boxes = labels.map(([, x, y, anchor, text = '']) => {
    const width = 7.2 * text.length
    const left = Number(x) - (anchor === 'end' ? width : 0)
    return { text, left, right: left + width, top: Number(y) - 12, bottom: Number(y) + 4 }
  })
  const marks = [...svg.matchAll(/class="mark \S+ cx="([\d.]+)" cy="([\d.]+)"/g)].map(([, x, y]) => {
    const [cx, cy] = [Number(x), Number(y)]
    return { text: 'mark', left: cx - 5, right: cx + 5, top: cy - 5, bottom: cy + 5 }
  })
  expect(boxes).toHaveLength(others.length + 1)
  const clashes = boxes.flatMap((box, index) =>
    [...boxes.slice(index + 1), ...marks]
      .filter(
        other =>
          box.left < other.right &&
          other.left < box.right &&
          box.top < other.bottom &&
          other.top < box.bottom,
      )
      .map(other => `${box.text} and ${other.text}`),
  )
  expect(clashes).toEqual([])
})
