import { existsSync, readFileSync } from 'node:fs'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { preload } from '../runner/preload.ts'

/** Arguments that make Node append to a file, on exit, the most memory that it had resident. */
export function reportPeak(file: string): readonly string[] {
  return preload(`
    import { appendFileSync } from 'node:fs'
    process.on('exit', () => appendFileSync(${JSON.stringify(file)}, process.resourceUsage().maxRSS + '\\n'))
  `)
}

/** What that file holds, in bytes; empty without one. */
export function readPeaks(file: string): readonly number[] {
  const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n') : []
  return lines.filter(line => line !== '').map(kibibytes => Number(kibibytes) * 1024)
}

/** Bytes of this process's heap that are in use after everything that can go has gone. */
export function heapInUse(): number {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as () => void
  collect()
  return process.memoryUsage().heapUsed
}

/** For people. */
export function mebibytes(bytes: number): string {
  return `${(bytes / 1024 / 1024).toFixed(1)} MiB`
}
