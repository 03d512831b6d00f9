import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type MinifyOptions, minify } from 'terser'
import { runNode } from './command.ts'

/**
 * Options that remove comments and the code of libraries that is never called, a quarter of the bundle. They also join
 * declarations, and move a variable that is used once into the next statement. Names and lines stay, so that changes of
 * dist/ can be reviewed.
 */
const options: MinifyOptions = {
  module: true,
  mangle: false,
  keep_classnames: true,
  keep_fnames: true,
  compress: {
    collapse_vars: true,
    defaults: false,
    dead_code: true,
    join_vars: true,
    passes: 3,
    pure_getters: true,
    pure_new: true,
    side_effects: true,
    toplevel: true,
    unused: true,
  },
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- without it, the output is a single line
  format: { beautify: true, comments: false, ecma: 2020, indent_level: 1 },
}

/**
 * Bundles src/ into a folder.
 *
 * @throws an Error with the output of ncc
 */
export async function bundle(folder: string): Promise<void> {
  const ncc = ['node_modules/@vercel/ncc/dist/ncc/cli.js', 'build', 'src/index.ts', '--no-cache', '--quiet']
  const { code, output } = await runNode([...ncc, '--out', folder, '--license', 'licenses.txt'])
  if (code !== 0) throw new Error(output.trim())
  const file = join(folder, 'index.js')
  const minified = await minify(await readFile(file, 'utf8'), options)
  await writeFile(file, `${minified.code ?? ''}\n`)
}

/** Returns the names of the files that differ between two folders, or that only one of them has, sorted. */
export function differences(one: string, other: string): string[] {
  const names = new Set([...readdirSync(one), ...readdirSync(other)])
  return [...names].filter(name => readBytes(join(one, name)) !== readBytes(join(other, name))).sort()
}

/** Returns the bytes of a file as hexadecimal text, or undefined if it does not exist. */
function readBytes(file: string): string | undefined {
  return existsSync(file) ? readFileSync(file, 'hex') : undefined
}
