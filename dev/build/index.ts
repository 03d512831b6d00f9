// `npm run build` writes dist/. With `--check`, it only reports whether dist/ is the build of src/.
import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { bundle, differences } from './bundle.ts'
import { root, runCommand } from './command.ts'

const dist = join(root, 'dist')

await runCommand(async () => {
  // A build that fails leaves dist/ as it is.
  const fresh = await mkdtemp(join(tmpdir(), 'dist-'))
  try {
    await bundle(fresh)
    if (process.argv.includes('--check')) check(fresh)
    else {
      await rm(dist, { recursive: true, force: true })
      await cp(fresh, dist, { recursive: true })
    }
  } finally {
    await rm(fresh, { recursive: true, force: true })
  }
})

function check(fresh: string): void {
  const files = differences(fresh, dist)
  if (files.length > 0)
    throw new Error(
      `dist/ is not the build of src/: ${files.join(', ')}. Run \`npm run build\` and commit dist/.`,
    )
}
