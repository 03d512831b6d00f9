import { readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
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
