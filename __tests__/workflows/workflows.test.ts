// `npm run test:workflows`: the examples and snippets in act, against the simulator.
import { expect, test } from '@jest/globals'
import { DEMO_ACCESS_KEY, DEMO_SECRET_KEY } from '../../dev/simulator/access.ts'
import { findAct } from './support/act.ts'
import { cases, untestedTexts } from './support/cases.ts'
import { runCase } from './support/run-case.ts'

const act = findAct()

test('every example and snippet has a case', () => {
  expect(untestedTexts()).toEqual([])
})

for (const workflowCase of cases) {
  const { name, results, fails = false, prints = [], neverPrints = [] } = workflowCase
  test.concurrent(
    `${name}: ${results.join(', ') || 'no result'}`,
    async () => {
      const run = await runCase(act, workflowCase)
      // One text, so that every failed assertion shows the whole log.
      const log = [...run.lines, `results: ${run.results.join(', ')}`, `exit code: ${String(run.code)}`, '']
      const text = log.join('\n')
      expect(text).toContain(`results: ${results.join(', ')}\nexit code: ${fails ? '1' : '0'}\n`)
      for (const part of prints) expect(text).toContain(part)
      for (const part of [...neverPrints, DEMO_ACCESS_KEY, DEMO_SECRET_KEY]) expect(text).not.toContain(part)
    },
    180_000,
  )
}
