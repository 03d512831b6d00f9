import { type Json, type JsonObject, toBoolean, toNumber, toText } from './json.ts'

/** The fields of an answer that become outputs, under the API's own names, in the order of the outputs. */
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

/** The name of one of the API's fields that are kept. */
export type FieldName = (typeof fieldNames)[number]

/** The kept fields of one answer, as it had them. */
export type Fields = Readonly<Partial<Record<FieldName, Json>>>

/** The states of a job, `jobstateid`; in this order from 1 (clanforge-api, "Job states and fields"). */
const states = ['created', 'pending', 'queued', 'running', 'complete', 'failed', 'squashed'] as const

/** A job's state: one that is known, one that nobody documented, or none told. */
export type JobState = (typeof states)[number] | 'unknown' | 'absent'

/** What an answer says of a job, in one spelling and with types that can be trusted. Stamps in Unix seconds. */
export interface JobReading {
  readonly type: 'job'
  readonly state: JobState
  /** The state in the API's own words, or its number. */
  readonly stateName: string
  readonly progress: number | undefined
  /** `jobfailed`: a flag on the endpoint pages, a count on the topic page. */
  readonly failures: number
  readonly eta: number | undefined
  readonly start: number | undefined
  readonly created: number | undefined
  readonly updated: number | undefined
  /** `success: false` or `error: true`: whatever else it says, such an answer never gives complete. */
  readonly denied: boolean
}

/** What an answer says of a rollout: machines that have yet to install, that could not, that have. */
export interface RolloutReading {
  readonly type: 'rollout'
  readonly pending: number
  readonly failed: number
  readonly completed: number
  readonly denied: boolean
}

/** What a usable answer says. */
export type Reading = JobReading | RolloutReading

/** The kept fields of an answer and nothing else, so that a diff's list of files can be let go at once. */
export function pickFields(answer: JsonObject): Fields {
  return Object.fromEntries(
    fieldNames.filter(name => Object.hasOwn(answer, name)).map(name => [name, answer[name]]),
  )
}

/** Whether the answer says that the request did not succeed. */
export function isDenied(answer: JsonObject): boolean {
  return toBoolean(answer['error']) === true || toBoolean(answer['success']) === false
}

/** Reads a job; undefined when not one of the four fields that make an answer usable can be read. */
export function readJob(answer: JsonObject): JobReading | undefined {
  const [id, name] = [toNumber(answer['jobstateid']), toText(answer['jobstatename'])]
  const [progress, failures] = [toNumber(answer['jobprogress']), toNumber(answer['jobfailed'])]
  if (id === undefined && name === undefined && progress === undefined && failures === undefined)
    return undefined
  return {
    type: 'job',
    state: stateOf(id, name),
    stateName: nameOf(id, name),
    progress,
    failures: failures ?? 0,
    eta: toNumber(answer['jobeta']),
    start: toNumber(answer['jobstart']),
    created: toNumber(answer['jobcreated']),
    updated: toNumber(answer['jobupdated']),
    denied: isDenied(answer),
  }
}

/** Whether it is the name of a documented state, and so no text of which a part could be a secret. */
export function isDocumentedState(name: string): boolean {
  return !['unknown', 'absent'].includes(stateOf(undefined, name.trim()))
}

/** The API's own name; without one the documented name of the number, and both where the number is unknown. */
function nameOf(id: number | undefined, name: string | undefined): string {
  if (id === undefined) return name ?? ''
  const documented = states[id - 1]
  if (documented === undefined) return name === undefined ? `state ${String(id)}` : `${String(id)} (${name})`
  return name ?? documented.slice(0, 1).toUpperCase() + documented.slice(1)
}

/** The number decides; the name only when there is none, in any case, `Complete` and `Completed` alike. */
function stateOf(id: number | undefined, name: string | undefined): JobState {
  if (id !== undefined) return states[id - 1] ?? 'unknown'
  if (name === undefined) return 'absent'
  const spelled = name.toLowerCase()
  return states.find(state => state === (spelled === 'completed' ? 'complete' : spelled)) ?? 'unknown'
}

/** Reads a rollout's counters; undefined without `pending_machines`. An early version of the endpoint had no `failed_machines`. */
export function readRollout(answer: JsonObject): RolloutReading | undefined {
  const pending = toNumber(answer['pending_machines'])
  if (pending === undefined) return undefined
  return {
    type: 'rollout',
    pending,
    failed: toNumber(answer['failed_machines']) ?? 0,
    completed: toNumber(answer['completed_machines']) ?? 0,
    denied: isDenied(answer),
  }
}
