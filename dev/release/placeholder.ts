import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const placeholder = /\bOWNER(?=\/wait-for-clanforge\b)/g

/** Returns the files that have the placeholder OWNER for the owner of this repository, relative to its root. */
export function filesWithPlaceholder(root: string): readonly string[] {
  const files = globSync(['*.md', 'docs/*.md', 'examples/*.yml', '.github/ISSUE_TEMPLATE/*.yml'], {
    cwd: root,
  })
  return files.filter(file => readFileSync(join(root, file), 'utf8').search(placeholder) !== -1).sort()
}

/** Replaces the placeholder in a text. */
export function replacePlaceholder(text: string, owner: string): string {
  return text.replaceAll(placeholder, owner)
}

/**
 * Returns the owner in the URL of a repository.
 *
 * @param url over https or ssh, such as `git@github.com:octo-org/wait-for-clanforge.git`
 * @throws an Error if the URL has no owner
 */
export function ownerOf(url: string): string {
  const owner = /[/:]([A-Za-z0-9-]+)\/[\w.-]+\/?$/.exec(url.trim())?.[1]
  if (owner === undefined) throw new Error(`There is no owner in ${url}. Pass it as an argument.`)
  return owner
}
