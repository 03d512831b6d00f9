import { type EventEmitter, once } from 'node:events'

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
  /** When the whole response was sent; null until then. */
  respondedAt: number | null
}

/** Which record to wait for. */
export interface WaitOptions {
  /** The number of the record among those that match, from 1 (default). */
  readonly count?: number
  /** `arrived` (default), or `responded`: the response has been sent too. */
  readonly until?: 'arrived' | 'responded'
  /** Default 30,000. */
  readonly timeoutMs?: number
}

/**
 * Resolves with the record that matches, at once if it is there already. Rejects after `timeoutMs`.
 *
 * @param changes emits `change` when a record is added or has its response
 */
export async function waitForRecord(
  records: readonly RequestRecord[],
  changes: EventEmitter,
  predicate: (request: RequestRecord) => boolean,
  { count = 1, until = 'arrived', timeoutMs = 30_000 }: WaitOptions = {},
): Promise<RequestRecord> {
  const signal = AbortSignal.timeout(timeoutMs)
  for (;;) {
    const ready = records.filter(({ respondedAt }) => until === 'arrived' || respondedAt !== null)
    const matching = ready.filter(predicate)
    const record = matching[count - 1]
    if (record) return record
    await once(changes, 'change', { signal }).catch((cause: unknown) => {
      const figures = `${matching.length} of ${count} requests (${records.length} in all)`
      throw new Error(`waited ${timeoutMs} ms, ${figures} came`, { cause })
    })
  }
}
