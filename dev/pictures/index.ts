// `npm --prefix dev/pictures start` plays a few steps against the simulator, shows their summaries in a browser, and
// writes the pictures of the README. With a folder after `--`, everything goes there, the hostile text included.
import { mkdir, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { photograph, withBrowser } from './browser.ts'
import { type Scene, play, scenes } from './scenes.ts'

const committed = fileURLToPath(new URL('../../docs/pictures/', import.meta.url))
const [elsewhere] = process.argv.slice(2)
const folder = elsewhere === undefined ? committed : resolve(elsewhere)

await mkdir(folder, { recursive: true })
const played = await Promise.all(scenes.map(async scene => [scene, await play(scene)] as const))
await withBrowser(async context => {
  for (const [scene, summary] of played) {
    for (const theme of ['light', 'dark'] as const) {
      const picture = await photograph(context, scene, summary, theme)
      if (isKept(scene)) await writeFile(join(folder, `${scene.name}-${theme}.png`), picture)
    }
    if (elsewhere !== undefined) await writeFile(join(folder, `${scene.name}.md`), summary)
    console.log(`${scene.name}: drawn, and every text in it is only text`)
  }
})

function isKept({ hostile }: Scene): boolean {
  return elsewhere !== undefined || hostile === undefined
}
