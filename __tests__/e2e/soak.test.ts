import { expect, test } from '@jest/globals'
import { problemsOf, soak } from '../../dev/perf/soak/soak.ts'

// The long one is `npm run perf -- soak`.
test('a short soak: every wait ends as planned', async () => {
  const figures = await soak(40, 20)
  const { waits, idleResets, requests } = figures
  expect(problemsOf(figures)).toEqual([])
  expect(waits).toHaveLength(40)
  expect(new Set(waits.map(({ planned }) => planned.result))).toEqual(
    new Set(['complete', 'failed', 'squashed', 'stalled', 'timed-out', 'error']),
  )
  expect(idleResets).toBeGreaterThan(0)
  expect(requests.filter(({ fault }) => fault !== null).length).toBeGreaterThan(requests.length / 6)
}, 120_000)
