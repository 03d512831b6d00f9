import { expect, test } from '@jest/globals'
import { soak } from '../../dev/perf/soak/soak.ts'

// The long one is `npm run perf -- soak`.
test('a short soak: every wait ends as planned', async () => {
  const { waits, problems, idleResets, requests, faults } = await soak({ waits: 40, width: 20 })
  expect(problems).toEqual([])
  expect(waits).toHaveLength(40)
  expect(new Set(waits.map(({ result }) => result))).toEqual(
    new Set(['complete', 'failed', 'squashed', 'stalled', 'timed-out', 'error']),
  )
  expect(idleResets).toBeGreaterThan(0)
  expect(faults.length).toBeGreaterThan(requests / 6)
}, 120_000)
