import { asObject, parseJson, stringifyJson, toNumber, toText } from '../../src/clanforge/json.ts'
import type { Json, JsonObject } from '../../src/clanforge/json.ts'
import { version } from '../../src/version.ts'

/** One request of a recorded session. Times in ms since the start of the step. */
export interface Exchange {
  /** Path and query without the account service ID. */
  readonly path: string
  readonly sent: number
  readonly ended: number
  /** Undefined without a response. */
  readonly status: number | undefined
  /** The type of the ApiError; undefined for a valid response. */
  readonly error: string | undefined
  /** The error as the action words it. */
  readonly message: string
  /** Unix seconds. */
  readonly date: number | undefined
  /** ms. */
  readonly retryAfter: number | undefined
  readonly body: string
}

/** One step with debug logging, from its start to its end. */
export interface Recording {
  /** Unix ms. */
  readonly start: number
  readonly inputs: Readonly<Record<string, string>>
  /** In the order in which they were sent. */
  readonly exchanges: readonly Exchange[]
  readonly code: number
  /** ms. */
  readonly elapsed: number
  readonly outputs: Readonly<Record<string, string>>
}

/** A log that cannot be replayed, and what to do about it. */
export class LogError extends Error {
  override readonly name = 'LogError'
}

/**
 * A session from the texts of its records (src/report/debug.ts), by name: `session`, `exchange 1` and so on, `result`.
 *
 * @throws LogError when it is of another version or incomplete
 */
export function toRecording(texts: ReadonlyMap<string, string>): Recording {
  const session = parse('session', texts.get('session'))
  if (session['version'] !== version)
    throw new LogError(
      `The log is of version ${toText(session['version']) ?? 'unknown'}, and this is ${version}: check out that version`,
    )
  const names = [...texts.keys()].filter(name => name.startsWith('exchange'))
  const inputs = strings(session['inputs'])
  const masked = Object.keys(inputs).find(name => inputs[name]?.includes('***'))
  if (masked !== undefined)
    throw new LogError(`The log has no value of the input ${masked}: the runner masked it. Replace *** in it`)
  const last = `after ${String(names.length)} requests`
  if (!texts.has('result')) throw new LogError(`The log is cut off ${last}: it has no result of the step`)
  const result = parse('result', texts.get('result'))
  return {
    start: toNumber(session['start']) ?? 0,
    inputs,
    exchanges: names.map((_, index) => toExchange(`exchange ${String(index + 1)}`, texts)),
    code: toNumber(result['code']) ?? 1,
    elapsed: toNumber(result['elapsed']) ?? 0,
    outputs: strings(result['outputs']),
  }
}

function toExchange(name: string, texts: ReadonlyMap<string, string>): Exchange {
  const record = parse(name, texts.get(name))
  const text = (field: string) => toText(record[field])
  const body = record['body']
  return {
    path: text('path') ?? '',
    sent: toNumber(record['sent']) ?? 0,
    ended: toNumber(record['ended']) ?? 0,
    status: record['status'] === '2xx' ? 200 : toNumber(record['status']),
    error: text('error'),
    message: text('message') ?? '',
    date: toNumber(record['date'] ?? undefined),
    retryAfter: toNumber(record['retryAfter'] ?? undefined),
    body: body === undefined ? pageOf(text('detail') ?? '') : stringifyJson(body),
  }
}

/** A page whose title is what the action reported of the body, which is not recorded itself. */
function pageOf(detail: string): string {
  return `<title>${detail}</title>`
}

function parse(name: string, text: string | undefined): JsonObject {
  if (text === undefined) throw new LogError(`The log is cut off: ${name} is missing`)
  try {
    const record = asObject(parseJson(text))
    if (record !== undefined) return record
  } catch {
    // Reported below, without the text.
  }
  throw new LogError(`The log is damaged: ${name} cannot be read`)
}

function strings(value: Json | undefined): Readonly<Record<string, string>> {
  const entries = Object.entries(asObject(value) ?? {})
  return Object.fromEntries(entries.map(([name, text]) => [name, typeof text === 'string' ? text : '']))
}
