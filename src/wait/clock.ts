/** The clock of a wait. Injected, so that tests and benchmarks need no real time. */
export interface Clock {
  /** Monotonic ms; only differences mean anything. */
  readonly now: () => number
  /** Resolves after `ms`, or at once when the signal is aborted. Never rejects. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>
}
