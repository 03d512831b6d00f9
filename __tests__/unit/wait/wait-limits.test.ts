import { describe, expect, test } from '@jest/globals'
import { complete, running } from '../../support/replies.ts'
import type { Call, Reply, Script } from '../../support/scripted-api.ts'
import { play } from '../../support/wait-run.ts'

const second = 1_000
const jobsOf = (count: number) =>
  Array.from({ length: count }, (_, index) => `update ${String(index + 1)}`).join(', ')
const took = (reply: Reply, takes: number): Reply => (reply === 'silence' ? reply : { ...reply, takes })

/** The most requests that left within any second. */
function busiestSecond(calls: readonly Call[]): number {
  return Math.max(
    ...calls.map(({ at }) => calls.filter(other => other.at >= at && other.at < at + second).length),
  )
}

/** Runs so long, then every job is complete; a response takes `takes` ms. */
function until(end: number, takes = 0): Script {
  return ({ at }) => took(at < end ? running() : complete, takes)
}

describe('the limits of a step', () => {
  test('never more than five requests in any second', async () => {
    const run = await play(jobsOf(60), until(60 * second))
    expect(run.result).toBe('complete')
    expect(busiestSecond(run.calls)).toBe(5)
  })

  test('never more than eight in flight', async () => {
    const run = await play(jobsOf(60), until(60 * second, 4 * second))
    expect(run.api.mostInFlight).toBe(8)
  })

  test('the earliest first: no job is polled twice before all were polled once', async () => {
    const run = await play(jobsOf(40), until(60 * second))
    expect(new Set(run.calls.slice(0, 40).map(({ path }) => path)).size).toBe(40)
    for (const { path } of run.calls) expect(run.api.callsTo(path).length).toBeGreaterThan(1)
  })

  test('one job never has two requests in flight', async () => {
    const run = await play(jobsOf(10), until(60 * second, 3 * second))
    for (const { path } of run.calls) {
      const own = run.api.callsTo(path)
      expect(own.every((call, index) => index === 0 || call.at >= (own[index - 1]?.until ?? NaN))).toBe(true)
    }
  })
})

describe('the limit wins over max-poll-interval', () => {
  test('which a notice says once, with the interval', async () => {
    const options = { minPollInterval: 2 * second, maxPollInterval: 5 * second }
    const run = await play(jobsOf(100), until(120 * second), { options })
    const notices = run.notices.filter(event => event.type === 'rate-limited')
    expect(notices).toHaveLength(1)
    expect(notices[0]?.interval).toBeGreaterThan(5 * second)
  })

  test('and no notice says so where it does not', async () => {
    const run = await play(jobsOf(20), until(120 * second))
    expect(run.notices.filter(event => event.type === 'rate-limited')).toEqual([])
  })
})
