import { setImmediate } from 'node:timers/promises'
import type { Clock } from '../../src/wait/clock.ts'

interface Sleeper {
  readonly at: number
  readonly wake: () => void
}

/**
 * A clock whose time passes only while nothing else can run: it then jumps to the end of the next sleep. Sleeps that end
 * at the same time end in the order in which they began, so every run is the same.
 */
export class VirtualClock implements Clock {
  #now = 0
  readonly #sleepers = new Set<Sleeper>()

  /** Monotonic ms since the clock was made. */
  readonly now = (): number => this.#now

  /** As src/wait/clock.ts requires: resolves at once if the signal is aborted, and never rejects. */
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

  /** The number of sleepers: 0 after a wait has ended. */
  get sleeping(): number {
    return this.#sleepers.size
  }

  /**
   * Advances the time until `work` is settled, and returns its result.
   *
   * @throws an Error when `work` is not settled and there is no sleeper: it would never end
   */
  async run<T>(work: Promise<T>): Promise<T> {
    const state = { isSettled: false }
    const settle = (): void => {
      state.isSettled = true
    }
    work.then(settle, settle)
    for (;;) {
      // Everything that can run now runs first.
      await setImmediate()
      if (state.isSettled) return work
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
