// What the first response means, written from the table of docs/how-results-are-decided.md alone, without any code of
// src/: if both have a mistake in common, it is a mistake of the table.

/** What the table makes of a job's first response; `unconfirmed`: complete when the next response reports it again. */
export type Expected = 'complete' | 'failed' | 'squashed' | 'unconfirmed' | 'unfinished' | 'invalid'

const NAMES = ['created', 'pending', 'queued', 'running', 'complete', 'failed', 'squashed']
const COUNTERS = ['pending_machines', 'failed_machines', 'completed_machines']
type Fields = Readonly<Record<string, unknown>>

/** The table, read from top to bottom, for the first response about an update job. */
export function expectedOf(body: unknown, maxJobfailed: number, updateid: string): Expected {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return 'invalid'
  const fields = { ...body } as Fields
  const [state, progress, failures] = [
    stateOf(fields),
    numberOf(fields['jobprogress']),
    numberOf(fields['jobfailed']),
  ]
  if (isGiven(fields['jobfailed']) && !isCount(failures)) return 'invalid'
  if (state === 'none' && progress === undefined && failures === undefined) return 'invalid'
  if (COUNTERS.some(name => isGiven(fields[name]) && !isCount(numberOf(fields[name])))) return 'invalid'
  if (isAnotherId(fields['updateid'], updateid)) return 'invalid'
  const isDenied = numberOf(fields['success']) === 0 || numberOf(fields['error']) === 1
  const finished = isDenied ? 'unfinished' : 'complete'
  if (state === 'complete') return finished
  if (state === 'failed' || (failures ?? 0) > maxJobfailed) return 'failed'
  if (state === 'squashed') return 'squashed'
  if (progress === undefined || progress < 100 || isDenied) return 'unfinished'
  if (state === 'none') return finished
  if (['created', 'pending', 'queued'].includes(state)) return 'unfinished'
  const error = fields['joberror']
  const hasError = isGiven(error) && !(typeof error === 'string' && error.trim() === '')
  return state === 'unknown' && hasError ? 'unfinished' : 'unconfirmed'
}

function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null
}

/** A number as a number, as decimal digits, or as a boolean; undefined for anything else. */
function numberOf(value: unknown): number | undefined {
  const word = typeof value === 'string' ? value.trim().toLowerCase() : value
  if (word === true || word === 'true') return 1
  if (word === false || word === 'false') return 0
  const isDecimal = typeof word === 'string' && /^[+-]?[0-9]+(\.[0-9]+)?$/.test(word)
  const number = typeof value === 'number' || isDecimal ? Number(value) : NaN
  return Number.isFinite(number) ? number : undefined
}

function isCount(number: number | undefined): boolean {
  return number !== undefined && Number.isInteger(number) && number >= 0
}

function stateOf(fields: Fields): string {
  const id = fields['jobstateid']
  const given = fields['jobstatename'] ?? ''
  const name = typeof given === 'string' ? given.trim().toLowerCase() : 'no text'
  const known = NAMES.find(each => each === (name === 'completed' ? 'complete' : name))
  const isWord = typeof id === 'boolean' || (typeof id === 'string' && /[a-z]/i.test(id))
  const numbered = isWord ? undefined : NAMES[(numberOf(id) ?? 0) - 1]
  if (numbered === undefined) {
    const isNone = (!isGiven(id) || (typeof id === 'string' && id.trim() === '')) && name === ''
    return known ?? (isNone ? 'none' : 'unknown')
  }
  const contradicts = known !== undefined && known !== numbered
  return contradicts && NAMES.indexOf(numbered) < 4 ? 'unknown' : numbered
}

/** An empty field or 0 names no job. */
function isAnotherId(value: unknown, id: string): boolean {
  if (!isGiven(value) || numberOf(value) === 0) return false
  const text = typeof value === 'number' || typeof value === 'string' ? String(value).trim() : undefined
  return text !== '' && text !== id
}
