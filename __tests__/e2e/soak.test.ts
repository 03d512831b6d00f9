import { expect, test } from '@jest/globals'
import { soak } from '../../dev/perf/soak/soak.ts'

// The long one is `npm run perf -- soak`.
test('a short soak: every wait ends as planned', async () => {
  const { waits, idleResets, requests, problems } = await soak(40, 20)
  expect(problems).toEqual([])
  expect(waits).toHaveLength(40)
  expect(new Set(waits.map(({ planned }) => planned.result))).toEqual(
    new Set(['complete', 'failed', 'squashed', 'stalled', 'timed-out', 'error']),
  )
  expect(idleResets).toBeGreaterThan(0)
  expect(requests.filter(({ fault }) => fault !== null).length).toBeGreaterThan(requests.length / 6)
}, 120_000)
