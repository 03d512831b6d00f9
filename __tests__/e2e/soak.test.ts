import { expect, test } from '@jest/globals'
import { problemsOf } from '../../dev/perf/soak/report.ts'
import { soak } from '../../dev/perf/soak/soak.ts'

// The long one is `npm run perf -- soak`.
test('a short soak: every result right, none lost', async () => {
  const figures = await soak({ waits: 40, width: 20 })
  expect(problemsOf(figures, 40)).toEqual([])
  expect(figures.results).toMatchObject({
    complete: { right: 18 },
    failed: { right: 10 },
    squashed: { right: 10 },
  })
  expect(figures.idleResets).toBeGreaterThan(0)
  const failed = Object.values(figures.faults).reduce((sum, count) => sum + count, 0)
  expect(failed).toBeGreaterThan(figures.requests / 6)
}, 120_000)
