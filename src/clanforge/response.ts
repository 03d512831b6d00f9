import { type Target, kindOf } from './endpoints.ts'
import { ApiError, invalidResponse } from './errors.ts'
import {
  type Json,
  type JsonObject,
  asObject,
  isArray,
  isId,
  stringifyJson,
  toBoolean,
  toId,
  toNumber,
  toPresent,
} from './json.ts'
import { type Denial, type Fields, type Status, pickFields, readDenial, readJobStatus } from './status.ts'

/** One job in one valid response. */
export interface JobResponse {
  readonly status: Status
  readonly fields: Fields
}

/** One entry of the install list. */
export interface ListedInstall {
  readonly jobid: string | undefined
  /** Undefined where the entry does not have it. */
  readonly mirroring: boolean | undefined
  readonly targetVersion: string | undefined
  readonly content: EntryContent
}

/** The content of an entry of the install list. */
export type EntryContent =
  | { readonly type: 'response'; readonly response: JobResponse }
  | { readonly type: 'invalid'; readonly error: ApiError }
  /** It has none of a job's fields. */
  | { readonly type: 'no-fields' }

/** The list of installs that are not complete. */
export interface InstallList {
  readonly installs: readonly ListedInstall[]
  /** Why a job that is not in it may exist nevertheless; undefined if the list can be relied on. */
  readonly defect: ListDefect | undefined
}

/** Why an install list is unreliable: jobs that are not in it may exist nevertheless. */
export type ListDefect =
  | { readonly type: 'denied'; readonly message: string }
  /** It has an entry that is not an object, which may be any job. */
  | { readonly type: 'invalid-entry' }

/**
 * Reads the body of a 2xx response of a status, queue or retry endpoint.
 *
 * @throws ApiError `refusal` for Clanforge's error envelope, `invalid-response` for anything else that is not valid
 */
export function readJobResponse(target: Target, body: Json): JobResponse {
  const { idField, input, read } = kindOf(target)
  const object = asObject(body)
  if (object === undefined) throw invalidResponse('it is not a JSON object')
  const status = read(object)
  if (status === undefined) throw refusalOf(object) ?? invalidResponse('it has none of the expected fields')
  const id = idField === undefined ? undefined : toPresent(object[idField])
  // An empty field or 0 is not an ID.
  if (id !== undefined && toNumber(id) !== 0 && !isId(id, target.id))
    throw invalidResponse(`it is about another ${input}`)
  return { status, fields: writableFields(object) }
}

/**
 * Reads the body of a 2xx response of `imageinstall/status`.
 *
 * @throws ApiError `refusal` or `invalid-response`, as readJobResponse
 */
export function readInstallList(body: Json): InstallList {
  const object = asObject(body)
  if (object === undefined) throw invalidResponse('it is not a JSON object')
  const { installs } = object
  if (!isArray(installs)) throw refusalOf(object) ?? invalidResponse('it has no list of installs')
  const denial = readDenial(object)
  const entries = installs.map(asObject).filter(entry => entry !== undefined)
  return {
    installs: entries.map(entry => readEntry(entry, denial)),
    defect: defectOf(denial, entries.length === installs.length),
  }
}

function defectOf(denial: Denial | undefined, hasOnlyObjects: boolean): ListDefect | undefined {
  if (denial !== undefined) return { type: 'denied', message: denial.message }
  return hasOnlyObjects ? undefined : { type: 'invalid-entry' }
}

/** The error for a request that Clanforge refused. */
export function refusal(denial: Denial): ApiError {
  return new ApiError('refusal', 'Clanforge refused the request', { detail: denial.message })
}

function readEntry(entry: JsonObject, listDenial: Denial | undefined): ListedInstall {
  return {
    jobid: toId(entry['jobid']),
    mirroring: toBoolean(entry['mirroring']),
    targetVersion: toId(entry['target_imageversionid']),
    content: readEntryContent(entry, listDenial),
  }
}

/** An entry that is not valid is a fault of its job alone, not of every other job in the list. */
function readEntryContent(entry: JsonObject, listDenial: Denial | undefined): EntryContent {
  try {
    const status = readJobStatus(entry)
    if (status === undefined) return { type: 'no-fields' }
    const denial = status.denial ?? listDenial
    return { type: 'response', response: { status: { ...status, denial }, fields: writableFields(entry) } }
  } catch (error) {
    if (error instanceof ApiError) return { type: 'invalid', error }
    throw error
  }
}

/** A body may be nested so deeply that it can be parsed but not written. It is rejected here, before the outputs. */
function writableFields(body: JsonObject): Fields {
  const fields = pickFields(body)
  try {
    stringifyJson(fields)
  } catch (cause) {
    throw invalidResponse('it is nested too deeply', cause)
  }
  return fields
}

function refusalOf(body: JsonObject): ApiError | undefined {
  const denial = readDenial(body)
  return denial && refusal(denial)
}
