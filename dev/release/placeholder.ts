import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Returns the files that have the placeholder OWNER for the owner of this repository, relative to its root. */
export function filesWithPlaceholder(root: string): readonly string[] {
  const patterns = ['*.md', 'docs/*.md', 'examples/*.yml', '.github/ISSUE_TEMPLATE/*.yml']
  const files = globSync(patterns, { cwd: root })
  return files
    .filter(file => /\bOWNER\/wait-for-clanforge\b/.test(readFileSync(join(root, file), 'utf8')))
    .sort()
}
