import { LogView } from '../runner/log-view.ts'
import { LogError } from './recording.ts'

/** A step in a log: the texts of its records by their names, and the other lines. */
export interface Session {
  readonly texts: ReadonlyMap<string, string>
  readonly lines: readonly string[]
}

/** GitHub writes a timestamp before each line of a log that is downloaded. */
const TIMESTAMP = /^\uFEFF?\d{4}-\d\d-\d\dT[\d:.]+Z ?/
const RECORD = /^(session|result|exchange \d+)(?:, part (\d+) of (\d+))?: (.*)$/
const TRUNCATED = /^(?:session|result|exchange \d+) is truncated: it has \d+ characters$/

/**
 * The steps with debug logging in a log as GitHub gives it, as the action wrote it (`::debug::`), or as it is outside a
 * runner.
 *
 * @throws LogError when there is none, or when a record is too long for the log
 */
export function readSessions(log: string): readonly Session[] {
  const sessions: SessionReader[] = []
  const view = new LogView(true)
  for (const raw of log.split(/\r?\n/)) {
    const line = view.take(raw.replace(TIMESTAMP, ''))
    if (line?.replace(/^##\[debug\]/, '').startsWith('session') === true) sessions.push(new SessionReader())
    if (line !== undefined) sessions.at(-1)?.take(line)
  }
  if (sessions.length > 0) return sessions
  throw new LogError(
    'This is no log of a step with debug logging. Set the secret ACTIONS_STEP_DEBUG to true, re-run the job and download its log',
  )
}

class SessionReader implements Session {
  readonly texts = new Map<string, string>()
  readonly lines: string[] = []
  private pieces: string[] = []

  take(line: string): void {
    const text = line.replace(/^##\[debug\]/, '')
    if (TRUNCATED.test(text)) throw new LogError(`A record is too long for the log: ${text}`)
    const [, name, part = '1', parts = '1', piece = ''] = RECORD.exec(text) ?? []
    if (name !== undefined) this.add(name, Number(part), Number(parts), piece)
    else if (text === line && !this.texts.has('result')) this.lines.push(...plain(line))
  }

  /** A record with a part missing is empty, so that it cannot be parsed. */
  private add(name: string, part: number, parts: number, piece: string): void {
    this.pieces = part === 1 ? [piece] : [...this.pieces, piece]
    const isWhole = part === parts && this.pieces.length === parts
    this.texts.set(name, isWhole ? this.pieces.join('') : '')
  }
}

/** A line as the simulated runner shows it, which is how a replay is compared. */
function plain(line: string): readonly string[] {
  const shown = line.replace(/^##\[error\]/, 'Error: ').replace(/^##\[warning\]/, 'Warning: ')
  return shown.split('\n')
}
