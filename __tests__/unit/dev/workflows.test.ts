import { spawnSync } from 'node:child_process'
import { tmpdir } from 'node:os'
import { expect, test } from '@jest/globals'
import { casesOf } from '../../../dev/workflows/cases.ts'
import { WorkflowTexts } from '../../../dev/workflows/workflow-texts.ts'

test('a case runs every example and every snippet of README.md and docs/runners.md', () => {
  const texts = new WorkflowTexts()
  expect(texts.unused.length).toBeGreaterThan(15)
  const cases = casesOf(texts)
  expect(texts.unused).toEqual([])
  expect(new Set(cases.map(({ name }) => name)).size).toBe(cases.length)
})

test('a snippet that is not there is named', () => {
  expect(() => new WorkflowTexts().take('README.md#None 1')).toThrow(
    'There is no README.md#None 1, but examples/',
  )
})

test('npm run test:workflows says how to get act, and fails without it', () => {
  const env = { PATH: '/nowhere', HOME: tmpdir(), USERPROFILE: tmpdir() }
  const { status, stderr } = spawnSync(process.execPath, ['dev/workflows/index.ts'], {
    env,
    encoding: 'utf8',
  })
  expect(stderr).toContain('act is missing: go install github.com/nektos/act@')
  expect(status).toBe(1)
})
