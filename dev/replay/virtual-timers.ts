interface Timer {
  readonly at: number
  readonly call: () => void
}

/**
 * Replaces the timers and clocks of this process. Time stops while `isBusy` reports a message on its
 * way, and then jumps to the next timer.
 *
 * @param start the time of day at the beginning, Unix ms
 */
export function installVirtualTime(start: number, isBusy: () => boolean): void {
  const timers = new Map<unknown, Timer>()
  let [now, isRunning] = [0, false]
  const set = (handle: unknown, ms: number, call: () => void): void => {
    timers.set(handle, { at: now + Math.max(1, ms), call })
    if (!isRunning) run()
  }
  const run = (): void => {
    isRunning = timers.size > 0 || isBusy()
    // Several rounds of the event loop: what a response or a timer has started comes first.
    if (isRunning) setImmediate(() => setImmediate(() => setImmediate(next)))
  }
  const next = (): void => {
    const [first] = isBusy() ? [] : [...timers].toSorted(([, a], [, b]) => a.at - b.at)
    if (first !== undefined) {
      const [handle, { at, call }] = first
      timers.delete(handle)
      now = at
      call()
    }
    run()
  }
  const add = (call: () => void, ms = 0, isRepeated = false): object => {
    const handle = { ref: () => handle, unref: () => handle }
    const repeat = (): void => {
      set(handle, ms, repeat)
      call()
    }
    set(handle, ms, isRepeated ? repeat : call)
    return handle
  }
  Object.assign(globalThis, {
    setTimeout: (call: () => void, ms?: number) => add(call, ms),
    setInterval: (call: () => void, ms?: number) => add(call, ms, true),
    clearTimeout: (handle: unknown) => timers.delete(handle),
    clearInterval: (handle: unknown) => timers.delete(handle),
  })
  performance.now = () => now
  Date.now = () => start + now
}
