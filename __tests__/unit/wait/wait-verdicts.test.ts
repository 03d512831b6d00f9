// Every case of the table, through the whole wait in virtual time.
import { expect, test } from '@jest/globals'
import { isSuccess } from '../../../src/wait/outcome.ts'
import { playCase } from '../../support/case-run.ts'
import { verdictCases } from '../../support/verdict-cases.ts'

test.each(verdictCases.map(row => [row.row, row.name, row] as const))('%s: %s', async (_, __, row) => {
  const { run, inputs, text } = await playCase(row)
  expect(run.result).toBe(row.result)
  const exitCode = isSuccess(run.result, inputs.options) ? 0 : 1
  expect(exitCode).toBe(row.exitCode ?? (row.result === 'complete' ? 0 : 1))
  if (row.polls !== undefined) expect(run.requests).toBe(row.polls)
  const isInferred = run.outcome.jobs.some(({ job }) => job.ending?.type === 'inferred')
  expect(isInferred).toBe(row.inferred ?? false)
  for (const words of row.text ?? []) expect(text).toContain(words)
})

test('no two cases have the same name', () => {
  const names = verdictCases.map(({ row, name }) => `${row}: ${name}`)
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([])
})
