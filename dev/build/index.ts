// `npm run build` writes dist/; with `--check` it only says whether dist/ is the build of src/.
import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { bundle, differences } from './bundle.ts'
import { root } from './tool.ts'

const dist = join(root, 'dist')

/** Builds aside first: a build that fails leaves the dist that is there. */
async function withFresh(use: (fresh: string) => Promise<void>): Promise<void> {
  const fresh = await mkdtemp(join(tmpdir(), 'dist-'))
  try {
    await bundle(fresh)
    await use(fresh)
  } finally {
    await rm(fresh, { recursive: true, force: true })
  }
}

async function check(fresh: string): Promise<void> {
  const stale = await differences(fresh, dist)
  if (stale.length === 0) return
  console.error(
    `dist/ is not the build of src/: ${stale.join(', ')}. Run \`npm run build\` and commit dist/.`,
  )
  process.exitCode = 1
}

async function replace(fresh: string): Promise<void> {
  await rm(dist, { recursive: true, force: true })
  await cp(fresh, dist, { recursive: true })
}

try {
  await withFresh(process.argv.includes('--check') ? check : replace)
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
