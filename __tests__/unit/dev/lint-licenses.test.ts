import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from '@jest/globals'
import { lintLicenses } from '../../../dev/lint/licenses.ts'

const folder = mkdtempSync(join(tmpdir(), 'licenses-'))

afterAll(() => {
  rmSync(folder, { recursive: true })
})

function lint(packages: object): string {
  writeFileSync(join(folder, 'package-lock.json'), JSON.stringify({ packages }))
  return lintLicenses(folder)
}

it('allows permissive licenses, and all licenses of packages that cannot be in dist/', () => {
  const packages = {
    '': { license: 'GPL-3.0' },
    'node_modules/a': { license: 'MIT' },
    'node_modules/tool': { license: 'GPL-3.0', dev: true },
    'node_modules/node': { license: 'GPL-3.0', optional: true },
  }
  expect(lint(packages)).toBe('')
})

it('finds other licenses, and packages without one', () => {
  const packages = { 'node_modules/a': { license: 'GPL-3.0' }, 'node_modules/@b/c': {} }
  expect(lint(packages)).toBe('a: GPL-3.0\n@b/c: no license')
})
