import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fastClock } from '../../runner/preload.ts'
import { type StepRun, runStep } from '../../runner/run-step.ts'
import { DEMO_ACCESS_KEY, DEMO_ASID, DEMO_SECRET_KEY } from '../../simulator/access.ts'
import type { FaultSpec } from '../../simulator/scenario.ts'
import { type Simulator, startSimulator } from '../../simulator/server.ts'
import { heapInUse, readPeaks, reportPeak } from '../memory.ts'
import { greatest, quantile } from '../statistics.ts'
import { IdleResets } from './idle-resets.ts'
import { type LongWaitFigures, startLongWait } from './long-wait.ts'
import { type PlannedWait, planWaits } from './plan.ts'

/** How much of a soak is wanted. */
export interface SoakOptions {
  readonly waits: number
  /** How many run side by side. */
  readonly width: number
  /** Called after each wait. */
  readonly onProgress?: (done: number) => void
}

/** What came of a soak. */
export interface SoakFigures {
  readonly waits: number
  /** Waits by how they had to end, and how many of them did. */
  readonly results: Readonly<Record<string, { readonly expected: number; readonly right: number }>>
  /** A line for each wait that ended otherwise, or left something else behind than it should. */
  readonly wrong: readonly string[]
  readonly requests: number
  /** Faults that hit a request, by name. */
  readonly faults: Readonly<Record<string, number>>
  /** Connections that were reset while idle, as the next request went out. */
  readonly idleResets: number
  readonly seconds: number
  /** Bytes in use here, simulator included, when a fifth of the waits was done, and at the end. */
  readonly heap: { readonly early: number; readonly late: number }
  /** The most that a step had resident, bytes: the median of all, and the highest. */
  readonly steps: { readonly median: number; readonly highest: number }
  readonly long: LongWaitFigures
}

/** Every kind of fault that is retried, equally often; together they affect one request in three. */
const RATE = [
  ...(['reset', 'cut', 'hang', 'drip', 'page', 'empty', 'garbage', 'wrong-job'] as const),
  ...[408, 500, 502, 503, 504],
]
  .map((fault): FaultSpec => ({ fault }))
  .concat(
    { fault: 'oversized', mebibytes: 1 },
    { fault: 429, retryAfter: 1 },
    { fault: 429, retryAfterDate: 1 },
  )
  .map(fault => ({ ...fault, oneIn: 40 }))
/** Three of these in a row end a wait, so they are spread over all of them. One per so many requests. */
const SPREAD = 60

/** Runs waits against one simulator, on steps whose clocks are ten times as fast, and compares what comes of them. */
export async function soak({ waits, width, onProgress }: SoakOptions): Promise<SoakFigures> {
  const start = performance.now()
  const folder = mkdtempSync(join(tmpdir(), 'soak-'))
  const file = join(folder, 'peaks')
  const simulator = await startSimulator()
  const front = new IdleResets(simulator.port)
  const plan = planWaits(waits)
  const records = new Records(simulator)
  setFaults(simulator, plan)
  const inputs = inputsFor(await front.open())
  const long = startLongWait(simulator, inputs, reportPeak(file))
  const results: Record<string, { expected: number; right: number }> = {}
  const wrong: string[] = []
  let [done, early] = [0, 0]
  const queue = [...plan]
  const lane = async (): Promise<void> => {
    for (let wait = queue.shift(); wait !== undefined; wait = queue.shift()) {
      simulator.add(...wait.jobs)
      const nodeArgs = [...fastClock, ...reportPeak(file)]
      const run = await runStep({ inputs: { ...inputs, ...wait.inputs }, nodeArgs, patience: 300_000 })
      const problem = problemOf(wait, run) ?? records.problemOf(wait)
      const tally = (results[wait.expected] ??= { expected: 0, right: 0 })
      tally.expected += 1
      if (problem === undefined) tally.right += 1
      else wrong.push(`wait ${wait.id} (${JSON.stringify(wait.jobs)}): ${problem}`)
      done += 1
      onProgress?.(done)
      if (done === Math.ceil(waits / 5)) early = heapInUse()
    }
  }
  try {
    await Promise.all(Array.from({ length: width }, lane))
    const figures = await long.end()
    records.take()
    const peaks = readPeaks(file)
    return {
      waits: done,
      results,
      wrong: [...wrong, ...figures.wrong],
      requests: records.count,
      faults: records.faults,
      idleResets: front.count,
      seconds: (performance.now() - start) / 1000,
      heap: { early, late: heapInUse() },
      steps: { median: quantile(peaks, 0.5), highest: greatest(peaks) },
      long: figures,
    }
  } finally {
    records.stop()
    long.kill()
    front.close()
    await simulator.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** The requests of a soak, counted and let go. */
class Records {
  count = 0
  readonly faults: Record<string, number> = {}
  /** Calls that took place, by path, and whether one of them was made on a connection that was used before. */
  private readonly calls = new Map<string, { count: number; isOnUsed: boolean }>()
  private readonly connections = new Set<number>()
  private readonly simulator: Simulator
  private readonly timer = setInterval(() => {
    this.take()
  }, 500)

  constructor(simulator: Simulator) {
    this.simulator = simulator
  }

  take(): void {
    for (const { fault, path, status, connection } of this.simulator.requests) {
      if (/\/(queue|retry)$/.test(path)) {
        const { count, isOnUsed } = this.calls.get(path) ?? { count: 0, isOnUsed: false }
        const isUsed = isOnUsed || this.connections.has(connection)
        this.calls.set(path, { count: status === 429 ? count : count + 1, isOnUsed: isUsed })
      }
      if (fault !== null) this.faults[fault] = (this.faults[fault] ?? 0) + 1
      this.connections.add(connection)
    }
    this.count += this.simulator.requests.length
    this.simulator.forgetRequests()
  }

  /** Whether a call that changes something was made twice, or where it could be lost. */
  problemOf({ call }: PlannedWait): string | undefined {
    this.take()
    if (call === undefined) return undefined
    const { count, isOnUsed } = this.calls.get(call) ?? { count: 0, isOnUsed: false }
    if (isOnUsed) return `${call} was called on a used connection`
    return count === 1 ? undefined : `${call} was called ${count} times`
  }

  stop(): void {
    clearInterval(this.timer)
  }
}

function setFaults(simulator: Simulator, plan: readonly PlannedWait[]): void {
  const own = plan.flatMap(({ faults }) => faults)
  const missing = Array.from({ length: Math.floor(plan.length / 10) }, (_, index): FaultSpec => {
    return { fault: index % 2 === 0 ? 404 : 'refusal', path: '/status', after: SPREAD * (index + 1) }
  })
  simulator.setFaults(...own, ...missing, ...RATE)
}

function inputsFor(url: string): Readonly<Record<string, string>> {
  return {
    accountserviceid: DEMO_ASID,
    'access-key': DEMO_ACCESS_KEY,
    'secret-key': DEMO_SECRET_KEY,
    'api-url': url,
    // On the fast clock: a tenth of this.
    'min-poll-interval': '1s',
    'max-poll-interval': '5s',
    timeout: '1h',
    'outage-timeout': '30m',
  }
}

/** What is wrong with how a wait ended; undefined when nothing is. */
function problemOf({ id, expected, inputs }: PlannedWait, run: StepRun): string | undefined {
  const { code, outputs, stderr, summary } = run
  const isGreen = expected === 'complete' || (expected === 'squashed' && inputs['on-squashed'] === 'pass')
  if (outputs['result'] !== expected)
    return `${outputs['result'] ?? 'no result'}, exit code ${String(code)}\n${run.log.join('\n')}`
  if (code !== (isGreen ? 0 : 1)) return `${expected}, but exit code ${String(code)}`
  if (outputs['id'] !== id) return `the outputs are about ${outputs['id'] ?? 'nothing'}`
  if (stderr !== '') return `stderr: ${stderr}`
  return summary === '' ? 'no summary' : undefined
}
