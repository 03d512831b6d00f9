// `npm run release:owner [-- <owner>]` replaces the placeholder OWNER in pages and examples by the account that hosts
// the repository: the argument, or the owner of the remote `origin`.
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { root } from '../build/tool.ts'
import { originUrl, ownerOf, placeholderFiles, replacePlaceholder } from './placeholder.ts'

try {
  const owner = process.argv[2] ?? ownerOf(originUrl(root))
  for (const file of placeholderFiles(root)) {
    const before = await readFile(join(root, file), 'utf8')
    const after = replacePlaceholder(before, owner)
    if (after === before) continue
    await writeFile(join(root, file), after)
    console.log(`${file}: ${owner}/wait-for-clanforge`)
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
