// `npm run docs` writes the tables of README.md and docs/polling.md from action.yml and docs/benchmark.md; with
// `--check` it only reports whether they are up to date. Both report a README that is too long.
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { root } from '../build/tool.ts'
import { countWords } from '../markdown/markdown.ts'
import { benchmarkTable } from './benchmark-table.ts'
import { fillMarkers } from './markers.ts'
import { actionTables } from './tables.ts'

/** The most words that README.md may have outside code blocks: a longer page is not read to its end. */
const MAX_WORDS = 2000

async function main(check: boolean): Promise<void> {
  const pages = {
    'README.md': actionTables(await read('action.yml')),
    'docs/polling.md': { benchmark: benchmarkTable(await read('docs/benchmark.md')) },
  }
  for (const [page, tables] of Object.entries(pages)) await update(page, tables, check)
  const words = countWords(await read('README.md'))
  if (words > MAX_WORDS)
    fail(`README.md has ${String(words)} words outside code blocks; the limit is ${String(MAX_WORDS)}.`)
}

async function update(page: string, tables: Readonly<Record<string, string>>, check: boolean): Promise<void> {
  const before = await read(page)
  const after = fillMarkers(before, tables)
  if (after === before) return
  if (check) fail(`The tables of ${page} are out of date. Run \`npm run docs\` and commit ${page}.`)
  else await writeFile(join(root, page), after)
}

function fail(message: string): void {
  console.error(message)
  process.exitCode = 1
}

// A checkout on Windows may have other line endings.
async function read(file: string): Promise<string> {
  return (await readFile(join(root, file), 'utf8')).replaceAll('\r\n', '\n')
}

try {
  await main(process.argv.includes('--check'))
} catch (error) {
  fail(error instanceof Error ? error.message : String(error))
}
