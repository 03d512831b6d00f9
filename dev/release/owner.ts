// `npm run release:owner [-- <owner>]` replaces the placeholder OWNER in pages and examples by the owner of the
// repository. By default, it takes the owner from the remote `origin`.
import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../build/tool.ts'
import { filesWithPlaceholder, ownerOf, replacePlaceholder } from './placeholder.ts'

const origin = () => execFileSync('git', ['remote', 'get-url', 'origin'], { cwd: root, encoding: 'utf8' })

try {
  const owner = process.argv[2] ?? ownerOf(origin())
  for (const file of filesWithPlaceholder(root)) {
    const path = join(root, file)
    writeFileSync(path, replacePlaceholder(readFileSync(path, 'utf8'), owner))
    console.log(`${file}: ${owner}/wait-for-clanforge`)
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
