import { preload } from '../../runner/preload.ts'
import { fastClock } from '../../runner/preload.ts'
import { type RunningStep, startStep } from '../../runner/run-step.ts'
import type { Simulator } from '../../simulator/server.ts'
import type { StepMemory } from '../memory.ts'

/** What one wait needed that lasted as long as the soak. */
export interface LongWaitFigures {
  readonly polls: number
  /** Heap in use after a collection, bytes, a sample per second. */
  readonly samples: readonly number[]
  readonly wrong: readonly string[]
}

/** Where a sample of its memory is on a line of its log. */
const SAMPLE = /^heap in use: (\d+)$/

/** One wait for a job that never ends, polled as often as allowed, to see whether a wait's memory grows. */
export class LongWait {
  private readonly step: RunningStep
  private readonly samples: number[] = []

  constructor(simulator: Simulator, inputs: Readonly<Record<string, string>>, memory: StepMemory) {
    simulator.add({
      kind: 'update',
      id: 9,
      queued: '1s',
      running: 'forever',
      progress: 'bursts',
      heartbeat: true,
    })
    const pace = { 'min-poll-interval': '1ms', 'max-poll-interval': '1ms', timeout: '24d' }
    // The true clock's timer: the preload of the fast one comes after.
    const sampling = preload(`
      const collect = globalThis.gc
      setInterval(() => { collect(); console.log('heap in use: ' + process.memoryUsage().heapUsed) }, 1000).unref()
    `)
    this.step = startStep({
      inputs: { ...inputs, ...pace, updateid: '9' },
      nodeArgs: ['--expose-gc', ...sampling, ...fastClock, ...memory.nodeArgs],
      patience: 3_600_000,
      onLine: line => {
        const bytes = SAMPLE.exec(line)?.[1]
        if (bytes !== undefined) this.samples.push(Number(bytes))
      },
    })
  }

  /** Cancels it, as the runner would. */
  async end(): Promise<LongWaitFigures> {
    this.step.child.kill('SIGTERM')
    const { outputs, code, stderr } = await this.step.finished
    // On Windows a process that is ended so has no say.
    const isRight =
      process.platform === 'win32' || (outputs['result'] === 'cancelled' && code === 1 && stderr === '')
    const wrong = isRight
      ? []
      : [`the long wait: ${outputs['result'] ?? 'no result'}, ${String(code)}, ${stderr}`]
    return { polls: Number(outputs['polls']), samples: this.samples, wrong }
  }

  /** Ends it, whatever it is doing. */
  kill(): void {
    this.step.child.kill('SIGKILL')
  }
}
