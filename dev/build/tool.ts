import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** The root of the repository, as a path that ends in a separator. */
export const root = fileURLToPath(new URL('../../', import.meta.url))

/**
 * Returns the file of a command of an installed package. Node can run it on every system, whereas Windows starts `npx`
 * only through a shell.
 *
 * @throws an Error if the package has no such command
 */
export function tool(packageName: string, command = packageName): string {
  const folder = `${root}node_modules/${packageName}/`
  const { bin } = JSON.parse(readFileSync(`${folder}package.json`, 'utf8')) as {
    bin: string | Record<string, string>
  }
  const file = typeof bin === 'string' ? bin : bin[command]
  if (file === undefined) throw new Error(`${packageName} has no command ${command}`)
  return folder + file
}

/** Runs this Node at the root of the repository. Returns its exit code, and everything that it printed. */
export async function runNode(args: readonly string[]) {
  const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
  const chunks: Buffer[] = []
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => chunks.push(chunk))
  const [code] = (await once(child, 'close')) as [number | null]
  return { code: code ?? 1, output: Buffer.concat(chunks).toString() }
}
