// `npm --prefix dev/pictures start` draws the pictures of the README. `npm --prefix dev/pictures run sheet` draws every
// kind of summary into dev/pictures/sheet/, or those whose names follow `--`, and writes their Markdown.
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import { drawSummary } from './browser.ts'
import { scenes, summaryOf } from './scenes.ts'

const [sheet, ...names] = process.argv.slice(2)
const isSheet = sheet === '--sheet'
const folder = join(import.meta.dirname, isSheet ? 'sheet' : '../../docs/pictures')
const all = isSheet ? [...scenes.readme, ...scenes.more] : scenes.readme

await mkdir(folder, { recursive: true })
const browser = await chromium.launch({ executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium' })
for (const scene of all.filter(({ name }) => names.length === 0 || names.includes(name))) {
  const file = join(folder, scene.name)
  const summary = await summaryOf(scene)
  const errors = scene.jobs.flatMap(job => ('joberror' in job ? (job.joberror ?? []) : []))
  for (const theme of ['light', 'dark'] as const)
    await writeFile(`${file}-${theme}.png`, await drawSummary(browser, summary, theme, errors))
  if (isSheet) await writeFile(`${file}.md`, summary)
  console.log(`${scene.name}: drawn; every text is shown unchanged`)
}
await browser.close()
