import { fastClock, preload } from '../../runner/preload.ts'
import { startStep } from '../../runner/run-step.ts'
import type { Simulator } from '../../simulator/server.ts'
import { mean } from '../statistics.ts'

/** The heap may grow by so much and still count as constant. MiB */
const TOLERANCE = 3

/**
 * Starts a wait for a job that never ends, with the shortest intervals, to see whether its memory grows. `end` cancels
 * it as the runner does, and returns its polls, problems, and means of the heap in use after garbage collection, in
 * the first, second and last third. MiB
 */
export function startLongWait(simulator: Simulator, inputs: Readonly<Record<string, string>>) {
  simulator.add({ kind: 'update', id: 9, running: 'forever', progress: 'bursts', heartbeat: true })
  const samples: number[] = []
  // Before the fast clock, so that this interval is a real second.
  const sampling = preload(`
    setInterval(() => { gc(); console.log('heap in use: ' + process.memoryUsage().heapUsed) }, 1000).unref()
  `)
  const intervals = { 'min-poll-interval': '1ms', 'max-poll-interval': '1ms', timeout: '24d' }
  const step = startStep({
    inputs: { ...inputs, ...intervals, updateid: '9' },
    nodeArgs: ['--expose-gc', ...sampling, ...fastClock()],
    timeoutMs: 3_600_000,
    onLine: line => {
      const bytes = /^heap in use: (\d+)$/.exec(line)?.[1]
      if (bytes !== undefined) samples.push(Number(bytes) / 1024 / 1024)
    },
  })
  const end = async () => {
    step.child.kill('SIGTERM')
    const { outputs, code, stderr } = await step.finished
    const size = Math.floor(samples.length / 3)
    const heap = [0, 1, 2].map(third => mean(samples.slice(third * size, (third + 1) * size)))
    const [, second = NaN, last = NaN] = heap
    // On Windows, the signal kills the process, which then reports nothing.
    const isCancelled = outputs['result'] === 'cancelled' && code === 1 && stderr === ''
    const problems = [
      ...(isCancelled || process.platform === 'win32' ? [] : [`the long wait ended with ${code}: ${stderr}`]),
      ...(last > second + TOLERANCE ? ['the memory of the long wait grows'] : []),
    ]
    return { polls: Number(outputs['polls']), heap, problems }
  }
  return { end, kill: () => step.child.kill('SIGKILL') }
}
