import { type Json, type JsonObject, toBoolean, toNumber, toText } from './json.ts'

/** The fields of a response that become outputs, under the API's own names, in the order of the outputs. */
export const fieldNames = [
  'success',
  'jobprogress',
  'jobstateid',
  'jobstatename',
  'jobfailed',
  'joberror',
  'jobcreated',
  'jobstart',
  'jobeta',
  'jobupdated',
  'updateid',
  'diffid',
  'imageversionid',
  'versionmirrorid',
  'machinejobid',
  'installs_squashed',
  'pending_machines',
  'failed_machines',
  'completed_machines',
] as const

/** The name of an API field that becomes an output. */
export type FieldName = (typeof fieldNames)[number]

/** The fields that a response had of those that become outputs, as it had them. */
export type Fields = Readonly<Partial<Record<FieldName, Json>>>

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
export type DocumentedState = (typeof documentedStates)[number]

/** A job's state: a documented one, one that is not documented, or none given. */
export type State = DocumentedState | 'unknown' | 'none'

/** `success: false` or `error: true` in a response with job fields. It never makes a job complete. */
export interface Denial {
  /** `error_message`, empty without one. */
  readonly message: string
}

/** A job in a valid response, with types that can be trusted. Timestamps in Unix seconds. */
export interface JobStatus {
  readonly type: 'job'
  readonly state: State
  /** The API's name of the state, or its number; empty when no state is given. */
  readonly stateName: string
  readonly progress: number | undefined
  /** `jobfailed`: a flag on the endpoint pages, a count on the topic page. */
  readonly jobfailed: number
  /** Whether `joberror` is anything but null, empty or blank. */
  readonly hasError: boolean
  readonly eta: number | undefined
  readonly start: number | undefined
  readonly created: number | undefined
  readonly updated: number | undefined
  readonly denial: Denial | undefined
}

/** A rollout in a valid response: machines that have yet to install, that cannot, that have. */
export interface RolloutStatus {
  readonly type: 'rollout'
  readonly pending: number
  readonly failed: number
  readonly completed: number
  readonly denial: Denial | undefined
}

/** A job or a rollout in a valid response. */
export type Status = JobStatus | RolloutStatus

/** A count that is present but is no whole number of at least 0. It makes the response invalid: it is never 0. */
export class UnreadableCount extends Error {
  override readonly name = 'UnreadableCount'

  constructor(field: FieldName) {
    super(`${field} is not a whole number of at least 0`)
  }
}

/** The fields that become outputs and nothing else, so that a diff's list of files can be freed at once. */
export function pickFields(body: JsonObject): Fields {
  return Object.fromEntries(
    fieldNames.filter(name => Object.hasOwn(body, name)).map(name => [name, body[name]]),
  )
}

/** `success: false` or `error: true`; undefined without either. */
export function readDenial(body: JsonObject): Denial | undefined {
  const isDenied = toBoolean(body['error']) === true || toBoolean(body['success']) === false
  return isDenied ? { message: toText(body['error_message']) ?? '' } : undefined
}

/**
 * Reads a job's status; undefined when the response has none of the four fields that make it valid.
 *
 * @throws UnreadableCount
 */
export function readJobStatus(body: JsonObject): JobStatus | undefined {
  const [id, name] = [given(body['jobstateid']), toName(body['jobstatename'])]
  const [progress, jobfailed] = [toNumber(body['jobprogress']), toCount(body, 'jobfailed')]
  if (id === undefined && name === undefined && progress === undefined && jobfailed === undefined)
    return undefined
  return {
    type: 'job',
    state: toState(id, name),
    stateName: toStateName(id, name),
    progress,
    jobfailed: jobfailed ?? 0,
    hasError: given(body['joberror']) !== undefined,
    eta: toNumber(body['jobeta']),
    start: toNumber(body['jobstart']),
    created: toNumber(body['jobcreated']),
    updated: toNumber(body['jobupdated']),
    denial: readDenial(body),
  }
}

/**
 * Reads a rollout's counters; undefined without `pending_machines`.
 * An early version of the endpoint had no `failed_machines`: an absent counter is 0.
 *
 * @throws UnreadableCount
 */
export function readRolloutStatus(body: JsonObject): RolloutStatus | undefined {
  const pending = toCount(body, 'pending_machines')
  const failed = toCount(body, 'failed_machines') ?? 0
  const completed = toCount(body, 'completed_machines') ?? 0
  return pending === undefined
    ? undefined
    : { type: 'rollout', pending, failed, completed, denial: readDenial(body) }
}

/** Whether it is the name of a documented state, which no secret in it may change. */
export function isDocumentedState(name: string): boolean {
  return namedState(name.trim()) !== undefined
}

/** A name that is given but is no text names an unknown state; without any name, 100% would mean complete. */
function toName(value: Json | undefined): string | undefined {
  return toText(value) ?? (given(value) === undefined ? undefined : 'an unreadable name')
}

/** A count as a number, as text or as a boolean; undefined when the field is absent or null. */
function toCount(body: JsonObject, field: FieldName): number | undefined {
  const value = body[field]
  if (value === undefined || value === null) return undefined
  const count = toNumber(value)
  if (count === undefined || count < 0 || !Number.isInteger(count)) throw new UnreadableCount(field)
  return count
}

/** A value that is given: not absent, not null, not blank. */
function given(value: Json | undefined): Json | undefined {
  return value === null || (typeof value === 'string' && value.trim() === '') ? undefined : value
}

/** The number decides. Where it is none of the documented ones the name does, and the two must not contradict. */
function toState(id: Json | undefined, name: string | undefined): State {
  const [numbered, named] = [numberedState(id), namedState(name)]
  if (numbered === undefined) return named ?? (id === undefined && name === undefined ? 'none' : 'unknown')
  const isUnfinished = ['created', 'pending', 'queued', 'running'].includes(numbered)
  return isUnfinished && named !== undefined && named !== numbered ? 'unknown' : numbered
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

/** The API's own name; without one the documented name of the number; both where the number decides nothing. */
function toStateName(id: Json | undefined, name: string | undefined): string {
  if (id === undefined) return name ?? ''
  const numbered = numberedState(id)
  const isConsistent = numbered !== undefined && [undefined, numbered].includes(namedState(name))
  if (isConsistent) return name ?? numbered.slice(0, 1).toUpperCase() + numbered.slice(1)
  const number = typeof id === 'object' ? 'an unreadable number' : String(id)
  return name === undefined ? `state ${number}` : `${number} (${name})`
}
