import type { Quirk } from './scenario.ts'

/** The quirks in force for one response. */
export type Quirks = ReadonlySet<Quirk>

/** Fields of a response under the API's own names. */
export type Fields = Readonly<Record<string, unknown>>

/** The fields as they are sent: the quirks that concern types, presence and additions. */
export function applyQuirks(fields: Fields, quirks: Quirks): Fields {
  const entries = Object.entries(fields).filter(([name]) => !isLeftOut(name, quirks))
  const written = Object.fromEntries(entries.map(([name, value]) => [name, wireValue(name, value, quirks)]))
  if (!quirks.has('extra-fields')) return written
  return { ...written, jobpriority: 5, jobowner: null, jobnotes: { source: 'simulator', tags: ['a', 'b'] } }
}

function isLeftOut(name: string, quirks: Quirks): boolean {
  switch (name) {
    case 'jobstateid':
      return quirks.has('no-jobstateid')
    case 'jobstatename':
      return quirks.has('no-jobstatename')
    case 'success':
      return quirks.has('no-success')
    case 'mirroring':
      return quirks.has('no-mirroring')
    default:
      return false
  }
}

function wireValue(name: string, value: unknown, quirks: Quirks): unknown {
  if (name === 'jobfailed' && quirks.has('boolean-jobfailed')) return Number(value) > 0
  if (name === 'jobstart' && quirks.has('numeric-jobstart') && value !== null) return Number(value)
  if (name === 'jobstatename' && value === 'Completed' && quirks.has('name-complete')) return 'Complete'
  if (name === 'mirroring' && quirks.has('numeric-mirroring')) return value === true ? 1 : 0
  return typeof value === 'number' && quirks.has('numbers-as-strings') ? String(value) : value
}
