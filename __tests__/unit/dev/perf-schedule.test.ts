// The benchmark with few traces: the gates pass, every run is the same, and a bad schedule fails.
import { describe, expect, test } from '@jest/globals'
import { type Client, clients } from '../../../dev/perf/schedule/clients.ts'
import { families } from '../../../dev/perf/schedule/families.ts'
import { judge } from '../../../dev/perf/schedule/gates.ts'
import { type Job, hintsOf } from '../../../dev/perf/schedule/job.ts'
import { measure, simulate } from '../../../dev/perf/schedule/measure.ts'
import { plot, report } from '../../../dev/perf/schedule/report.ts'
import { seededRandom } from '../../../dev/simulator/random.ts'

const [ours, ...others] = clients
const rivals = others.filter(({ name }) => /^fixed (3|10) s|AWS SDK waiter 15/.test(name))
const gatesOf = (client: Client, traces: number) => judge(measure([client, ...rivals], traces))
const failedGates = (client: Client) =>
  gatesOf(client, 20)
    .filter(({ passed }) => !passed)
    .map(({ limit }) => limit)
const benchmark = () => {
  const measurements = measure(clients, 8)
  return { page: report(measurements, judge(measurements)), svg: plot(measurements) }
}
const result = benchmark()

test.each(gatesOf(ours, 150))('gate: $limit', ({ measured, passed }) => {
  expect({ measured, passed }).toEqual({ measured, passed: true })
})

test('every run writes the same bytes', () => {
  expect(benchmark()).toEqual(result)
})

test('twelve families are gated, and three more are in the report', () => {
  expect(families).toHaveLength(12)
  expect(result.page.match(/^### /gm)).toHaveLength(15)
})

test('every client has a row in every table, and is in the plot', () => {
  for (const { name } of others) {
    // All families, a release, the families in which this action is behind, and a table per family.
    expect(result.page.split(`| ${name} `)).toHaveLength(3 + 15 + 1)
    expect(result.svg).toContain(`>${name}</text>`)
  }
})

describe('a gate fails for', () => {
  test('a schedule that is slow', () => {
    expect(failedGates({ name: 'slow', start: () => () => 70 })).toEqual(
      expect.arrayContaining([
        expect.stringContaining('geometric mean of lag'),
        expect.stringContaining('worst lag'),
        expect.stringContaining('jobs that fail'),
      ]),
    )
  })

  test('a schedule that polls too often', () => {
    expect(failedGates({ name: 'frequent', start: () => () => 2 })).toEqual(
      expect.arrayContaining([
        expect.stringContaining('geometric mean of requests'),
        expect.stringContaining('extra requests'),
        expect.stringContaining('requests in every family'),
        expect.stringContaining('requests in a release'),
      ]),
    )
  })

  test.each(others.filter(({ name }) => /^fixed|AWS/.test(name)))('the schedule of $name', client => {
    expect(failedGates(client)).not.toEqual([])
  })
})

test('jobs respond as Clanforge does: whole percentages and seconds, and never 100 before the end', () => {
  for (const job of families.flatMap(({ draw }) => draw(seededRandom(1)))) {
    const end = job.queue + job.lasts
    for (let at = 0; at < end; at += end / 50) {
      const { progress = NaN, eta = 0, start = 0, updated, date } = hintsOf(job, at)
      for (const value of [progress, eta, start, updated, date]) expect(value).toBe(Math.floor(value ?? NaN))
      expect(progress).toBeLessThan(100)
    }
  }
})

test('the n-th request of a job takes as long for every client', () => {
  const fields = { percent: () => 0, eta: () => undefined, updateInterval: 1, epoch: 0, skew: 0 }
  const job: Job = { ...fields, queue: 0, lasts: 0.01 }
  const lags = others.map(client => simulate(job, client, 7).lag)
  expect(new Set(lags).size).toBe(1)
})
