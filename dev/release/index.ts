// `node dev/release/index.ts v1.2.3` prints the notes of a release; release.yml hands them to GitHub.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { root } from '../build/tool.ts'
import { releaseNotes, taggedVersion } from './notes.ts'

const read = (name: string) => readFile(join(root, name), 'utf8')

try {
  const { version } = JSON.parse(await read('package.json')) as { version: string }
  console.log(releaseNotes(await read('CHANGELOG.md'), taggedVersion(process.argv[2] ?? '', version)))
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
