import type { FaultSpec, JobSpec, ScenarioJob } from '../../simulator/scenario.ts'

// Which waits a soak makes, and how each has to end.

/** How a wait has to end. */
export type Expected = 'complete' | 'failed' | 'squashed' | 'stalled' | 'timed-out' | 'error'

/** One wait: the jobs it is about, and what is to come of it. */
export interface PlannedWait {
  readonly id: string
  /** As under `with:`, without credentials and URL. */
  readonly inputs: Readonly<Record<string, string>>
  readonly jobs: readonly ScenarioJob[]
  /** Faults of this wait alone; where it has any, none of the others befall it. */
  readonly faults: readonly FaultSpec[]
  readonly expected: Expected
  /** The path of a call that is to take place exactly once. */
  readonly call?: string | undefined
}

type Ending = 'complete' | 'failed' | 'squashed'
type Planned = Pick<PlannedWait, 'inputs' | 'call'> & { readonly job: ScenarioJob }

const ENDINGS: Readonly<Record<Ending, Partial<JobSpec>>> = {
  complete: {},
  failed: { failsAt: 60 },
  squashed: { squashedAt: 40 },
}
const RUN = { running: '500ms..2s' } as const

/** The kinds of waits, by the ID of their job and how it ends. Undefined: this kind does not end so. */
const kinds: readonly ((id: number, ending: Ending) => Planned | undefined)[] = [
  (id, ending) => ({
    inputs: { updateid: `${id}` },
    job: { kind: 'update', id, ...RUN, queued: '0s..500ms', ...ENDINGS[ending] },
  }),
  (id, ending) => ({
    inputs: { diffid: `${id}` },
    job: { kind: 'diff', id, ...RUN, added: 300, quirks: ['numbers-as-strings'], ...ENDINGS[ending] },
  }),
  (id, ending) => ({
    inputs: { imageversionid: `${id}` },
    job: { kind: 'version', id, ...RUN, pending: '200ms', progress: 'bursts', ...ENDINGS[ending] },
  }),
  (id, ending) => ({
    inputs: { jobid: `${id}`, mirroring: 'true' },
    job: { kind: 'install', id, ...RUN, mirroring: true, etaFactor: 2, ...ENDINGS[ending] },
  }),
  (id, ending) => {
    // A squashed install leaves the list as a complete one does.
    if (ending === 'squashed') return undefined
    return {
      inputs: { jobid: `${id}`, mirroring: 'false', 'install-mode': 'queue-once' },
      call: `/cfp/v1/imageinstall/${id}/queue`,
      // Whatever response is lost, it starts, and stays in the list long after its end: luck decides no result.
      job: { kind: 'install', id, startsAfter: '500ms', running: '2s', lingers: '1h', ...ENDINGS[ending] },
    }
  },
  (id, ending) =>
    ending === 'squashed'
      ? undefined
      : {
          inputs: { imageid: `${id}` },
          job: { kind: 'rollout', id, duration: '1s..2s', failing: ending === 'failed' ? 2 : 0 },
        },
  (id, ending) =>
    ending === 'complete'
      ? {
          inputs: { updateid: `${id}`, 'job-retries': '1' },
          call: `/cfp/v1/imageupdate/${id}/retry`,
          job: { kind: 'update', id, ...RUN, failsAt: 60, failingRuns: 1 },
        }
      : undefined,
]

/** What ends a wait at once, whatever it has seen before. */
const FATAL = [401, 403, 410, 'redirect'] as const

/** The waits of a soak: of each twenty, nine complete, five fail, five are squashed, and one ends in another way. */
export function planWaits(count: number): readonly PlannedWait[] {
  return Array.from({ length: count }, (_, index) => planWait(index))
}

function planWait(index: number): PlannedWait {
  const id = 10_000 + index
  const [round, place] = [Math.floor(index / 20), index % 20]
  if (place === 19) return planOther(id, round)
  const expected: Ending =
    place % 2 === 0 && place < 18 ? 'complete' : place % 4 === 1 ? 'failed' : 'squashed'
  const able = kinds.flatMap(kind => kind(id, expected) ?? [])
  const planned = able[(round + place) % able.length]
  if (planned === undefined) throw new Error(`no kind of job ends as ${expected}`)
  const { inputs, job, call } = planned
  const pass = expected === 'squashed' && round % 2 === 0 ? { 'on-squashed': 'pass' } : {}
  return { id: `${id}`, inputs: { ...inputs, ...pass }, jobs: [job], faults: [], expected, call }
}

function planOther(id: number, round: number): PlannedWait {
  const inputs = { updateid: `${id}` }
  const jobs: readonly ScenarioJob[] = [{ kind: 'update', id, running: '1s', hangsAt: 50 }]
  const wait = { id: `${id}`, inputs, jobs, faults: [], expected: 'error' } as const
  const fatal = FATAL[round % 7]
  if (fatal !== undefined)
    return { ...wait, faults: [{ fault: fatal, times: 'always', path: `/imageupdate/${id}/` }] }
  if (round % 7 === 4) return { ...wait, inputs: { ...inputs, 'stall-timeout': '20s' }, expected: 'stalled' }
  if (round % 7 === 5) return { ...wait, inputs: { ...inputs, timeout: '20s' }, expected: 'timed-out' }
  // There is no such job.
  return { ...wait, jobs: [] }
}
