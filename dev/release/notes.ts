/**
 * The section of a version in a changelog in the format of Keep a Changelog, without its heading.
 *
 * @param changelog the whole text of CHANGELOG.md
 * @param version such as `1.2.3`
 * @throws an Error when there is no such section, or it is empty
 */
export function releaseNotes(changelog: string, version: string): string {
  const lines = changelog.split(/\r?\n/)
  const start = lines.findIndex(line => line.startsWith(`## [${version}]`))
  if (start === -1) throw new Error(`CHANGELOG.md has no section "## [${version}]".`)
  const length = lines
    .slice(start + 1)
    .findIndex(line => line.startsWith('## ') || /^\[[^\]]+\]: /.test(line))
  const end = length === -1 ? lines.length : start + 1 + length
  const notes = lines
    .slice(start + 1, end)
    .join('\n')
    .trim()
  if (notes === '') throw new Error(`The section of ${version} in CHANGELOG.md is empty.`)
  return notes
}

/**
 * The version of a tag.
 *
 * @param tag such as `v1.2.3`
 * @param packageVersion the version in package.json
 * @throws an Error when the two differ
 */
export function taggedVersion(tag: string, packageVersion: string): string {
  if (tag === `v${packageVersion}`) return packageVersion
  throw new Error(`The tag ${tag} is not the version in package.json, which is ${packageVersion}.`)
}
