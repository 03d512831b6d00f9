/** When a request was sent and its response or failure arrived (monotonic ms), and the headers that matter. */
export interface Arrival {
  readonly sentAt: number
  readonly at: number
  /** At the deadline or after it: the final poll. */
  readonly isFinal: boolean
  /** The Date header, Unix seconds. */
  readonly date: number | undefined
  /** The delay that Retry-After asks for, ms. */
  readonly retryAfter: number | undefined
  /** Spreads the delay until the next request. In [0, 1). */
  readonly random: number
}
