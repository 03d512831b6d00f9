import { fastClock } from '../../runner/preload.ts'
import { type StepRun, runStep } from '../../runner/run-step.ts'
import { DEMO_INPUTS } from '../../simulator/access.ts'
import type { RequestRecord } from '../../simulator/request-log.ts'
import type { FaultSpec } from '../../simulator/scenario.ts'
import { startSimulator } from '../../simulator/server.ts'
import { peakOf, printPeak } from '../memory.ts'
import { startIdleResets } from './idle-resets.ts'
import { type LongWaitFigures, startLongWait } from './long-wait.ts'
import { type PlannedWait, planWaits } from './waits.ts'

/** How many waits, and how many of them run at the same time. */
export interface SoakOptions {
  readonly waits: number
  readonly width: number
  /** Called after each wait. */
  readonly onProgress?: (done: number) => void
}

/** A wait that has ended. */
export interface EndedWait extends Pick<PlannedWait, 'id' | 'result'> {
  /** The peak of resident memory, bytes. */
  readonly peak: number
  /** Why it is wrong; undefined if it ended as planned. */
  readonly problem: string | undefined
}

/** The figures of a soak. */
export interface SoakFigures {
  readonly waits: readonly EndedWait[]
  readonly requests: number
  /** The fault of each request that failed. */
  readonly faults: readonly string[]
  /** Requests that were lost because their connection was reset while idle. */
  readonly idleResets: number
  readonly long: LongWaitFigures
  /** Everything that is wrong. */
  readonly problems: readonly string[]
}

/** The faults that the action retries. Each hits one request in 40, and all of them together one in three. */
const RETRIED = [
  ...(['reset', 'cut', 'hang', 'drip', 'page', 'empty', 'garbage', 'wrong-job'] as const),
  ...[408, 500, 502, 503, 504],
].map((fault): FaultSpec => ({ fault, oneIn: 40 }))
const RETRIED_WITH_OPTIONS: readonly FaultSpec[] = [
  { fault: 'oversized', mebibytes: 1, oneIn: 40 },
  { fault: 429, retryAfter: 1, oneIn: 40 },
  { fault: 429, retryAfterDate: 1, oneIn: 40 },
]
/** Status requests between two faults of which three in a row end a wait. */
const SPREAD = 60

/** Runs waits against a simulator, with dist/ on a clock ten times as fast, and checks how they end. */
export async function soak({ waits, width, onProgress }: SoakOptions): Promise<SoakFigures> {
  const simulator = await startSimulator()
  const proxy = await startIdleResets(simulator.port)
  const plan = planWaits(waits)
  simulator.setFaults(...faultsFor(plan))
  // On the fast clock, the durations are a tenth of this.
  const durations = { 'min-poll-interval': '1s', 'max-poll-interval': '5s', 'outage-timeout': '30m' }
  const inputs = { ...DEMO_INPUTS, 'api-url': proxy.url, ...durations }
  const long = startLongWait(simulator, inputs)
  const ended: EndedWait[] = []
  const queue = [...plan]
  const runQueue = async (): Promise<void> => {
    for (let wait = queue.shift(); wait !== undefined; wait = queue.shift()) {
      simulator.add(...wait.jobs)
      const options = { inputs: { ...inputs, ...wait.inputs }, nodeArgs: [...fastClock, ...printPeak] }
      const run = await runStep({ ...options, patience: 300_000 })
      const problem = problemOf(wait, run, simulator.requests)
      ended.push({ id: wait.id, result: wait.result, peak: peakOf(run), problem })
      onProgress?.(ended.length)
    }
  }
  try {
    await Promise.all(Array.from({ length: width }, runQueue))
    const longFigures = await long.end()
    const wrong = ended.flatMap(({ id, problem }) =>
      problem === undefined ? [] : [`wait ${id}: ${problem}`],
    )
    return {
      waits: ended,
      requests: simulator.requests.length,
      faults: simulator.requests.flatMap(({ fault }) => fault ?? []),
      idleResets: proxy.count(),
      long: longFigures,
      problems: [...wrong, ...longFigures.problems],
    }
  } finally {
    long.kill()
    proxy.close()
    await simulator.close()
  }
}

/** Why a wait is wrong; undefined if it ended as planned. */
function problemOf(
  { id, jobs, result, exitCode, call }: PlannedWait,
  { outputs, code, stderr, summary, log }: StepRun,
  requests: readonly RequestRecord[],
): string | undefined {
  const isRight = outputs['result'] === result && outputs['id'] === id && code === exitCode
  if (!isRight || stderr !== '' || summary === '')
    return `${JSON.stringify(jobs)} should be ${result}: exit code ${code}\n${[...log, stderr].join('\n')}`
  if (call === undefined) return undefined
  const calls = requests.filter(({ path, status }) => path === call && status !== 429)
  if (calls.length !== 1) return `${call} was called ${calls.length} times`
  // A call on a connection that was used before can be lost.
  const isFirst = ({ connection }: RequestRecord, index: number) =>
    requests.findIndex(request => request.connection === connection) === index
  const isSafe = requests.every((request, index) => request.path !== call || isFirst(request, index))
  return isSafe ? undefined : `${call} was called on a used connection`
}

function faultsFor(plan: readonly PlannedWait[]): readonly FaultSpec[] {
  const missing = Array.from({ length: Math.floor(plan.length / 10) }, (_, index): FaultSpec => {
    return { fault: index % 2 === 0 ? 404 : 'refusal', path: '/status', after: SPREAD * (index + 1) }
  })
  return [...plan.flatMap(({ faults }) => faults), ...missing, ...RETRIED, ...RETRIED_WITH_OPTIONS]
}
