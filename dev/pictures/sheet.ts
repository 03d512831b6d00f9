// `npm --prefix dev/pictures run sheet -- FOLDER [name...]` draws a summary of every kind, light and dark, for a look
// at all of them. No step runs for it.
import { mkdir, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { formatSummary } from '../../src/report/summary.ts'
import { photograph, withBrowser } from './browser.ts'
import { samples } from './samples.ts'

const [folder = 'sheet', ...names] = process.argv.slice(2)
const chosen = samples.filter(([name]) => names.length === 0 || names.includes(name))

await mkdir(resolve(folder), { recursive: true })
await withBrowser(async context => {
  for (const [name, report] of chosen) {
    const summary = formatSummary(report)
    await writeFile(join(folder, `${name}.md`), summary)
    for (const theme of ['light', 'dark'] as const)
      await writeFile(
        join(folder, `${name}-${theme}.png`),
        await photograph(context, { name }, summary, theme),
      )
  }
})
console.log(`${String(chosen.length)} summaries are in ${resolve(folder)}.`)
