/** Fields of a response under the API's own names. */
export type Fields = Readonly<Record<string, unknown>>

type Rewrite = (fields: Fields) => Fields

/** Deviations from the documented responses, applied in this order. Clanforge documents none of them. */
export const QUIRKS = {
  'queue-success': fields => (isInstall(fields) ? { success: true, ...fields } : fields),
  'success-is-outcome': replace('success', (success, { jobstateid }) => success === true && jobstateid !== 6),
  'numbers-as-strings': fields => Object.fromEntries(Object.entries(fields).map(numberAsString)),
  'boolean-jobfailed': replace('jobfailed', value => Number(value) > 0),
  'numeric-jobstart': replace('jobstart', value => (value === null ? null : Number(value))),
  'name-complete': replace('jobstatename', value => (value === 'Completed' ? 'Complete' : value)),
  'numeric-mirroring': replace('mirroring', value => Number(value)),
  'no-jobstateid': without('jobstateid'),
  'no-jobstatename': without('jobstatename'),
  'no-success': without('success'),
  'no-mirroring': without('mirroring'),
  'extra-fields': fields => ({
    ...fields,
    jobpriority: 5,
    jobowner: null,
    jobnotes: { source: 'simulator', tags: ['a', 'b'] },
  }),
} satisfies Readonly<Record<string, Rewrite>>

/** The name of a quirk. */
export type Quirk = keyof typeof QUIRKS

/** The names of all quirks. */
export const QUIRK_NAMES = Object.keys(QUIRKS) as Quirk[]

/** The fields as a Clanforge with these quirks sends them. */
export function applyQuirks(fields: Fields, quirks: readonly Quirk[]): Fields {
  const active = QUIRK_NAMES.filter(name => quirks.includes(name))
  return active.reduce((rewritten, name) => QUIRKS[name](rewritten), fields)
}

function isInstall(fields: Fields): boolean {
  return 'versionmirrorid' in fields || 'machinejobid' in fields
}

function replace(name: string, value: (before: unknown, fields: Fields) => unknown): Rewrite {
  return fields => (name in fields ? { ...fields, [name]: value(fields[name], fields) } : fields)
}

function without(name: string): Rewrite {
  return fields => Object.fromEntries(Object.entries(fields).filter(([other]) => other !== name))
}

function numberAsString([name, value]: [string, unknown]): [string, unknown] {
  return [name, typeof value === 'number' ? String(value) : value]
}
