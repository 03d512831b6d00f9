import { describe, expect, test } from '@jest/globals'
import type { JobView } from '../../../src/wait/job.ts'
import { Log } from '../../../src/report/log.ts'
import { DIFF, OTHER_UPDATE, UPDATE } from '../../support/paths.ts'
import { answer, complete, failed, running, squashed, status } from '../../support/replies.ts'
import { logged, rememberingPrinter } from '../../support/log-run.ts'
import { jobReading, jobView } from '../../support/readings.ts'
import { byPath, inTurn } from '../../support/scripted-api.ts'
import { defaultRules } from '../../support/wait-run.ts'

describe('a job alone that ends without a new answer has no row more', () => {
  test.each([
    ['by a fault', inTurn(running(10), status(400)), {}],
    ['by a fault before any answer', inTurn(status(401)), {}],
    ['as stalled', inTurn(running(10)), { stallTimeout: 30_000 }],
  ])('%s', async (_, script, rules) => {
    const { lines } = await logged('update 101', script, rules)
    const rows = lines.filter(line => /update 101 {2}/.test(line))
    expect(rows.filter(line => !line.endsWith(' 10 %  Running'))).toEqual([])
    expect(rows.length).toBeLessThanOrEqual(1)
    expect(lines.at(-1)).not.toMatch(/could not be followed|stands still|no answer yet/)
  })

  test('but one of two has', async () => {
    const script = byPath({ [UPDATE]: inTurn(status(400)), [DIFF]: inTurn(running()) })
    const { lines } = await logged('update 101, diff 5', script)
    expect(lines).toContainEqual(expect.stringMatching(/update 101 .* could not be followed to its end$/))
  })
})

describe('the verdict', () => {
  const verdicts = async (script: Parameters<typeof logged>[1], passSquashed: boolean) => {
    const { lines } = await logged('update 101', script, { passSquashed, timeout: 60_000 })
    return lines.filter(line => /, after .* requests?$/.test(line)).length
  }

  test.each([
    ['complete', inTurn(complete), 1, 1],
    ['squashed', inTurn(squashed), 0, 1],
    ['failed', inTurn(failed()), 0, 0],
    ['timed out', inTurn(running()), 0, 0],
  ])('of a step that is %s is a line only where it is green', async (_, script, failing, passing) => {
    expect(await verdicts(script, false)).toBe(failing)
    expect(await verdicts(script, true)).toBe(passing)
  })
})

describe('the first table of many jobs', () => {
  const slow = (reply: typeof complete, takes: number) => (reply === 'silence' ? reply : { ...reply, takes })
  const three = (last: number) =>
    byPath({
      [UPDATE]: inTurn(running(1), complete),
      [OTHER_UPDATE]: inTurn(slow(running(2), 500), complete),
      [DIFF]: inTurn(slow(running(3), last), complete),
    })
  const firstTable = async (last: number) => {
    const { printed } = await logged('update 101, update 102, diff 5', three(last))
    return printed.find(({ text }) => text.includes('3 jobs: '))?.at
  }

  test('waits until all were heard', async () => {
    expect(await firstTable(1_500)).toBe(1_500)
  })

  test('but no longer than 3 s', async () => {
    expect(await firstTable(20_000)).toBe(3_000)
  })
})

describe('complete, but had failed before', () => {
  /** Jobs that end, one after the other at these times, ms; what is said of those that had failed before. */
  function said(ends: readonly number[]): readonly string[] {
    let now = 0
    const printer = rememberingPrinter()
    const log = new Log(defaultRules, { printer, elapsed: () => now })
    const ending = { result: 'complete', inferred: false, failedBefore: 2 } as const
    const reading = jobReading({ state: 'complete', stateName: 'Complete', progress: 100, failures: 2 })
    const views = ends.map((_, index): JobView =>
      jobView({ target: { kind: 'update', id: String(index + 1) }, reading, ending }),
    )
    log.begin(views, [])
    for (const [index, job] of views.entries()) {
      now = ends[index] ?? now
      log.observe({ type: 'over', job, ending })
      log.observe({ type: 'heard', job })
      log.tick()
    }
    const jobs = views.map(job => ({ job, result: ending.result }))
    log.end({ result: 'complete', deciding: views.at(-1), jobs }, 1)
    return printer.printed.flatMap(({ text }) => (text.includes('had failed before') ? [text] : []))
  }
  const told = (lines: readonly string[]) =>
    lines.flatMap(line => line.match(/update \d+ \(jobfailed is 2\)/g) ?? [])

  test('is said of each of a few jobs once, when it ends', () => {
    const lines = said([5_000, 6_000, 90_000])
    expect(lines).toHaveLength(3)
    expect(told(lines)).toHaveLength(3)
  })

  test('is said of all of many in one line', () => {
    const lines = said(Array.from({ length: 40 }, (_, index) => 5_000 + index))
    expect(lines).toEqual([expect.stringMatching(/update 1 \(jobfailed is 2\), .* and 20 more$/)])
    expect(told(lines)).toHaveLength(20)
  })

  test('is said of the last of many too, even where the last table comes with it', () => {
    const lines = said(Array.from({ length: 21 }, (_, index) => 70_000 * (index + 1)))
    expect(told(lines)).toHaveLength(21)
  })

  test('is said in a wait as it is: once each', async () => {
    const script = inTurn(running(), answer({ jobstateid: 5, jobfailed: 0 }))
    const none = await logged('update 101', script)
    expect(none.lines.join()).not.toContain('had failed before')
    const scarred = inTurn(answer({ jobstateid: 5, jobfailed: 1 }))
    const few = await logged('update 101, update 102', scarred, { maxJobfailed: 1 })
    expect(few.lines.filter(line => line.includes('had failed before'))).toHaveLength(2)
  })
})
