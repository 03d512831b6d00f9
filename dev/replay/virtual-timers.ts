interface Timer {
  readonly at: number
  readonly call: () => void
}

/** What the replaced functions return, as far as anything uses it. */
interface Handle {
  readonly ref: () => Handle
  readonly unref: () => Handle
}

/**
 * Replaces the timers and clocks of this process. Time stands still as long as `isBusy` says that a message is on its
 * way, and then jumps to the next timer.
 *
 * @param start the time of day at the beginning, Unix ms
 */
export function installVirtualTime(start: number, isBusy: () => boolean): void {
  const timers = new Map<object, Timer>()
  let [now, isRunning] = [0, false]
  const add = (handle: object, call: () => void, ms = 0): void => {
    timers.set(handle, { at: now + Math.max(1, ms), call })
    if (!isRunning) run()
  }
  const run = (): void => {
    isRunning = timers.size > 0 || isBusy()
    // Several rounds of the event loop: what a response or a timer has started comes first.
    if (isRunning) setImmediate(() => setImmediate(() => setImmediate(next)))
  }
  const next = (): void => {
    if (!isBusy()) {
      const [first] = [...timers].toSorted(([, a], [, b]) => a.at - b.at)
      if (first !== undefined) {
        timers.delete(first[0])
        now = Math.max(now, first[1].at)
        first[1].call()
      }
    }
    run()
  }
  const clear = (handle: unknown): void => {
    if (typeof handle === 'object' && handle !== null) timers.delete(handle)
  }
  const repeat = (handle: object, call: () => void, ms: number): void => {
    add(
      handle,
      () => {
        repeat(handle, call, ms)
        call()
      },
      ms,
    )
  }
  const replaced = {
    setTimeout: (call: () => void, ms?: number) =>
      withHandle(handle => {
        add(handle, call, ms)
      }),
    setInterval: (call: () => void, ms = 1) =>
      withHandle(handle => {
        repeat(handle, call, ms)
      }),
    clearTimeout: clear,
    clearInterval: clear,
  }
  Object.assign(globalThis, replaced)
  performance.now = () => now
  Date.now = () => start + now
}

function withHandle(use: (handle: Handle) => void): Handle {
  const handle: Handle = { ref: () => handle, unref: () => handle }
  use(handle)
  return handle
}
