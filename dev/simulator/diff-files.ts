import type { JobLife } from './life.ts'

const MAPS = ['added', 'modified', 'removed'] as const
const cache = new Map<string, string>()
const CACHE_ENTRIES = 12

/**
 * The maps path -> file object of a diff, as JSON text without the outer braces. Text, since a diff may list hundreds
 * of thousands of files and is asked again and again; the last few are kept.
 */
export function diffFilesJson(files: JobLife['files']): string {
  return MAPS.map(name => `"${name}":${mapJson(name, files[name])}`).join(',')
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
