import { invalidResponse } from './errors.ts'
import { type Json, type JsonObject, toBoolean, toNumber, toPresent, toText } from './json.ts'
import { type State, readState } from './states.ts'

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

/** The fields of a response that become outputs, unchanged. */
export type Fields = Readonly<Partial<Record<FieldName, Json>>>

/** `success: false` or `error: true` in a response, which never makes a job complete. */
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

/** A rollout in a valid response: its numbers of machines. */
export interface RolloutStatus {
  readonly type: 'rollout'
  readonly pending: number
  readonly failed: number
  readonly completed: number
  readonly denial: Denial | undefined
}

/** A job or a rollout in a valid response. */
export type Status = JobStatus | RolloutStatus

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
 * @throws ApiError `invalid-response` when a count is not valid
 */
export function readJobStatus(body: JsonObject): JobStatus | undefined {
  const { state, stateName } = readState(body)
  const { jobfailed } = readCounts(body)
  const progress = toNumber(body['jobprogress'])
  if (state === 'none' && progress === undefined && jobfailed === undefined) return undefined
  return {
    type: 'job',
    state,
    stateName,
    progress,
    jobfailed: jobfailed ?? 0,
    hasError: toPresent(body['joberror']) !== undefined,
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
 * @throws ApiError `invalid-response` when a count is not valid
 */
export function readRolloutStatus(body: JsonObject): RolloutStatus | undefined {
  const { pending, failed = 0, completed = 0 } = readCounts(body)
  return pending === undefined
    ? undefined
    : { type: 'rollout', pending, failed, completed, denial: readDenial(body) }
}

/** Every count of a response. One that cannot be read makes the response invalid, whatever the response is about. */
function readCounts(body: JsonObject) {
  return {
    jobfailed: toCount(body, 'jobfailed'),
    pending: toCount(body, 'pending_machines'),
    failed: toCount(body, 'failed_machines'),
    completed: toCount(body, 'completed_machines'),
  }
}

/** A count as a number, as text or as a boolean; undefined when the field is absent or null. */
function toCount(body: JsonObject, field: FieldName): number | undefined {
  const value = body[field]
  if (value === undefined || value === null) return undefined
  const count = toNumber(value)
  // A count that cannot be read is never 0.
  if (count === undefined || count < 0 || !Number.isInteger(count))
    throw invalidResponse(`${field} is not a whole number of at least 0`)
  return count
}
