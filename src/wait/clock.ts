/** Time as the wait knows it. Handed in, so that a test or a benchmark can make an hour pass in no time. */
export interface Clock {
  /** Monotonic ms; only differences mean anything. */
  readonly now: () => number
  /** Resolves after `ms`, or at once when the signal is aborted. Never rejects. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>
}
