import { expect, test } from '@jest/globals'
import { untestedTexts } from '../../workflows/support/cases.ts'
import { texts } from '../../workflows/support/texts.ts'

test('`npm run test:workflows` runs every example and every snippet of README.md and docs/runners.md', () => {
  expect(texts.size).toBeGreaterThan(15)
  expect(untestedTexts()).toEqual([])
})
