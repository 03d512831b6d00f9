import { type JsonObject, asObject, parseJson, stringifyJson, toText } from '../../src/clanforge/json.ts'
import { version } from '../../src/version.ts'
import { LogView } from '../runner/log-view.ts'

/** The record of a request (src/report/debug.ts). Times in ms since the start of the step. */
export interface Exchange {
  /** Path and query without the account service ID. */
  readonly path: string
  readonly sent: number
  readonly ended: number
  /** `2xx` for a valid response; absent or null without a response. */
  readonly status?: '2xx' | number | null
  /** Unix seconds. */
  readonly date?: number | null
  /** ms. */
  readonly retryAfter?: number | null
  /** The type and the message of the ApiError; absent for a valid response. */
  readonly error?: string
  readonly message?: string
  readonly body: string
}

/** A step with debug logging, from its start to its end. */
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
  /** The other lines of the log, as the simulated runner shows them. */
  readonly lines: readonly string[]
}

/** GitHub writes a timestamp before each line of a log that is downloaded. */
const TIMESTAMP = /^\uFEFF?\d{4}-\d\d-\d\dT[\d:.]+Z ?/
const RECORD = /^(?<name>session|result|exchange \d+)(?:, part (?<part>\d+) of (?<parts>\d+))?: (?<piece>.*)$/
const TRUNCATED = /^(?:session|result|exchange \d+) is truncated: it has \d+ characters$/

/** A step in a log: its records by name (`session`, `exchange 1` and so on, `result`), and its other lines. */
interface LoggedStep {
  readonly records: Map<string, { readonly parts: number; readonly pieces: readonly string[] }>
  readonly lines: string[]
}

/**
 * Reads a step with debug logging from a log: as downloaded from GitHub, as the action wrote it (`::debug::`), or as
 * written outside a runner.
 *
 * @param number of the step, from 1; required if there are several
 * @throws when the log has no such step, or when it is incomplete or of another version
 */
export function readRecording(log: string, number = ''): Recording {
  const steps = readSteps(log)
  const count = `${steps.length} steps with debug logging`
  if (steps.length === 0)
    throw new Error(
      'The log has no step with debug logging. Set the secret ACTIONS_STEP_DEBUG to true, re-run the job and download its log',
    )
  if (steps.length > 1 && number === '')
    throw new Error(`The log has ${count}: choose one with --step 1 to --step ${steps.length}`)
  const step = steps[Number(number || '1') - 1]
  if (step === undefined) throw new Error(`The log has ${count}, but no step ${number}`)
  return toRecording(step)
}

function readSteps(log: string): readonly LoggedStep[] {
  const steps: LoggedStep[] = []
  const view = new LogView(true)
  for (const raw of log.split(/\r?\n/)) {
    const line = view.take(raw.replace(TIMESTAMP, ''))
    if (line === undefined) continue
    const text = line.replace(/^##\[debug\]/, '')
    if (TRUNCATED.test(text)) throw new Error(`A record is too long for the log: ${text}`)
    const { name, part = '1', parts = '1', piece = '' } = RECORD.exec(text)?.groups ?? {}
    if (name === 'session' && part === '1') steps.push({ records: new Map(), lines: [] })
    const step = steps.at(-1)
    if (step === undefined) continue
    const { records, lines } = step
    if (name !== undefined) {
      const { pieces } = records.get(name) ?? { pieces: [] }
      records.set(name, { parts: Number(parts), pieces: [...pieces, piece] })
    } else if (text === line && !records.has('result')) {
      // As the simulated runner shows it.
      const shown = line.replace(/^##\[error\]/, 'Error: ').replace(/^##\[warning\]/, 'Warning: ')
      lines.push(...shown.split('\n'))
    }
  }
  return steps
}

function toRecording(step: LoggedStep): Recording {
  const session = parseRecord(step, 'session') as Pick<Recording, 'start' | 'inputs'> & { version: string }
  const { version: recorded, start, inputs } = session
  if (recorded !== version)
    throw new Error(`The log is of version ${recorded}, and this is ${version}: check out that version`)
  const masked = Object.keys(inputs).find(name => inputs[name]?.includes('***'))
  if (masked !== undefined)
    throw new Error(`The runner masked the input ${masked} in the log. Replace *** with its value`)
  const requests = [...step.records.keys()].filter(name => name.startsWith('exchange')).length
  if (!step.records.has('result'))
    throw new Error(`The log is cut off after ${requests} requests: it has no result of the step`)
  const names = Array.from({ length: requests }, (_, index) => `exchange ${index + 1}`)
  const exchanges = names.map(name => toExchange(parseRecord(step, name)))
  const result = parseRecord(step, 'result') as Pick<Recording, 'code' | 'elapsed' | 'outputs'>
  return { start, inputs, exchanges, ...result, lines: step.lines }
}

/** The body of an error is not recorded: it becomes a page whose title is the message that the action reported. */
function toExchange({ body, detail, ...record }: JsonObject): Exchange {
  const page = `<title>${toText(detail) ?? ''}</title>`
  return { ...record, body: body === undefined ? page : stringifyJson(body) } as unknown as Exchange
}

function parseRecord({ records }: LoggedStep, name: string): JsonObject {
  const { parts, pieces } = records.get(name) ?? {}
  if (pieces === undefined) throw new Error(`The log is cut off: ${name} is missing`)
  try {
    const record = asObject(parseJson(pieces.join('')))
    if (record !== undefined && pieces.length === parts) return record
  } catch {
    // Reported below, without the text.
  }
  throw new Error(`The log is damaged: ${name} cannot be read`)
}
