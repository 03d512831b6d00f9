import type { Clock } from './wait/clock.ts'

/** The clock of this machine: monotonic, so that corrections of the time of day do not affect the wait. */
export const systemClock: Clock = {
  now: () => performance.now(),
  sleep: (ms, signal) =>
    new Promise(resolve => {
      const wake = (): void => {
        clearTimeout(timer)
        signal.removeEventListener('abort', wake)
        resolve()
      }
      const timer = setTimeout(wake, Math.max(0, Math.ceil(ms)))
      signal.addEventListener('abort', wake)
      if (signal.aborted) wake()
    }),
}
