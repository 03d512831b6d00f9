// What an answer means, written from the table of the design (section 2) alone and sharing no code with src/:
// if both have a mistake in common, it is a mistake of the table.

/** What the table says of one answer; `nearly`: complete when the next answer says so again. */
export type Says = 'complete' | 'failed' | 'squashed' | 'nearly' | 'not over' | 'no answer'

const NAMES = ['created', 'pending', 'queued', 'running', 'complete', 'failed', 'squashed']

/** A number as a number, as decimal digits, or as a boolean; anything else is none. */
function number(value: unknown): number | null {
  if (value === true || (typeof value === 'string' && value.trim().toLowerCase() === 'true')) return 1
  if (value === false || (typeof value === 'string' && value.trim().toLowerCase() === 'false')) return 0
  if (typeof value === 'number') return Number.isFinite(value) ? value : null
  if (typeof value !== 'string' || !/^[+-]?[0-9]+(\.[0-9]+)?$/.test(value.trim())) return null
  return Number.isFinite(Number(value)) ? Number(value) : null
}

/** The number of the state: 1 to 7, 0 for one that nobody knows, null when none is told. */
function state(answer: Readonly<Record<string, unknown>>): number | null {
  const id = number(answer['jobstateid'])
  if (id !== null) return [1, 2, 3, 4, 5, 6, 7].includes(id) ? id : 0
  const name = answer['jobstatename']
  if (typeof name !== 'string' || name.trim() === '') return null
  const known = NAMES.indexOf(
    name
      .trim()
      .toLowerCase()
      .replace(/^completed$/, 'complete'),
  )
  return known + 1
}

/** The table, read from top to bottom for one answer about a job. */
export function tableSays(body: unknown, maxJobfailed: number, updateid: string): Says {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return 'no answer'
  const answer = { ...body } as Readonly<Record<string, unknown>>
  const [at, progress, failures] = [state(answer), number(answer['jobprogress']), number(answer['jobfailed'])]
  if (at === null && progress === null && failures === null) return 'no answer'
  const told = answer['updateid']
  if (told !== undefined && told !== null && !isId(told, updateid)) return 'no answer'
  const wentWrong = number(answer['success']) === 0 || number(answer['error']) === 1
  if (at === 5) return wentWrong ? 'not over' : 'complete'
  if (at === 6 || (failures ?? 0) > maxJobfailed) return 'failed'
  if (at === 7) return 'squashed'
  if ((progress ?? 0) < 100 || wentWrong) return 'not over'
  return at === null || at === 0 ? 'complete' : 'nearly'
}

function isId(told: unknown, id: string): boolean {
  return typeof told === 'string' ? told.trim() === id : typeof told === 'number' && String(told) === id
}
