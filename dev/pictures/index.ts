// `npm --prefix dev/pictures start` runs the steps of the README's pictures and writes the pictures. With a folder
// after `--`, it writes all of them there, the hostile text included.
// `npm --prefix dev/pictures run sheet -- FOLDER [name...]` draws every kind of summary, to look at. It runs no step.
import { mkdir, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { drawSummary, withBrowser } from './browser.ts'
import { scenes } from './scenes.ts'
import { runScene, simulateScene } from './summaries.ts'

const { values, positionals } = parseArgs({ options: { sheet: { type: 'boolean' } }, allowPositionals: true })
const [elsewhere = values.sheet ? 'sheet' : undefined, ...names] = positionals
const folder = resolve(elsewhere ?? join(import.meta.dirname, '../../docs/pictures'))
const chosen = [...scenes.readme, ...(values.sheet ? scenes.more : [])].filter(
  ({ name }) => names.length === 0 || names.includes(name),
)

await mkdir(folder, { recursive: true })
const summaries = await Promise.all(chosen.map(values.sheet ? simulateScene : runScene))
await withBrowser(async context => {
  for (const [index, { name, jobs, isHostile }] of chosen.entries()) {
    const summary = summaries[index] ?? ''
    const errors = jobs.flatMap(job => ('joberror' in job ? job.joberror : []))
    for (const theme of ['light', 'dark'] as const) {
      const picture = await drawSummary(context, summary, theme, errors)
      if (elsewhere !== undefined || !isHostile)
        await writeFile(join(folder, `${name}-${theme}.png`), picture)
    }
    if (elsewhere !== undefined) await writeFile(join(folder, `${name}.md`), summary)
    console.log(`${name}: drawn; every text is shown unchanged`)
  }
})
