import { describe, expect, test } from '@jest/globals'
import { counted, lived } from '../../support/histories.ts'
import { isComplete, jobState } from '../../support/job-states.ts'
import { failing, summary, summaryOfProblems } from '../../support/summaries.ts'

describe('the size', () => {
  const MIB = 2 ** 20

  test('stays under 1 MiB for 1,000 jobs with hostile errors of 64 KiB, and says what is left out', () => {
    const jobs = Array.from({ length: 1_000 }, () => failing('<|`&"'.repeat(13_107), '<|`'.repeat(1_000)))
    const markdown = summary('failed', jobs, { problems: ['<|`'.repeat(200_000), '<|`'.repeat(20_000)] })
    expect(Buffer.byteLength(markdown)).toBeLessThan(MIB)
    expect(markdown).toMatch(/… and \d+ more jobs; the output jobs has them all\./)
  })

  test('stays under 1 MiB for 1,000 problems', () => {
    const problems = Array.from({ length: 1_000 }, () => '<|`'.repeat(1_000))
    const markdown = summaryOfProblems(...problems)
    expect(Buffer.byteLength(markdown)).toBeLessThan(MIB)
    expect(markdown).toMatch(/^- … and \d+ more$/m)
  })

  test('stays under 1 MiB for 1,000 rollouts that change all the time', () => {
    const history = Array.from({ length: 200 }, (_, done) => counted(done, 200 - done, 0, done))
    const jobs = Array.from({ length: 1_000 }, (_, index) =>
      lived(history, { target: { kind: 'rollout', id: String(index) } }),
    )
    expect(Buffer.byteLength(summary('timed-out', jobs))).toBeLessThan(MIB)
  })

  test('leaves room for every one of 1,000 jobs with little to report', () => {
    const jobs = Array.from({ length: 1_000 }, () => jobState({ ending: isComplete, endedAt: 0 }))
    expect(summary('complete', jobs).match(/^\| image/gm)).toHaveLength(1_000)
  })
})
