/** The handlers for signals and crashes. */
export interface ProcessHandlers {
  /** Called once, at the first SIGINT, SIGTERM or SIGHUP (on Windows also SIGBREAK): the step is cancelled. */
  readonly cancel: () => void
  /** Called with an uncaught error, or when the event loop is empty although the step has not ended. */
  readonly crash: (error: unknown) => void
}

/**
 * Watches the process until the returned function is called. From then on signals are ignored: the process is about to
 * exit, and a late signal must not replace its exit code.
 */
export function watchProcess({ cancel, crash }: ProcessHandlers): () => void {
  const signals: NodeJS.Signals[] = ['SIGINT', 'SIGTERM', 'SIGHUP']
  if (process.platform === 'win32') signals.push('SIGBREAK')
  let isIgnoring = false
  // The runner sends SIGTERM 7.5 s after SIGINT, and a terminal may send more: they must not end the process while it writes.
  const onSignal = (): void => {
    if (isIgnoring) return
    isIgnoring = true
    cancel()
  }
  // A promise that never settles leaves the event loop empty, and Node would exit with 0 or 13 and no message.
  const onEmptyLoop = (): void => {
    crash(new Error('the event loop is empty although the step has not ended'))
  }
  for (const signal of signals) process.on(signal, onSignal)
  process.on('uncaughtException', crash)
  process.on('beforeExit', onEmptyLoop)
  return () => {
    isIgnoring = true
    process.off('uncaughtException', crash)
    process.off('beforeExit', onEmptyLoop)
  }
}
