import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fastClock } from '../../runner/preload.ts'
import { type StepRun, runStep } from '../../runner/run-step.ts'
import { DEMO_ACCESS_KEY, DEMO_ASID, DEMO_SECRET_KEY } from '../../simulator/access.ts'
import type { FaultSpec } from '../../simulator/scenario.ts'
import { type Simulator, startSimulator } from '../../simulator/server.ts'
import { LongWait, type LongWaitFigures } from './long-wait.ts'
import { StepMemory, heapInUse } from '../memory.ts'
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
  readonly seconds: number
  /** Bytes in use here, simulator included, when a fifth of the waits was done, and at the end. */
  readonly heap: { readonly early: number; readonly late: number }
  /** The most that a step had resident, bytes: the median of all, and the highest. */
  readonly steps: { readonly median: number; readonly highest: number }
  readonly long: LongWaitFigures
}

/** Every kind of fault that a wait survives, each about as often; together they befall one request in three. */
const SURVIVED: readonly FaultSpec[] = [
  ...(['reset', 'cut', 'hang', 'drip', 'page', 'empty', 'garbage', 'wrong-job'] as const).map(fault => ({
    fault,
  })),
  ...[408, 500, 502, 503, 504].map(fault => ({ fault })),
  { fault: 'oversized', mebibytes: 1 },
  { fault: 429, retryAfter: 1 },
  { fault: 429, retryAfterDate: 1 },
]
const RATE = SURVIVED.map(fault => ({ ...fault, oneIn: 40 }))
/** Three of these in a row end a wait, so they are spread over all of them. One per so many requests. */
const SPREAD = 60

/** Runs waits against one simulator, on steps whose clocks are ten times as fast, and compares what comes of them. */
export async function soak({ waits, width, onProgress }: SoakOptions): Promise<SoakFigures> {
  const folder = mkdtempSync(join(tmpdir(), 'soak-'))
  const simulator = await startSimulator()
  try {
    return await new Soak(simulator, planWaits(waits), new StepMemory(join(folder, 'memory'))).run(
      width,
      onProgress,
    )
  } finally {
    await simulator.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

class Soak {
  private readonly simulator: Simulator
  private readonly plan: readonly PlannedWait[]
  private readonly memory: StepMemory
  private readonly results: Record<string, { expected: number; right: number }> = {}
  private readonly wrong: string[] = []
  private readonly faults: Record<string, number> = {}
  /** Queue calls that took place, by path. */
  private readonly queued = new Map<string, number>()
  private requests = 0

  constructor(simulator: Simulator, plan: readonly PlannedWait[], memory: StepMemory) {
    this.simulator = simulator
    this.plan = plan
    this.memory = memory
    const own = plan.flatMap(({ faults }) => faults)
    const missing = Array.from({ length: Math.floor(plan.length / 10) }, (_, index): FaultSpec => {
      return { fault: index % 2 === 0 ? 404 : 'refusal', path: '/status', after: SPREAD * (index + 1) }
    })
    simulator.setFaults(...own, ...missing, ...RATE)
  }

  async run(width: number, onProgress: (done: number) => void = () => undefined): Promise<SoakFigures> {
    const start = performance.now()
    const harvest = setInterval(() => {
      this.harvest()
    }, 500)
    const long = new LongWait(this.simulator, this.inputs({}), this.memory)
    let [done, early] = [0, 0]
    const queue = [...this.plan]
    const lane = async (): Promise<void> => {
      for (let wait = queue.shift(); wait !== undefined; wait = queue.shift()) {
        await this.wait(wait)
        onProgress(++done)
        if (done === Math.ceil(this.plan.length / 5)) early = heapInUse()
      }
    }
    try {
      await Promise.all(Array.from({ length: width }, lane))
      const figures = await long.end()
      this.harvest()
      const { results, wrong, requests, faults } = this
      const seconds = (performance.now() - start) / 1000
      const told = { waits: done, results, wrong: [...wrong, ...figures.wrong], requests, faults, seconds }
      return { ...told, heap: { early, late: heapInUse() }, steps: this.memory.figures(), long: figures }
    } finally {
      clearInterval(harvest)
      long.kill()
    }
  }

  private async wait(wait: PlannedWait): Promise<void> {
    this.simulator.add(...wait.jobs)
    const nodeArgs = [...fastClock, ...this.memory.nodeArgs]
    const run = await runStep({ inputs: this.inputs(wait.inputs), nodeArgs, patience: 300_000 })
    const tally = (this.results[wait.expected] ??= { expected: 0, right: 0 })
    tally.expected += 1
    this.harvest()
    const problem = problemOf(wait, run) ?? this.queuedTwice(wait)
    if (problem === undefined) tally.right += 1
    else this.wrong.push(`wait ${wait.id} (${JSON.stringify(wait.jobs)}): ${problem}`)
  }

  private queuedTwice({ id, inputs }: PlannedWait): string | undefined {
    const calls = this.queued.get(`/cfp/v1/imageinstall/${id}/queue`) ?? 0
    return inputs['install-mode'] === 'queue-once' && calls > 1 ? `queued ${String(calls)} times` : undefined
  }

  private inputs(own: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
    return {
      accountserviceid: DEMO_ASID,
      'access-key': DEMO_ACCESS_KEY,
      'secret-key': DEMO_SECRET_KEY,
      'api-url': this.simulator.url,
      // On the fast clock: a tenth of this.
      'min-poll-interval': '1s',
      'max-poll-interval': '5s',
      timeout: '1h',
      'outage-timeout': '30m',
      ...own,
    }
  }

  /** Counts the requests so far and lets them go. */
  private harvest(): void {
    for (const { fault, path, status } of this.simulator.requests) {
      if (path.endsWith('/queue') && status !== 429) this.queued.set(path, (this.queued.get(path) ?? 0) + 1)
      if (fault !== null) this.faults[fault] = (this.faults[fault] ?? 0) + 1
    }
    this.requests += this.simulator.requests.length
    this.simulator.forgetRequests()
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
