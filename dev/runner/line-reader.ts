import { EventEmitter, once } from 'node:events'
import type { Readable } from 'node:stream'

/** Collects a stream of text; callers can wait for a line of it. */
export class LineReader {
  /** Everything so far. */
  text = ''
  /** The complete lines so far. When the stream has ended, the last one may lack its line end. */
  readonly lines: string[] = []
  readonly #changes = new EventEmitter()
  #hasEnded = false

  /** @param onLine called with every line, without its end, as soon as it is complete */
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

  /** Resolves with the first line that matches, at once if it is already there. Rejects when the stream ends without. */
  async find(pattern: RegExp): Promise<string> {
    for (;;) {
      const line = this.lines.find(text => pattern.test(text))
      if (line !== undefined) return line
      if (this.#hasEnded) throw new Error(`no line matched ${String(pattern)} in:\n${this.text}`)
      await once(this.#changes, 'change')
    }
  }
}
