// `npm run build` writes dist/; with `--check` it only says whether dist/ is the build of src/.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { bundle, differences } from './bundle.ts'
import { root } from './tool.ts'

const dist = join(root, 'dist')

async function check(): Promise<void> {
  const fresh = await mkdtemp(join(tmpdir(), 'dist-'))
  try {
    await bundle(fresh)
    const stale = await differences(fresh, dist)
    if (stale.length === 0) return
    console.error(
      `dist/ is not the build of src/: ${stale.join(', ')}. Run \`npm run build\` and commit dist/.`,
    )
    process.exitCode = 1
  } finally {
    await rm(fresh, { recursive: true, force: true })
  }
}

async function build(): Promise<void> {
  await rm(dist, { recursive: true, force: true })
  await bundle(dist)
}

try {
  await (process.argv.includes('--check') ? check() : build())
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
