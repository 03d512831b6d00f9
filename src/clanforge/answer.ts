import { ApiError } from '../errors.ts'
import { type Json, type JsonObject, asObject, isArray, isId, toBoolean, toId, toText } from './json.ts'
import { type Fields, type Reading, isDenied, pickFields, readJob } from './job.ts'
import { type Target, kindOf } from './kinds.ts'

/** What one usable answer says of one job. */
export interface JobAnswer {
  readonly reading: Reading
  readonly fields: Fields
}

/** One entry of the list of installs. */
export interface ListedInstall {
  readonly answer: JobAnswer | undefined
  readonly jobid: string | undefined
  /** Undefined where the entry does not say. */
  readonly mirroring: boolean | undefined
  readonly version: Json | undefined
}

/** The list of installs that are not complete. */
export interface InstallList {
  readonly installs: readonly ListedInstall[]
  /** `success: false` or `error: true` beside the list: then absence from it proves nothing. */
  readonly denied: boolean
}

/**
 * Reads what a status, queue or retry endpoint answered with 2xx, leniently in types and strictly in meaning.
 *
 * @throws ApiError `refusal` for Clanforge's error envelope, `bad-answer` for anything else that is no answer about this job
 */
export function readAnswer(target: Target, body: Json): JobAnswer {
  const { echo, input, read } = kindOf(target)
  const answer = asObject(body)
  if (answer === undefined) throw badAnswer('it is not a JSON object')
  const reading = read(answer)
  if (reading === undefined)
    throw isDenied(answer) ? refusal(answer) : badAnswer('none of the expected fields is in it')
  const told = echo === undefined ? undefined : answer[echo]
  if (told !== undefined && told !== null && !isId(told, target.id))
    throw badAnswer(`it is about another ${input}`)
  return { reading, fields: kept(answer) }
}

/**
 * Reads what `imageinstall/status` answered with 2xx.
 *
 * @throws ApiError `refusal` or `bad-answer`, as readAnswer
 */
export function readList(body: Json): InstallList {
  const answer = asObject(body)
  if (answer === undefined) throw badAnswer('it is not a JSON object')
  const installs = answer['installs']
  if (!isArray(installs)) throw isDenied(answer) ? refusal(answer) : badAnswer('it has no list of installs')
  const denied = isDenied(answer)
  return { installs: installs.flatMap(entry => readEntry(entry, denied)), denied }
}

function readEntry(value: Json, denied: boolean): ListedInstall[] {
  const entry = asObject(value)
  if (entry === undefined) return []
  const reading = readJob(entry)
  return [
    {
      answer: reading && { reading: { ...reading, denied: denied || reading.denied }, fields: kept(entry) },
      jobid: toId(entry['jobid']),
      mirroring: toBoolean(entry['mirroring']),
      version: entry['target_imageversionid'],
    },
  ]
}

/** JSON.parse takes any depth, JSON.stringify does not: what cannot be written again must not get as far as the outputs. */
function kept(answer: JsonObject): Fields {
  const fields = pickFields(answer)
  try {
    JSON.stringify(fields)
  } catch (cause) {
    throw badAnswer('it is nested too deeply', cause)
  }
  return fields
}

function refusal(answer: JsonObject): ApiError {
  return new ApiError('refusal', 'Clanforge refused the request', { detail: toText(answer['error_message']) })
}

function badAnswer(why: string, cause?: unknown): ApiError {
  return new ApiError('bad-answer', `the answer cannot be used: ${why}`, { cause })
}
