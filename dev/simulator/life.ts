import { NO_TIME } from './span.ts'
import type { Span } from './span.ts'
import type { Quirk } from './wire.ts'

/** Kinds of jobs that have job fields (`jobstateid` and so on). */
export const JOB_KINDS = ['update', 'diff', 'version', 'install'] as const

/** A kind of job with job fields. */
export type JobKind = (typeof JOB_KINDS)[number]

/** What a job goes through before it ends, in this order. `unknown` is a state that nobody has documented. */
export const PHASES = ['created', 'pending', 'queued', 'unknown', 'running'] as const

/** One of the states before the end. */
export type Phase = (typeof PHASES)[number]

/** `jobstateid` of each phase; 8 stands for a state that the documentation does not have. */
export const PHASE_STATE: Readonly<Record<Phase, number>> = {
  created: 1,
  pending: 2,
  queued: 3,
  unknown: 8,
  running: 4,
}

/** `jobstatename` by `jobstateid`. 5 is `Completed`, the spelling that public clients have met. */
export const STATE_NAMES: Readonly<Record<number, string>> = {
  1: 'Created',
  2: 'Pending',
  3: 'Queued',
  4: 'Running',
  5: 'Completed',
  6: 'Failed',
  7: 'Squashed',
  8: 'Verifying',
}

/** How a run ends, and at which share (0 to 1) of its running time. A run that hangs stands still for ever. */
export interface Ending {
  readonly how: 'completes' | 'fails' | 'squashed' | 'hangs'
  readonly share: number
}

/** How `jobprogress` follows the running time. */
export type ProgressStyle =
  | { readonly style: 'honest' | 'zero' | 'bursts' | 'stalls' | 'flashes' }
  | { readonly style: 'hangs'; readonly percent: number }
  | { readonly style: 'ahead'; readonly factor: number }

/** What `jobeta` says. */
export type EtaStyle =
  | { readonly style: 'honest' | 'none' | 'zero' | 'drifting' }
  | { readonly style: 'late' | 'early'; readonly factor: number }

/** The life of an update, diff, version or install. The words for each field are in life-clauses.ts and own-clauses.ts. */
export interface JobLife {
  phases: Partial<Record<Phase, Span>>
  ending: Ending
  /** How many runs fail, from the first on. */
  failingRuns: number
  /** After a failure it runs again without being asked; null: only `/retry` does that. */
  runsAgainAfter: Span | null
  /** How long `/retry` leaves the old failure in view. */
  retryTakes: Span
  refusesRetry: boolean
  /** `jobfailed` before the first run. */
  failedBefore: number
  joberror: string | null
  progress: ProgressStyle
  eta: EtaStyle
  /** `jobupdated` moves every second while running, even if nothing else does. */
  heartbeat: boolean
  appearsAfter: Span
  image: number | null
  wire: Quirk[]
  /** Diffs: files in `added`, `modified` and `removed`. */
  files: { added: number; modified: number; removed: number }
  /** Versions: machine installs that appear when it completes. */
  installs: number
  mirroring: boolean
  /** Installs: the life starts by itself this long after it appears; null: the queue call starts it. */
  startsAfter: Span | null
  /** Installs: `target_imageversionid`. */
  target: number | null
  listedAfter: Span
  lingers: Span
  vanishes: boolean
}

/** The life of an image's rollout to the fleet. */
export interface RolloutLife {
  machines: number
  over: Span
  fail: number
  /** `completed_machines` before it starts. */
  before: number
  startsAfter: Span
  appearsAfter: Span
  hangsAt: number | null
}

/** The life of a job of which nothing is said: it completes after the default phases. */
export function plainJobLife(): JobLife {
  return {
    phases: {},
    ending: { how: 'completes', share: 1 },
    failingRuns: Infinity,
    runsAgainAfter: null,
    retryTakes: NO_TIME,
    refusesRetry: false,
    failedBefore: 0,
    joberror: null,
    progress: { style: 'honest' },
    eta: { style: 'honest' },
    heartbeat: false,
    appearsAfter: NO_TIME,
    image: null,
    wire: [],
    files: { added: 3, modified: 2, removed: 1 },
    installs: 0,
    mirroring: false,
    startsAfter: null,
    target: null,
    listedAfter: NO_TIME,
    lingers: NO_TIME,
    vanishes: false,
  }
}

/** The phases of a life that names none. */
export const DEFAULT_PHASES: Readonly<Partial<Record<Phase, Span>>> = {
  queued: { minMs: 2000, maxMs: 2000 },
  running: { minMs: 8000, maxMs: 8000 },
}

/** The life of a rollout of which nothing is said. */
export function plainRolloutLife(): RolloutLife {
  return {
    machines: 10,
    over: { minMs: 10_000, maxMs: 10_000 },
    fail: 0,
    before: 0,
    startsAfter: NO_TIME,
    appearsAfter: NO_TIME,
    hangsAt: null,
  }
}
