import { jobKinds } from '../../../src/clanforge/endpoints.ts'
import type { Result } from '../../../src/wait/outcome.ts'
import type { FaultSpec, JobSpec, RolloutSpec, ScenarioJob } from '../../simulator/scenario.ts'

/** A wait of the soak. */
export interface PlannedWait {
  readonly id: string
  /** As under `with:`, without credentials and URL. */
  readonly inputs: Readonly<Record<string, string>>
  readonly jobs: readonly ScenarioJob[]
  /** Faults of this wait alone. */
  readonly faults: readonly FaultSpec[]
  readonly result: Result
  readonly exitCode: 0 | 1
  /** The path of a call that must be made exactly once. */
  readonly call: string | undefined
}

/** A kind of wait. */
interface WaitCase {
  readonly result: Result
  readonly job: Omit<JobSpec, 'id'> | Omit<RolloutSpec, 'id'>
  readonly inputs?: Readonly<Record<string, string>>
  /** Only with a result other than `complete`. */
  readonly passes?: true
  readonly isMissing?: true
  readonly fault?: FaultSpec['fault']
  readonly call?: 'imageinstall/ID/queue' | 'imageupdate/ID/retry'
}

const running = '500ms..2s'
const endings = [
  { result: 'complete', ending: {} },
  { result: 'failed', ending: { failsAt: 60 } },
  { result: 'squashed', ending: { squashedAt: 40 } },
] as const
const jobs: readonly Pick<WaitCase, 'job' | 'inputs'>[] = [
  { job: { kind: 'update', running, queued: '0s..500ms' } },
  { job: { kind: 'diff', running, added: 300, quirks: ['numbers-as-strings'] } },
  { job: { kind: 'version', running, pending: '200ms', progress: 'bursts' } },
  { job: { kind: 'install', running, mirroring: true, etaFactor: 2 }, inputs: { mirroring: 'true' } },
]
const hanging = { kind: 'update', running: '1s', hangsAt: 50 } as const

/** An install that starts even if the queue call is lost, and then stays in the list: chance decides no result. */
const queuedOnce = {
  job: { kind: 'install', startsAfter: '500ms', running: '2s', lingers: '1h' },
  inputs: { mirroring: 'false', 'install-mode': 'queue-once' },
  call: 'imageinstall/ID/queue',
} as const

const cases: readonly WaitCase[] = [
  ...jobs.flatMap(({ job, inputs = {} }) =>
    endings.map(({ result, ending }): WaitCase => ({
      result,
      job: { ...job, ...ending } as JobSpec,
      inputs,
    })),
  ),
  { ...queuedOnce, result: 'complete' },
  { ...queuedOnce, result: 'failed', job: { ...queuedOnce.job, failsAt: 60 } },
  { result: 'complete', job: { kind: 'rollout', duration: '1s..2s' } },
  { result: 'failed', job: { kind: 'rollout', duration: '1s..2s', failing: 2 } },
  {
    result: 'complete',
    job: { kind: 'update', running, failsAt: 60, failingRuns: 1 },
    inputs: { 'job-retries': '1' },
    call: 'imageupdate/ID/retry',
  },
  {
    result: 'squashed',
    job: { kind: 'update', running, squashedAt: 40 },
    inputs: { 'on-squashed': 'pass' },
    passes: true,
  },
  { result: 'stalled', job: hanging, inputs: { 'stall-timeout': '20s' } },
  { result: 'timed-out', job: hanging, inputs: { timeout: '20s' } },
  { result: 'error', job: hanging, isMissing: true },
  ...([401, 403, 410, 'redirect'] as const).map((fault): WaitCase => ({
    result: 'error',
    job: hanging,
    fault,
  })),
]

/** The waits of a soak: all cases in turn, each with a job of its own. */
export function planWaits(count: number): readonly PlannedWait[] {
  return Array.from({ length: count }, (_, index) => {
    const planned = cases[index % cases.length]
    if (planned === undefined) throw new Error('there are no cases')
    const { result, job, inputs, passes, isMissing, fault, call } = planned
    const id = 10_000 + index
    const path = `/image${job.kind}/${id}/`
    return {
      id: String(id),
      inputs: { [jobKinds[job.kind].input]: String(id), ...inputs },
      jobs: isMissing ? [] : [{ ...job, id }],
      faults: fault === undefined ? [] : [{ fault, times: 'always', path }],
      result,
      exitCode: result === 'complete' || passes ? 0 : 1,
      call: call && `/cfp/v1/${call.replace('ID', String(id))}`,
    }
  })
}
