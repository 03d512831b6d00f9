// `node dev/release/index.ts v1.2.3` prints the notes of a release, for release.yml. It fails when the tree cannot be
// released.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { root } from '../build/tool.ts'
import { releaseNotes, taggedVersion } from './notes.ts'
import { hasPlaceholder, placeholderFiles } from './placeholder.ts'

const read = (name: string) => readFile(join(root, name), 'utf8')

async function requireOwner(): Promise<void> {
  const texts = await Promise.all(
    placeholderFiles(root).map(async file => ({ file, text: await read(file) })),
  )
  const files = texts.filter(({ text }) => hasPlaceholder(text)).map(({ file }) => file)
  if (files.length > 0)
    throw new Error(`The placeholder OWNER is still in ${files.join(', ')}. Run \`npm run release:owner\`.`)
}

try {
  await requireOwner()
  const { version } = JSON.parse(await read('package.json')) as { version: string }
  console.log(releaseNotes(await read('CHANGELOG.md'), taggedVersion(process.argv[2] ?? '', version)))
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
