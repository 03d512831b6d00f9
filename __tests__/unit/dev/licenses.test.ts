import { readFileSync } from 'node:fs'
import { expect, test } from '@jest/globals'

interface LockedPackage {
  readonly dev?: boolean
  readonly optional?: boolean
  readonly license?: string
}

const lockfile = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
  readonly packages: Readonly<Record<string, LockedPackage>>
}
const shipped = Object.entries(lockfile.packages).filter(
  ([path, { dev, optional }]) => path !== '' && dev !== true && optional !== true,
)

test('the lockfile names packages that can be bundled', () => {
  expect(shipped.map(([path]) => path)).toContain('node_modules/@actions/core')
})

test.each(shipped)('%s has a license that allows it to be bundled', (_, { license }) => {
  expect(['MIT', 'ISC', 'BSD-2-Clause', 'BSD-3-Clause', '0BSD', 'Apache-2.0']).toContain(license)
})
