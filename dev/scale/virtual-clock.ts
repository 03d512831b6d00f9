import type { Clock } from '../../src/wait/clock.ts'

interface Sleeper {
  readonly at: number
  readonly wake: () => void
}

/** A clock whose time passes only when nobody has anything left to do: an hour of waiting takes as long as its work. */
export class VirtualClock implements Clock {
  private time = 0
  private readonly sleepers = new Set<Sleeper>()

  readonly now = (): number => this.time

  readonly sleep = (ms: number, signal: AbortSignal): Promise<void> =>
    new Promise(resolve => {
      const wake = (): void => {
        this.sleepers.delete(sleeper)
        signal.removeEventListener('abort', wake)
        resolve()
      }
      const sleeper = { at: this.time + Math.max(0, ms), wake }
      this.sleepers.add(sleeper)
      signal.addEventListener('abort', wake)
      if (signal.aborted) wake()
    })

  /** Lets time pass until the work is done. Throws when the work waits for something that is not of this clock. */
  async drive<T>(work: Promise<T>): Promise<T> {
    const state = { isDone: false }
    const done = work.finally(() => {
      state.isDone = true
    })
    done.catch(() => undefined)
    for (;;) {
      // A macrotask: every promise that can go on without time has done so by then.
      await new Promise(setImmediate)
      if (state.isDone) return done
      const next = [...this.sleepers].reduce<Sleeper | undefined>(
        (a, b) => (a && a.at <= b.at ? a : b),
        undefined,
      )
      if (next === undefined) throw new Error('nothing is left to wait for, and the work is not done')
      this.time = Math.max(this.time, next.at)
      next.wake()
    }
  }
}
