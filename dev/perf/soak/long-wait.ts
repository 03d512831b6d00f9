import { fastClock, preload } from '../../runner/preload.ts'
import { startStep } from '../../runner/run-step.ts'
import type { Simulator } from '../../simulator/server.ts'

/** What one wait needed that lasted as long as the soak. */
export interface LongWaitFigures {
  readonly polls: number
  /** Heap in use after a collection, bytes, a sample per second. */
  readonly samples: readonly number[]
  readonly wrong: readonly string[]
}

/** A long wait under way. */
export interface LongWait {
  /** Cancels it, as the runner would. */
  readonly end: () => Promise<LongWaitFigures>
  /** Ends it, whatever it is doing. */
  readonly kill: () => void
}

/** One wait for a job that never ends, polled as often as allowed, to see whether a wait's memory grows. */
export function startLongWait(
  simulator: Simulator,
  inputs: Readonly<Record<string, string>>,
  nodeArgs: readonly string[],
): LongWait {
  const running = { queued: '1s', running: 'forever', progress: 'bursts', heartbeat: true } as const
  simulator.add({ kind: 'update', id: 9, ...running })
  const samples: number[] = []
  // The true clock's timer: the preload of the fast one comes after.
  const sampling = preload(`
    const collect = globalThis.gc
    setInterval(() => { collect(); console.log('heap in use: ' + process.memoryUsage().heapUsed) }, 1000).unref()
  `)
  const intervals = { 'min-poll-interval': '1ms', 'max-poll-interval': '1ms', timeout: '24d' }
  const step = startStep({
    inputs: { ...inputs, ...intervals, updateid: '9' },
    nodeArgs: ['--expose-gc', ...sampling, ...fastClock, ...nodeArgs],
    patience: 3_600_000,
    onLine: line => {
      const bytes = /^heap in use: (\d+)$/.exec(line)?.[1]
      if (bytes !== undefined) samples.push(Number(bytes))
    },
  })
  const end = async (): Promise<LongWaitFigures> => {
    step.child.kill('SIGTERM')
    const { outputs, code, stderr } = await step.finished
    const isRight = outputs['result'] === 'cancelled' && code === 1 && stderr === ''
    // On Windows a process that is ended so reports nothing.
    const wrong =
      isRight || process.platform === 'win32'
        ? []
        : [`the long wait: ${outputs['result'] ?? 'no result'}, ${String(code)}, ${stderr}`]
    return { polls: Number(outputs['polls']), samples, wrong }
  }
  return { end, kill: () => step.child.kill('SIGKILL') }
}
