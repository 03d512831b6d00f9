import { existsSync, readFileSync } from 'node:fs'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { preload } from '../runner/preload.ts'

/** Learns what steps had resident, from a file to which each adds a line when it exits. */
export class StepMemory {
  /** Arguments for Node that make a step tell. */
  readonly nodeArgs: readonly string[]
  private readonly file: string

  constructor(file: string) {
    this.file = file
    this.nodeArgs = preload(`
      import { appendFileSync } from 'node:fs'
      process.on('exit', () => {
        appendFileSync(${JSON.stringify(file)}, process.resourceUsage().maxRSS + '\\n')
      })
    `)
  }

  /** The median and the highest of what steps had resident at most, in bytes. */
  figures(): { readonly median: number; readonly highest: number } {
    const text = existsSync(this.file) ? readFileSync(this.file, 'utf8') : ''
    const bytes = text.split('\n').filter(line => line !== '')
    const sorted = bytes.map(line => Number(line) * 1024).sort((a, b) => a - b)
    return { median: sorted[Math.floor(sorted.length / 2)] ?? 0, highest: sorted.at(-1) ?? 0 }
  }
}

/** Bytes of this process's heap that are in use after everything that can go has gone. */
export function heapInUse(): number {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as () => void
  collect()
  return process.memoryUsage().heapUsed
}
