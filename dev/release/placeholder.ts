import { execFileSync } from 'node:child_process'
import { globSync } from 'node:fs'

const PLACEHOLDER = /\bOWNER(?=\/wait-for-clanforge\b)/g

/** The files in which `OWNER/wait-for-clanforge` stands for this repository, relative to its root. */
export function placeholderFiles(root: string): readonly string[] {
  const patterns = ['*.md', 'docs/*.md', 'examples/*.yml', '.github/ISSUE_TEMPLATE/*.yml']
  return globSync(patterns, { cwd: root }).sort()
}

/** Whether a text has the placeholder. */
export function hasPlaceholder(text: string): boolean {
  return text.search(PLACEHOLDER) !== -1
}

/** Replaces the placeholder in a text. */
export function replacePlaceholder(text: string, owner: string): string {
  return text.replaceAll(PLACEHOLDER, owner)
}

/**
 * The account in the URL of a repository on GitHub.
 *
 * @param url over https or ssh, such as `git@github.com:octo-org/wait-for-clanforge.git`
 * @throws an Error when the URL has no account
 */
export function ownerOf(url: string): string {
  const owner = /[/:]([A-Za-z0-9-]+)\/[\w.-]+\/?$/.exec(url.trim())?.[1]
  if (owner === undefined) throw new Error(`There is no owner in ${url}. Pass it as an argument.`)
  return owner
}

/** The URL of the remote `origin`. */
export function originUrl(root: string): string {
  return execFileSync('git', ['remote', 'get-url', 'origin'], { cwd: root, encoding: 'utf8' })
}
