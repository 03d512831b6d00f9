import type { Clock } from '../../src/wait/clock.ts'

interface Sleeper {
  readonly at: number
  readonly wake: () => void
}

/**
 * A clock whose time passes only while everybody sleeps: then it is the time of the first sleeper, who is woken.
 * Equal times wake in the order in which they went to sleep, so that a run is the same every time.
 */
export class VirtualClock implements Clock {
  #now = 0
  readonly #sleepers = new Set<Sleeper>()

  /** Monotonic ms since the clock was made. */
  readonly now = (): number => this.#now

  /** As src/wait/clock.ts requires: at once when the signal is aborted, never rejects. */
  readonly sleep = (ms: number, signal: AbortSignal): Promise<void> =>
    new Promise(resolve => {
      const wake = (): void => {
        this.#sleepers.delete(sleeper)
        signal.removeEventListener('abort', wake)
        resolve()
      }
      const sleeper = { at: this.#now + Math.max(0, ms), wake }
      this.#sleepers.add(sleeper)
      signal.addEventListener('abort', wake)
      if (signal.aborted) wake()
    })

  /** How many sleep now: after a wait has ended, none should. */
  get sleeping(): number {
    return this.#sleepers.size
  }

  /**
   * Lets time pass until `work` is settled, and gives what it gives.
   *
   * @throws when nobody sleeps although `work` is not settled: it would hang for ever
   */
  async run<T>(work: Promise<T>): Promise<T> {
    const state = { settled: false }
    const settle = (): void => {
      state.settled = true
    }
    work.then(settle, settle)
    for (;;) {
      await idle()
      if (state.settled) return work
      this.#wakeFirst()
    }
  }

  #wakeFirst(): void {
    const sleepers = [...this.#sleepers]
    const first = Math.min(...sleepers.map(({ at }) => at))
    const next = sleepers.find(({ at }) => at === first)
    if (next === undefined || first === Infinity) throw new Error('nothing is left that could end the wait')
    this.#now = first
    next.wake()
  }
}

/** Resolves when no promise has anything left to do. */
function idle(): Promise<void> {
  return new Promise(resolve => setImmediate(resolve))
}
