import { EventEmitter, once } from 'node:events'

/** One request to the simulator, control endpoints excepted. Times are Unix milliseconds of the system clock. */
export interface RequestRecord {
  readonly at: number
  readonly method: string
  readonly path: string
  /** As it was sent, without `?`. */
  readonly query: string
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>
  /** The number of its connection, from 1. Two requests with the same number shared one. */
  readonly connection: number
  /** The status that is sent, or would be without its fault. */
  readonly status: number
  /** The fault that hits it, such as `503` or `reset`, or null. */
  readonly fault: string | null
  /** When the whole response was given to the network; null until then. */
  answeredAt: number | null
}

/** Which record to wait for. */
export interface WaitOptions {
  /** The number of the record among those that match, from 1 (default). */
  readonly count?: number
  /** `arrived` (default), or `answered`: the response has been sent too. */
  readonly until?: 'arrived' | 'answered'
  /** Default 30,000. */
  readonly timeoutMs?: number
}

/** Whether a record matches. */
export type RequestPredicate = (request: RequestRecord) => boolean

/** The requests in order of arrival, and a way to wait for one without polling. */
export class RequestLog {
  readonly records: RequestRecord[] = []
  readonly #changes = new EventEmitter()

  /** Adds a request. */
  push(record: RequestRecord): void {
    this.records.push(record)
    this.#changes.emit('change')
  }

  /** Notes that the response has been sent. */
  answered(record: RequestRecord, at: number): void {
    record.answeredAt = at
    this.#changes.emit('change')
  }

  /** Resolves with the record, at once if it is already there. Rejects after `timeoutMs`. */
  async waitFor(predicate: RequestPredicate, options: WaitOptions = {}): Promise<RequestRecord> {
    const { count = 1, until = 'arrived', timeoutMs = 30_000 } = options
    const signal = AbortSignal.timeout(timeoutMs)
    for (;;) {
      const matching = this.records
        .filter(({ answeredAt }) => until === 'arrived' || answeredAt !== null)
        .filter(predicate)
      const record = matching[count - 1]
      if (record) return record
      await once(this.#changes, 'change', { signal }).catch((cause: unknown) => {
        const figures = `${matching.length} of ${count} requests (${this.records.length} in all)`
        throw new Error(`waited ${timeoutMs} ms, ${figures} came`, { cause })
      })
    }
  }
}
