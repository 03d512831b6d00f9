// `npm run docs` writes the README's tables out of action.yml and docs/benchmark.md; with `--check` it only says
// whether they are up to date.
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { root } from '../build/tool.ts'
import { benchmarkTable } from './benchmark-table.ts'
import { fillMarkers } from './markers.ts'
import { actionTables } from './tables.ts'

const page = join(root, 'README.md')

async function main(check: boolean): Promise<void> {
  const before = await read('README.md')
  const tables = actionTables(await read('action.yml'))
  const after = fillMarkers(before, { ...tables, benchmark: benchmarkTable(await read('docs/benchmark.md')) })
  if (after === before) return
  if (!check) {
    await writeFile(page, after)
    return
  }
  console.error(
    'The tables of README.md are not those of action.yml and docs/benchmark.md. Run `npm run docs` and commit README.md.',
  )
  process.exitCode = 1
}

// A checkout on Windows may have other line ends.
async function read(file: string): Promise<string> {
  return (await readFile(join(root, file), 'utf8')).replaceAll('\r\n', '\n')
}

try {
  await main(process.argv.includes('--check'))
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
