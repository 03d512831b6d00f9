import { existsSync, readFileSync } from 'node:fs'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { preload } from '../runner/preload.ts'
import { median } from './statistics.ts'

/** The most memory that steps had resident, from a file to which each step adds a line when it exits. */
export class StepMemory {
  /** Arguments for Node that make a step write this line. */
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

  /** The median and the highest of all steps so far, in bytes; 0 without any. */
  figures(): { readonly median: number; readonly highest: number } {
    const text = existsSync(this.file) ? readFileSync(this.file, 'utf8') : ''
    const bytes = text
      .split('\n')
      .filter(line => line !== '')
      .map(line => Number(line) * 1024)
    return bytes.length === 0
      ? { median: 0, highest: 0 }
      : { median: median(bytes), highest: Math.max(...bytes) }
  }
}

/** Bytes of this process's heap in use after a full collection. */
export function heapInUse(): number {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as () => void
  collect()
  return process.memoryUsage().heapUsed
}
