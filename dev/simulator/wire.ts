/** Ways in which an answer may differ on the wire; nobody has documented which of them is real. */
export const QUIRKS = {
  strings: 'every number is written as a string',
  'jobfailed-boolean': 'jobfailed is true or false instead of a count',
  'jobstart-number': 'jobstart is a number (documented: a string)',
  complete: 'state 5 is called Complete (default: Completed, as clients saw it)',
  stateless: 'jobstateid is left out (it is documented as optional)',
  nameless: 'jobstatename is left out',
  'extra-fields': 'fields nobody has documented are added',
  'no-mirroring': 'entries of imageinstall/status lack mirroring',
  'mirroring-number': 'mirroring in the list is 1 or 0 instead of true or false',
} as const

/** The name of one quirk. */
export type Quirk = keyof typeof QUIRKS

/** The quirks in force for one answer. */
export type Quirks = ReadonlySet<Quirk>

/** Fields of an answer under the API's own names. */
export type Fields = Readonly<Record<string, unknown>>

/** Whether a text is the name of a quirk. */
export function isQuirk(text: string): text is Quirk {
  return Object.hasOwn(QUIRKS, text)
}

/** The fields as they go over the wire: the quirks that concern types, presence and additions. */
export function toWire(fields: Fields, quirks: Quirks): Fields {
  const entries = Object.entries(fields).filter(([name]) => !isLeftOut(name, quirks))
  const wire = Object.fromEntries(entries.map(([name, value]) => [name, wireValue(name, value, quirks)]))
  if (!quirks.has('extra-fields')) return wire
  return { ...wire, jobpriority: 5, jobowner: null, jobnotes: { source: 'simulator', tags: ['a', 'b'] } }
}

function isLeftOut(name: string, quirks: Quirks): boolean {
  if (name === 'jobstateid') return quirks.has('stateless')
  if (name === 'jobstatename') return quirks.has('nameless')
  return name === 'mirroring' && quirks.has('no-mirroring')
}

function wireValue(name: string, value: unknown, quirks: Quirks): unknown {
  if (name === 'jobfailed' && quirks.has('jobfailed-boolean')) return Number(value) > 0
  if (name === 'jobstart' && quirks.has('jobstart-number') && value !== null) return Number(value)
  if (name === 'jobstatename' && value === 'Completed' && quirks.has('complete')) return 'Complete'
  if (name === 'mirroring' && quirks.has('mirroring-number')) return value === true ? 1 : 0
  return typeof value === 'number' && quirks.has('strings') ? String(value) : value
}
