import type { JobSpec } from './scenario.ts'

const MAPS = [
  ['added', 3],
  ['modified', 2],
  ['removed', 1],
] as const
const cache = new Map<string, string>()
const CACHE_ENTRIES = 12

/**
 * The maps path -> file object of a diff, as JSON text without the outer braces. Text, since a diff may list hundreds
 * of thousands of files and is requested again and again; the last few are kept.
 */
export function diffFilesJson(spec: JobSpec): string {
  return MAPS.map(([name, count]) => `"${name}":${mapJson(name, spec[name] ?? count)}`).join(',')
}

/** Whether the diff has no files. */
export function isEmptyDiff(spec: JobSpec): boolean {
  return MAPS.every(([name, count]) => (spec[name] ?? count) === 0)
}

function mapJson(name: string, count: number): string {
  const key = `${name} ${String(count)}`
  const text = cache.get(key) ?? `{${Array.from({ length: count }, (_, n) => fileJson(name, n)).join(',')}}`
  if (cache.size >= CACHE_ENTRIES) cache.clear()
  cache.set(key, text)
  return text
}

function fileJson(name: string, number: number): string {
  const path = `game/data/${name}/${String(number).padStart(6, '0')}.pak`
  return `"${path}":{"size":${String(4096 + number)},"mode":"0644","type":"file"}`
}
