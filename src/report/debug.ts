import type { ApiResponse, Get } from '../clanforge/client.ts'
import type { ApiRequest } from '../clanforge/endpoints.ts'
import { ApiError } from '../clanforge/errors.ts'
import { type JsonObject, stringifyJson } from '../clanforge/json.ts'

/** The longest part of a record in one line, in characters: runner.ts truncates lines at 4,000. */
const MAX_PART_LENGTH = 3_500
/** The most parts of a record: 70,000 characters. */
const MAX_PARTS = 20

/** The debug log, and the time since the start of the step, ms. */
export interface DebugTools {
  readonly debug: (line: string) => void
  readonly elapsed: () => number
}

/**
 * The same GET, with a JSON record of every exchange in the debug log, from which a session can be replayed:
 * when the request was sent and ended (ms since the start), its path and query without the account service ID, and the
 * 2xx response or the error. A long record is divided: `exchange 7, part 1 of 2: {…`.
 */
export function withDebugLog(get: Get, { debug, elapsed }: DebugTools): Get {
  let requests = 0
  return async (request, options) => {
    requests += 1
    const number = requests
    const sent = elapsed()
    const write = (result: JsonObject) => {
      const record = { path: pathOf(request), sent, ended: elapsed(), ...result }
      writeRecord(debug, `exchange ${number}`, record)
    }
    try {
      const response = await get(request, options)
      write(responseRecord(response))
      return response
    } catch (error) {
      write(errorRecord(error))
      throw error
    }
  }
}

/**
 * Writes a record as JSON: `session` has the version and the inputs, `result` the outputs. Together with the exchanges,
 * they are enough for `npm run replay`. Long records are divided.
 */
export function writeRecord(debug: DebugTools['debug'], name: string, record: JsonObject): void {
  for (const line of toLines(name, record)) debug(line)
}

function responseRecord({ date, retryAfter, body }: ApiResponse): JsonObject {
  return { status: '2xx', date: date ?? null, retryAfter: retryAfter ?? null, body }
}

function errorRecord(error: unknown): JsonObject {
  if (!(error instanceof ApiError)) return { error: String(error) }
  const { type, status, retryAfter, message, detail } = error
  return { status: status ?? null, retryAfter: retryAfter ?? null, error: type, message, detail }
}

/** Path and query without the account service ID: it is in the query of most requests and in the path of a rollout. */
function pathOf({ path, query }: ApiRequest): string {
  const { accountserviceid, ...rest } = query
  const parameters = new URLSearchParams(rest).toString()
  const hidden = path.replace(/\/project\/[^/]*/, '/project/***')
  return parameters === '' ? hidden : `${hidden}?${parameters}`
}

function toLines(name: string, record: JsonObject): readonly string[] {
  const text = toAscii(stringify(record))
  const whole = Math.ceil(text.length / MAX_PART_LENGTH)
  const parts = Array.from({ length: Math.min(whole, MAX_PARTS) }, (_, index) =>
    text.slice(index * MAX_PART_LENGTH, (index + 1) * MAX_PART_LENGTH),
  )
  const place = (index: number) => (whole === 1 ? '' : `, part ${index + 1} of ${whole}`)
  const lines = parts.map((part, index) => `${name}${place(index)}: ${part}`)
  return whole > MAX_PARTS ? [...lines, `${name} is truncated: it has ${text.length} characters`] : lines
}

/** JSON.stringify can overflow the stack on a body that JSON.parse has read. */
function stringify(record: JsonObject): string {
  try {
    return stringifyJson(record)
  } catch {
    return stringifyJson({ ...record, body: 'nested too deeply to be written' })
  }
}

/** Writes characters that the log would replace as JSON escapes, so that a record can be parsed again. */
function toAscii(json: string): string {
  return json
    .replace(/[^\u0020-\u007e]/g, character => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .replace(/:(?=:)/g, '\\u003a')
    .replace(/##\[/g, '##\\u005b')
}
