import { readFile, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { minify } from 'terser'
import { runNode, tool } from './tool.ts'

/**
 * Bundles src/ into a folder, with ncc: one readable file, since what runs in other people's workflows is reviewed.
 *
 * @throws with ncc's output when it fails
 */
export async function bundle(folder: string): Promise<void> {
  const { code, output } = await runNode([
    tool('@vercel/ncc', 'ncc'),
    ...['build', 'src/index.ts', '--out', folder, '--license', 'licenses.txt', '--no-cache', '--quiet'],
  ])
  if (code !== 0) throw new Error(output.trim())
  await tidy(join(folder, 'index.js'))
}

/**
 * Drops comments, and the code of the libraries that nothing here calls, which are a quarter of what ncc writes.
 * Names, statements and lines stay, so that a change of dist/ can still be read.
 */
async function tidy(file: string): Promise<void> {
  const { code = '' } = await minify(await readFile(file, 'utf8'), {
    module: true,
    mangle: false,
    keep_classnames: true,
    keep_fnames: true,
    compress: {
      defaults: false,
      dead_code: true,
      passes: 3,
      pure_getters: true,
      pure_new: true,
      side_effects: true,
      toplevel: true,
      unused: true,
    },
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- without it, everything is on one line
    format: { beautify: true, comments: false, ecma: 2020, indent_level: 1 },
  })
  await writeFile(file, `${code}\n`)
}

/** The names of the files that two folders do not have alike, byte by byte, sorted. */
export async function differences(one: string, other: string): Promise<string[]> {
  const [here, there] = await Promise.all([contents(one), contents(other)])
  const names = [...new Set([...here.keys(), ...there.keys()])].sort()
  return names.filter(name => here.get(name) !== there.get(name))
}

async function contents(folder: string): Promise<Map<string, string>> {
  const names = await readdir(folder)
  return new Map(
    // One character per byte, so that no byte is read as another.
    await Promise.all(names.map(async name => [name, await readFile(join(folder, name), 'latin1')] as const)),
  )
}
