import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** The root of the repository, as a path that ends in a separator. */
export const root = fileURLToPath(new URL('../../', import.meta.url))

/** How a child process ended: its exit code, and all that it printed, in the order it came. */
export interface Ended {
  readonly code: number
  readonly output: string
}

/**
 * The file behind a command of an installed package, so that it can be started without a shell or `npx`,
 * which Windows starts only through a shell.
 *
 * @throws when the package is not installed or has no such command
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

/** Runs this Node with these arguments at the root of the repository and gathers what it prints. */
export function runNode(args: readonly string[]): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
    const pieces: Buffer[] = []
    child.stdout.on('data', (piece: Buffer) => pieces.push(piece))
    child.stderr.on('data', (piece: Buffer) => pieces.push(piece))
    child.once('error', reject)
    child.once('close', code => {
      resolve({ code: code ?? 1, output: Buffer.concat(pieces).toString() })
    })
  })
}
