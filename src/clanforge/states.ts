import { type Json, type JsonObject, toNumber, toPresent, toText } from './json.ts'

/** The documented states of a job, `jobstateid` 1 to 7 in this order (docs/how-results-are-decided.md). */
const documentedStates = [
  'created',
  'pending',
  'queued',
  'running',
  'complete',
  'failed',
  'squashed',
] as const

/** A documented state. */
type DocumentedState = (typeof documentedStates)[number]

/** A job's state: a documented one, one that is not documented, or none given. */
export type State = DocumentedState | 'unknown' | 'none'

/** State 1 to 3. */
export function hasNotStarted(state: State): boolean {
  return ['created', 'pending', 'queued'].includes(state)
}

/** State 5 to 7. */
export function isFinished(state: State): boolean {
  return ['complete', 'failed', 'squashed'].includes(state)
}

/** Whether it is the name of a documented state. Such a name is never redacted, even if it contains a short secret. */
export function isDocumentedState(name: string): boolean {
  return namedState(name.trim()) !== undefined
}

/** A job's state by `jobstateid` and `jobstatename`, and its name for messages; empty when no state is given. */
export function readState(body: JsonObject): { readonly state: State; readonly stateName: string } {
  const [id, name] = [toPresent(body['jobstateid']), toName(body['jobstatename'])]
  return { state: toState(id, name), stateName: toStateName(id, name) }
}

/** A name that is not a string means an unknown state: without a state, 100% would mean complete. */
function toName(value: Json | undefined): string | undefined {
  return toText(value) ?? (toPresent(value) === undefined ? undefined : 'an unreadable name')
}

/** The number decides if it is documented, otherwise the name. A name that contradicts a number of 1 to 4 makes the state unknown. */
function toState(id: Json | undefined, name: string | undefined): State {
  const [numbered, named] = [numberedState(id), namedState(name)]
  if (numbered === undefined) return named ?? (id === undefined && name === undefined ? 'none' : 'unknown')
  const isContradicted = named !== undefined && named !== numbered && !isFinished(numbered)
  return isContradicted ? 'unknown' : numbered
}

function numberedState(id: Json | undefined): DocumentedState | undefined {
  // A boolean, also as text, is not the number of a state.
  const isWord = typeof id === 'boolean' || (typeof id === 'string' && /[a-z]/i.test(id))
  const number = isWord ? undefined : toNumber(id)
  return number === undefined ? undefined : documentedStates[number - 1]
}

function namedState(name: string | undefined): DocumentedState | undefined {
  const spelled = name?.toLowerCase()
  return documentedStates.find(state => state === (spelled === 'completed' ? 'complete' : spelled))
}

/** The API's own name; without one, the documented name of the number; both if the number is not documented or contradicts the name. */
function toStateName(id: Json | undefined, name: string | undefined): string {
  if (id === undefined) return name ?? ''
  const numbered = numberedState(id)
  const isConsistent = numbered !== undefined && [undefined, numbered].includes(namedState(name))
  if (isConsistent) return name ?? numbered.slice(0, 1).toUpperCase() + numbered.slice(1)
  const number = typeof id === 'object' ? 'an unreadable number' : String(id)
  return name === undefined ? `state ${number}` : `${number} (${name})`
}
