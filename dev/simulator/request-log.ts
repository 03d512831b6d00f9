/** A request to the simulator, except to its control endpoints. Times are Unix milliseconds of the system clock. */
export interface RequestRecord {
  readonly at: number
  readonly method: string
  readonly path: string
  /** As it was sent, without `?`. */
  readonly query: string
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>
  /** The number of its connection, from 1. Requests with the same number shared a connection. */
  readonly connection: number
  /** The status that is sent, or that would be sent without the fault. */
  readonly status: number
  /** The fault that hits the request, such as `503` or `reset`, or null. */
  readonly fault: string | null
  /** When the response was sent completely; null until then. */
  respondedAt: number | null
}

/** Which of the matching requests to wait for. */
export interface WaitOptions {
  /** Its number among those that match, from 1 (default). */
  readonly count?: number
  /** `arrived` (default), or `responded`: its response has been sent completely. */
  readonly until?: 'arrived' | 'responded'
  /** Default 30,000. */
  readonly timeoutMs?: number
}
