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
}

interface Kind {
  readonly inputs: (id: string) => Readonly<Record<string, string>>
  readonly job: (id: number, ending: Ending) => ScenarioJob
  readonly endings: readonly Ending[]
}

type Ending = 'complete' | 'failed' | 'squashed'

const ALL: readonly Ending[] = ['complete', 'failed', 'squashed']
const ENDINGS: Readonly<Record<Ending, Partial<JobSpec>>> = {
  complete: {},
  failed: { failsAt: 60 },
  squashed: { squashedAt: 40 },
}

const update: Kind = {
  inputs: id => ({ updateid: id }),
  job: (id, ending) => ({
    kind: 'update',
    id,
    queued: '0s..500ms',
    running: '500ms..2s',
    ...ENDINGS[ending],
  }),
  endings: ALL,
}

const kinds: readonly Kind[] = [
  update,
  {
    inputs: id => ({ diffid: id }),
    job: (id, ending) => ({
      kind: 'diff',
      id,
      running: '500ms..2s',
      added: 300,
      quirks: ['numbers-as-strings'],
      ...ENDINGS[ending],
    }),
    endings: ALL,
  },
  {
    inputs: id => ({ imageversionid: id }),
    job: (id, ending) => ({
      kind: 'version',
      id,
      pending: '200ms',
      running: '500ms..2s',
      progress: 'bursts',
      ...ENDINGS[ending],
    }),
    endings: ALL,
  },
  {
    inputs: id => ({ jobid: id, mirroring: 'true' }),
    job: (id, ending) => ({
      kind: 'install',
      id,
      mirroring: true,
      running: '500ms..2s',
      etaFactor: 2,
      ...ENDINGS[ending],
    }),
    endings: ALL,
  },
  {
    inputs: id => ({ jobid: id, mirroring: 'false', 'install-mode': 'queue-once' }),
    // Whatever answer is lost, it starts, and stays in the list long after its end: luck decides no result.
    job: (id, ending) => ({
      kind: 'install',
      id,
      startsAfter: '500ms',
      running: '2s',
      lingers: '1h',
      ...ENDINGS[ending],
    }),
    // A squashed install leaves the list as a complete one does.
    endings: ['complete', 'failed'],
  },
  {
    inputs: id => ({ imageid: id }),
    job: (id, ending) => ({ kind: 'rollout', id, duration: '1s..2s', failing: ending === 'failed' ? 2 : 0 }),
    endings: ['complete', 'failed'],
  },
]

/** What ends a wait at once, whatever it has seen before. */
const FATAL = [401, 403, 410, 'redirect'] as const

/** The waits of a soak: of each twenty, nine complete, five fail, five are squashed, and one ends in another way. */
export function planWaits(count: number): readonly PlannedWait[] {
  return Array.from({ length: count }, (_, index) => planWait(index))
}

function planWait(index: number): PlannedWait {
  const id = String(10_000 + index)
  const [round, place] = [Math.floor(index / 20), index % 20]
  if (place === 19) return planOther(id, round)
  const ending: Ending = place % 2 === 0 && place < 18 ? 'complete' : place % 4 === 1 ? 'failed' : 'squashed'
  const able = kinds.filter(({ endings }) => endings.includes(ending))
  const kind = able[(round + place) % able.length] ?? update
  const pass = ending === 'squashed' && round % 2 === 0 ? { 'on-squashed': 'pass' } : {}
  return {
    id,
    inputs: { ...kind.inputs(id), ...pass },
    jobs: [kind.job(Number(id), ending)],
    faults: [],
    expected: ending,
  }
}

function planOther(id: string, round: number): PlannedWait {
  const job: ScenarioJob = { kind: 'update', id: Number(id), running: '1s', hangsAt: 50 }
  const endless = { id, jobs: [job], faults: [] }
  const inputs = update.inputs(id)
  const fatal = FATAL[round % 7]
  if (fatal !== undefined) {
    const faults: FaultSpec[] = [{ fault: fatal, times: 'always', path: `/imageupdate/${id}/` }]
    return { ...endless, inputs, faults, expected: 'error' }
  }
  if (round % 7 === 4)
    return { ...endless, inputs: { ...inputs, 'stall-timeout': '20s' }, expected: 'stalled' }
  if (round % 7 === 5) return { ...endless, inputs: { ...inputs, timeout: '20s' }, expected: 'timed-out' }
  // Nobody knows this job.
  return { ...endless, jobs: [], inputs, expected: 'error' }
}
