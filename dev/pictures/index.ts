// `npm --prefix dev/pictures start` runs the steps of the README's pictures and writes the pictures. With a folder
// after `--`, it writes all of them there, the hostile text included.
// `npm --prefix dev/pictures run sheet -- FOLDER [name...]` draws every kind of summary, to look at. It runs no step.
import { mkdir, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { drawSummary, withBrowser } from './browser.ts'
import { moreScenes, readmeScenes } from './scenes.ts'
import { runScene, simulateScene } from './summaries.ts'

const { values, positionals } = parseArgs({ options: { sheet: { type: 'boolean' } }, allowPositionals: true })
const [elsewhere = values.sheet ? 'sheet' : undefined, ...names] = positionals
const folder = resolve(elsewhere ?? join(import.meta.dirname, '../../docs/pictures'))
const scenes = values.sheet ? [...readmeScenes, ...moreScenes] : readmeScenes
const chosen = scenes.filter(({ name }) => names.length === 0 || names.includes(name))

await mkdir(folder, { recursive: true })
const summaries = await Promise.all(chosen.map(values.sheet ? simulateScene : runScene))
await withBrowser(async context => {
  for (const [index, { name, hostile }] of chosen.entries()) {
    const summary = summaries[index] ?? ''
    for (const theme of ['light', 'dark'] as const) {
      const picture = await drawSummary(context, summary, theme, hostile)
      if (elsewhere !== undefined || hostile === undefined)
        await writeFile(join(folder, `${name}-${theme}.png`), picture)
    }
    if (elsewhere !== undefined) await writeFile(join(folder, `${name}.md`), summary)
    console.log(`${name}: drawn, no text became markup`)
  }
})
