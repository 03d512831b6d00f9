/** What can happen to the process from outside, or by a fault of ours. */
export interface ProcessEvents {
  /** The runner cancels the step: SIGINT, then SIGTERM; on Windows a console has SIGBREAK too. */
  readonly cancel: () => void
  /** Something threw where nobody catches, or nothing is left to wait for although the step is not over. */
  readonly crash: (error: unknown) => void
}

/** Listens to the process until the function that it gives is called. A second signal exits at once. */
export function watchProcess({ cancel, crash }: ProcessEvents): () => void {
  const signals = process.platform === 'win32' ? ['SIGINT', 'SIGTERM', 'SIGBREAK'] : ['SIGINT', 'SIGTERM']
  let isCancelled = false
  const onSignal = (): void => {
    if (isCancelled) process.exit(1)
    isCancelled = true
    cancel()
  }
  // A promise that never settles lets the event loop run dry, and Node would exit 0 or 13 without a word.
  const onDry = (): void => {
    crash(new Error('the wait came to nothing: there was no request and no timer left'))
  }
  for (const signal of signals) process.on(signal, onSignal)
  process.on('uncaughtException', crash)
  process.on('beforeExit', onDry)
  return () => {
    for (const signal of signals) process.off(signal, onSignal)
    process.off('uncaughtException', crash)
    process.off('beforeExit', onDry)
  }
}

/** Resolves when everything printed so far has left the process: on Windows, exiting would cut it off. */
export function flushed(stream: NodeJS.WritableStream): Promise<void> {
  return new Promise(resolve => {
    stream.write('', () => {
      resolve()
    })
  })
}
