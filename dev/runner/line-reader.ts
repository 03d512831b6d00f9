import { EventEmitter, once } from 'node:events'
import type { Readable } from 'node:stream'

/** Collects the lines of a stream. Callers can wait for a line. */
export class LineReader {
  /** Everything so far. */
  text = ''
  /** The complete lines so far. At the end of the stream, the last line may lack its line break. */
  readonly lines: string[] = []
  readonly #changes = new EventEmitter()
  #hasEnded = false

  /** @param onLine called with each line, without its line break, as soon as it is complete */
  constructor(stream: Readable, onLine: (line: string) => void = () => undefined) {
    let rest = ''
    const add = (lines: readonly string[]): void => {
      this.lines.push(...lines)
      for (const line of lines) onLine(line)
      this.#changes.emit('change')
    }
    stream.setEncoding('utf8').on('data', (piece: string) => {
      this.text += piece
      const lines = `${rest}${piece}`.split(/\r?\n/)
      rest = lines.pop() ?? ''
      add(lines)
    })
    stream.once('close', () => {
      this.#hasEnded = true
      add(rest === '' ? [] : [rest])
    })
  }

  /** Resolves with the first line that matches, also an earlier one. Rejects if the stream ends without one. */
  async find(pattern: RegExp): Promise<string> {
    for (;;) {
      const line = this.lines.find(text => pattern.test(text))
      if (line !== undefined) return line
      if (this.#hasEnded) throw new Error(`no line matched ${String(pattern)} in:\n${this.text}`)
      await once(this.#changes, 'change')
    }
  }
}
