/** Arguments that make Node run some code before a step. */
export function preload(code: string): readonly string[] {
  return ['--import', `data:text/javascript,${encodeURIComponent(code)}`]
}

/**
 * Makes the clock of a step, not of the server, run so many times as fast: a fixed time of 10 s, 30 s or
 * 60 s passes in a fraction of it. Durations in its inputs are on that clock too.
 */
export function fastClockBy(factor: number): readonly string[] {
  return preload(`
    const factor = ${String(factor)}
    const now = performance.now.bind(performance)
    const { setTimeout, setInterval } = globalThis
    performance.now = () => now() * factor
    globalThis.setTimeout = (call, ms, ...rest) => setTimeout(call, ms / factor, ...rest)
    globalThis.setInterval = (call, ms, ...rest) => setInterval(call, ms / factor, ...rest)
  `)
}

/** Ten times as fast. */
export const fastClock = fastClockBy(10)
