/** One request to the simulator (not to its control endpoints). Times are Unix milliseconds on the true clock. */
export interface RequestRecord {
  readonly at: number
  readonly method: string
  readonly path: string
  /** The query as it came, without `?`. */
  readonly query: string
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>
  /** Counts the connections from 1: two requests with the same number shared one. */
  readonly connection: number
  /** The status that is sent, or would be if the fault let it. */
  readonly status: number
  /** The fault that hits it, such as `503` or `reset`, or null. */
  readonly fault: string | null
  /** When the response was handed to the network as a whole, or null as long as it was not. */
  answeredAt: number | null
}

/** Which record to wait for. */
export interface WaitOptions {
  /** The first (1, default), second, … record that matches, counted from the beginning of the log. */
  readonly count?: number
  /** `arrived` (default), or `answered`: the response has been sent too. */
  readonly until?: 'arrived' | 'answered'
  /** Gives up after this many milliseconds; default 30,000. */
  readonly timeoutMs?: number
}

/** Decides about a record. */
export type RequestPredicate = (request: RequestRecord) => boolean

const PATIENCE_MS = 30_000

/** The requests in order of arrival, and a way to wait for one without polling. */
export class RequestLog {
  readonly records: RequestRecord[] = []
  readonly #watchers = new Set<() => void>()

  /** Adds a request. */
  push(record: RequestRecord): void {
    this.records.push(record)
    this.#notify()
  }

  /** Notes that the response has been sent. */
  answered(record: RequestRecord, at: number): void {
    record.answeredAt = at
    this.#notify()
  }

  /** Forgets everything so far. */
  clear(): void {
    this.records.length = 0
  }

  /**
   * Resolves with the record, at once if it is already there.
   *
   * Rejects after `timeoutMs`, with the number that matched in the message.
   */
  async waitFor(predicate: RequestPredicate, options: WaitOptions = {}): Promise<RequestRecord> {
    const { count = 1, until = 'arrived', timeoutMs = PATIENCE_MS } = options
    const matching = (): RequestRecord[] =>
      this.records.filter(record => (until === 'arrived' || record.answeredAt !== null) && predicate(record))
    const { promise, resolve, reject } = Promise.withResolvers<RequestRecord>()
    const check = (): void => {
      const record = matching()[count - 1]
      if (record) resolve(record)
    }
    const giveUp = setTimeout(() => {
      const figures = `${String(matching().length)} of ${String(count)} requests (${String(this.records.length)} in all)`
      reject(new Error(`waited ${String(timeoutMs)} ms, ${figures} came`))
    }, timeoutMs)
    // A forgotten promise must not delay the exit.
    giveUp.unref()
    this.#watchers.add(check)
    check()
    return promise.finally(() => {
      clearTimeout(giveUp)
      this.#watchers.delete(check)
    })
  }

  #notify(): void {
    for (const check of this.#watchers) check()
  }
}
