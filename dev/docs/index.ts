// `npm run docs` writes the tables of README.md and docs/polling.md from action.yml and docs/benchmark.md. With
// `--check`, it only reports tables that are out of date.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../build/tool.ts'
import { benchmarkTable } from './benchmark-table.ts'
import { actionTables } from './tables.ts'

/** Replaces the text between the markers `<!-- name: begin … -->` and `<!-- name: end -->`. */
function fill(page: string, name: string, content: string): string {
  const pattern = new RegExp(`(<!-- ${name}: begin[^>]*-->\n)[^]*?(<!-- ${name}: end -->)`)
  if (!pattern.test(page)) throw new Error(`The markers <!-- ${name}: begin --> and end are missing`)
  // Prettier pads all rows to the longest one, so that a change of one row would change the whole table.
  const text = `\n<!-- prettier-ignore-start -->\n\n${content}\n\n<!-- prettier-ignore-end -->\n\n`
  return page.replace(pattern, (_, begin: string, end: string) => begin + text + end)
}

function update(file: string, tables: Readonly<Record<string, string>>): void {
  const before = read(file)
  const after = Object.entries(tables).reduce((page, [name, table]) => fill(page, name, table), before)
  if (after === before) return
  if (process.argv.includes('--check')) {
    console.error(`The tables of ${file} are out of date. Run \`npm run docs\` and commit ${file}.`)
    process.exitCode = 1
  } else writeFileSync(join(root, file), after)
}

// A checkout on Windows may have CRLF.
function read(file: string): string {
  return readFileSync(join(root, file), 'utf8').replaceAll('\r\n', '\n')
}

update('README.md', actionTables(read('action.yml')))
update('docs/polling.md', { benchmark: benchmarkTable(read('docs/benchmark.md')) })
