import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** The root of the repository, as a path that ends in a separator. */
export const root = fileURLToPath(new URL('../../', import.meta.url))

/** The exit code of a process, and everything that it printed. */
export interface Ended {
  readonly code: number
  readonly output: string
}

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

/** Runs this Node at the root of the repository. */
export async function runNode(args: readonly string[]): Promise<Ended> {
  const { promise, resolve, reject } = Promise.withResolvers<Ended>()
  const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
  const chunks: Buffer[] = []
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => chunks.push(chunk))
  child.once('error', reject)
  child.once('close', code => {
    resolve({ code: code ?? 1, output: Buffer.concat(chunks).toString() })
  })
  return promise
}
