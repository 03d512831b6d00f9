// `npm run docs` writes the tables of README.md from action.yml. With `--check`, it only reports tables that are out of
// date.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root, runCommand } from '../build/command.ts'
import { actionTables } from './tables.ts'

/** Replaces the text between the markers `<!-- name: begin … -->` and `<!-- name: end -->`. */
function fill(page: string, name: string, content: string): string {
  const pattern = new RegExp(`(<!-- ${name}: begin[^>]*-->\n)[^]*?(<!-- ${name}: end -->)`)
  if (!pattern.test(page)) throw new Error(`The markers <!-- ${name}: begin --> and end are missing`)
  // Prettier pads all rows to the longest one, so that a change of one row would change the whole table.
  const text = `\n<!-- prettier-ignore-start -->\n\n${content}\n\n<!-- prettier-ignore-end -->\n\n`
  return page.replace(pattern, (_, begin: string, end: string) => begin + text + end)
}

// A checkout on Windows may have CRLF.
function read(file: string): string {
  return readFileSync(join(root, file), 'utf8').replaceAll('\r\n', '\n')
}

await runCommand(() => {
  const before = read('README.md')
  const tables = Object.entries(actionTables(read('action.yml')))
  const after = tables.reduce((page, [name, table]) => fill(page, name, table), before)
  if (after === before) return
  if (process.argv.includes('--check'))
    throw new Error('The tables of README.md are out of date. Run `npm run docs` and commit README.md.')
  writeFileSync(join(root, 'README.md'), after)
})
