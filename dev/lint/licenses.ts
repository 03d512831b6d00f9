/** Licenses under which others may ship code as part of theirs, if they pass on the text as dist/licenses.txt does. */
const permissive = ['MIT', 'ISC', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0', '0BSD']

interface Lockfile {
  readonly packages: Readonly<Record<string, { license?: string; dev?: boolean; optional?: boolean }>>
}

/**
 * Finds packages that can get into dist/, which are those that are not only for development, under other licenses.
 *
 * @param lockfile the text of package-lock.json
 * @returns one line per package; nothing when all is well
 */
export function lintLicenses(lockfile: string): string {
  const { packages } = JSON.parse(lockfile) as Lockfile
  return Object.entries(packages)
    .filter(([path, { dev, optional }]) => path !== '' && dev !== true && optional !== true)
    .filter(([, { license = '' }]) => !permissive.includes(license))
    .map(([path, { license = 'no license' }]) => `${path.replace('node_modules/', '')}: ${license}`)
    .join('\n')
}
