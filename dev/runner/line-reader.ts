import type { Readable } from 'node:stream'

/** Collects a stream of text; callers can wait for a line of it. */
export class LineReader {
  /** Everything so far. */
  text = ''
  private readonly watchers = new Set<() => void>()
  private hasEnded = false
  private reported = 0
  private readonly onLine: (line: string) => void

  /** @param onLine called with every line, without its end, as soon as it is whole */
  constructor(stream: Readable, onLine: (line: string) => void = () => undefined) {
    this.onLine = onLine
    stream.setEncoding('utf8')
    stream.on('data', (piece: string) => {
      this.text += piece
      this.report()
    })
    stream.once('close', () => {
      this.hasEnded = true
      this.report()
    })
  }

  /** The lines so far; while the stream goes on, without the last one, which may go on as well. */
  get lines(): readonly string[] {
    const lines = this.text.split(/\r?\n/)
    const rest = lines.pop()
    return this.hasEnded && rest !== undefined && rest !== '' ? [...lines, rest] : lines
  }

  /** Resolves with the first line that matches, at once if it is already there; rejects when the stream ends without. */
  find(pattern: RegExp): Promise<string> {
    const { promise, resolve, reject } = Promise.withResolvers<string>()
    const look = (): void => {
      const line = this.lines.find(text => pattern.test(text))
      if (line !== undefined) resolve(line)
      else if (this.hasEnded) reject(new Error(`no line matched ${String(pattern)} in:\n${this.text}`))
    }
    this.watchers.add(look)
    look()
    return promise.finally(() => this.watchers.delete(look))
  }

  private report(): void {
    const { lines } = this
    for (const line of lines.slice(this.reported)) this.onLine(line)
    this.reported = lines.length
    for (const look of this.watchers) look()
  }
}
