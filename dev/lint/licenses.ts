import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Licenses of code that others may distribute with its license text, which is in dist/licenses.txt. */
const permissive = ['MIT', 'ISC', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0', '0BSD']

interface Lockfile {
  readonly packages: Readonly<Record<string, { license?: string; dev?: boolean; optional?: boolean }>>
}

/**
 * Finds packages with other licenses in package-lock.json, except for those that cannot be in dist/, which are
 * development and optional dependencies.
 *
 * @returns one line per package, or an empty text
 */
export function lintLicenses(folder: string): string {
  const { packages } = JSON.parse(readFileSync(join(folder, 'package-lock.json'), 'utf8')) as Lockfile
  return Object.entries(packages)
    .filter(([path, { dev, optional }]) => path !== '' && dev !== true && optional !== true)
    .filter(([, { license = '' }]) => !permissive.includes(license))
    .map(([path, { license = 'no license' }]) => `${path.replace('node_modules/', '')}: ${license}`)
    .join('\n')
}
