import { expect, it } from '@jest/globals'
import { lintLicenses } from '../../../dev/lint/licenses.ts'

const lint = (packages: object) => lintLicenses(JSON.stringify({ packages }))

it('lets permissive licenses pass, and any that do not get into dist/', () => {
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
