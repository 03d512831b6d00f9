/**
 * Returns the section of a version in a changelog, without its heading.
 *
 * @param changelog in the format of Keep a Changelog
 * @param version such as `1.2.3`
 * @throws an Error if there is no such section, or if it is empty
 */
export function releaseNotes(changelog: string, version: string): string {
  const sections = changelog.replaceAll('\r\n', '\n').split(/^(?=## )/m)
  const section = sections.find(text => text.startsWith(`## [${version}]`))
  if (section === undefined) throw new Error(`CHANGELOG.md has no section "## [${version}]".`)
  // Without the heading and the definitions of links.
  const notes = section.replaceAll(/^(## |\[[^\]]+\]: ).*$/gm, '').trim()
  if (notes === '') throw new Error(`The section of ${version} in CHANGELOG.md is empty.`)
  return notes
}
