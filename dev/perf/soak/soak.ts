import { fastClock } from '../../runner/preload.ts'
import { type StepRun, runStep } from '../../runner/run-step.ts'
import { DEMO_INPUTS } from '../../simulator/access.ts'
import type { RequestRecord } from '../../simulator/request-log.ts'
import { startSimulator } from '../../simulator/server.ts'
import { printPeak } from '../memory.ts'
import { startIdleResets } from './idle-resets.ts'
import { type LongWaitFigures, startLongWait } from './long-wait.ts'
import { type PlannedWait, planFaults, planWaits } from './plan.ts'

/** A wait that has ended. */
export interface EndedWait {
  readonly planned: PlannedWait
  readonly run: StepRun
  /** Why it is wrong; undefined if it ended as planned. */
  readonly problem: string | undefined
}

/** The figures of a soak. */
export interface SoakFigures {
  readonly waits: readonly EndedWait[]
  readonly requests: readonly RequestRecord[]
  /** Requests that were lost because their connection was reset while idle. */
  readonly idleResets: number
  readonly long: LongWaitFigures
}

/**
 * Runs waits, `width` at a time, with dist/ on a clock ten times as fast, and checks how they end.
 *
 * @param onProgress is called after each wait
 */
export async function soak(
  waits: number,
  width: number,
  onProgress?: (done: number) => void,
): Promise<SoakFigures> {
  const simulator = await startSimulator()
  const proxy = await startIdleResets(simulator.port)
  const queue = [...planWaits(waits)]
  simulator.setFaults(...planFaults(queue))
  // On the fast clock, the durations are a tenth of this.
  const durations = { 'min-poll-interval': '1s', 'max-poll-interval': '5s', 'outage-timeout': '30m' }
  const inputs = { ...DEMO_INPUTS, 'api-url': proxy.url, ...durations }
  const long = startLongWait(simulator, inputs)
  const ended: EndedWait[] = []
  const runQueue = async (): Promise<void> => {
    for (let planned = queue.shift(); planned !== undefined; planned = queue.shift()) {
      simulator.add(...planned.jobs)
      const run = await runStep({
        inputs: { ...inputs, ...planned.inputs },
        nodeArgs: [...fastClock, ...printPeak],
        patience: 300_000,
      })
      ended.push({ planned, run, problem: problemOf(planned, run, simulator.requests) })
      onProgress?.(ended.length)
    }
  }
  try {
    await Promise.all(Array.from({ length: width }, runQueue))
    const longFigures = await long.end()
    const { requests } = simulator
    return { waits: ended, requests, idleResets: proxy.count(), long: longFigures }
  } finally {
    long.kill()
    proxy.close()
    await simulator.close()
  }
}

/** Everything that is wrong. */
export function problemsOf({ waits, long }: SoakFigures): readonly string[] {
  return [...waits.flatMap(({ problem }) => problem ?? []), ...long.problems]
}

function problemOf(
  { id, result, exitCode, jobs, call }: PlannedWait,
  { outputs, code, stderr, summary, log }: StepRun,
  requests: readonly RequestRecord[],
): string | undefined {
  const isRight = outputs['result'] === result && outputs['id'] === id && code === exitCode
  if (!isRight || stderr !== '' || summary === '')
    return `${JSON.stringify(jobs)} should be ${result}: exit code ${code}\n${[...log, stderr].join('\n')}`
  if (call === undefined) return undefined
  const calls = requests.filter(({ path }) => path === call)
  // Clanforge has not received a call that it rejects with 429.
  const received = calls.filter(({ status }) => status !== 429).length
  if (received !== 1) return `${call} was received ${received} times`
  // A call on a connection that was used before can be lost.
  const isLate = calls.some(
    call => requests.find(({ connection }) => connection === call.connection) !== call,
  )
  return isLate ? `${call} was sent on a used connection` : undefined
}
