// `node dev/release/index.ts v1.2.3` prints the notes of a release, for release.yml. It fails if the release is not ready.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root, runCommand } from '../build/command.ts'
import { releaseNotes } from './notes.ts'
import { filesWithPlaceholder } from './placeholder.ts'

const read = (file: string) => readFileSync(join(root, file), 'utf8')

await runCommand(() => {
  const files = filesWithPlaceholder(root)
  if (files.length > 0)
    throw new Error(
      `The placeholder OWNER is still in ${files.join(', ')}. See "Releasing" in CONTRIBUTING.md.`,
    )
  const { version } = JSON.parse(read('package.json')) as { version: string }
  const tag = process.argv[2] ?? ''
  if (tag !== `v${version}`)
    throw new Error(`The tag is ${tag}, but the version in package.json is ${version}.`)
  console.log(releaseNotes(read('CHANGELOG.md'), version))
})
