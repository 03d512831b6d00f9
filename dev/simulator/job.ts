import { etaMs, lastChange, progressCurve } from './progress.ts'
import { type Random, drawMs, seededRandom, seedFrom } from './random.ts'
import type { JobKind, JobSpec } from './scenario.ts'

/** A job with job fields. It has a seed of its own, so that other jobs do not change its runs. */
export interface Job {
  readonly kind: JobKind
  readonly id: number
  readonly spec: JobSpec
  readonly seed: number
  readonly createdMs: number
  readonly listedMs: number
  /** When an install starts by itself; null if the queue call starts it. */
  readonly installMs: number | null
  readonly runs: Run[]
  /** Set when a diff is accepted, by making a version from it, or rejected. Until then it locks its image. */
  settled?: 'accepted' | 'rejected'
}

/** One run of a job, with everything random already drawn. Times in milliseconds. */
export type Run = Readonly<ReturnType<typeof planRun>>

// The phases of a run, in this order, with their states.
const PHASES = { created: 1, pending: 2, queued: 3, unknown: 8, running: 4 }
const PHASE_NAMES = Object.keys(PHASES) as (keyof typeof PHASES)[]

/** A new job, which appears `appearsAfter` from `nowMs`. An install without `startsAfter` waits for its queue call. */
export function newJob(id: number, spec: JobSpec, nowMs: number, scenarioSeed: number): Job {
  const { kind, startsAfter } = spec
  const seed = seedFrom(scenarioSeed, kind, id)
  const random = seededRandom(seed)
  const createdMs = nowMs + drawMs(spec.appearsAfter, random)
  const listedMs = createdMs + drawMs(spec.listedAfter, random)
  const installMs = startsAfter === undefined ? null : createdMs + drawMs(startsAfter, random)
  const job: Job = { kind, id, spec, seed, createdMs, listedMs, installMs, runs: [] }
  if (kind !== 'install') startJob(job, createdMs)
  else if (installMs !== null) startJob(job, installMs)
  return job
}

/** Begins the job's next run at `startMs`. */
export function startJob(job: Job, startMs: number): void {
  const number = job.runs.length + 1
  job.runs.push(planRun(job.spec, startMs, number, seededRandom(seedFrom(job.seed, number))))
}

/** Re-runs the job. The new run begins after `retryTakes`; until then, responses still show the old failure. */
export function retryJob(job: Job, nowMs: number): void {
  const random = seededRandom(seedFrom(job.seed, 'retry', job.runs.length))
  startJob(job, nowMs + drawMs(job.spec.retryTakes, random))
}

/** Whether a job stays in this `jobstateid` unless it is re-run. */
export function isFinal(state: number): boolean {
  return state >= 5 && state <= 7
}

/** Whether `imageinstall/status` lists the install. It lists unfinished and failed installs, and those that linger. */
export function isListed(job: Job, nowMs: number): boolean {
  if (nowMs < job.listedMs) return false
  const { state, updatedMs } = momentOf(job, nowMs)
  if (!isFinal(state) || state === 6) return true
  return nowMs < updatedMs + drawMs(job.spec.lingers, seededRandom(seedFrom(job.seed, 'lingers')))
}

/** The state of a job at `nowMs`, for its fields. Times in milliseconds; null if unknown or not yet known. */
export function momentOf(job: Job, nowMs: number) {
  const { spec, runs, createdMs } = job
  const failed = runs.filter(({ endState, endMs }) => endState === 6 && endMs <= nowMs)
  const failures = failed.length + (spec.jobfailed ?? 0)
  const run = runs.findLast(({ startMs }) => startMs <= nowMs)
  if (run) return { ...momentOfRun(run, spec, nowMs), failures }
  const state = spec.created === undefined ? 2 : 1
  return { state, progress: 0, etaMs: null, startMs: null, updatedMs: createdMs, failures }
}

function momentOfRun(run: Run, spec: JobSpec, nowMs: number) {
  const { runningFromMs, runningUntilMs, endMs, curve } = run
  const atMs = Math.min(nowMs, endMs)
  const { state, fromMs } = run.states.findLast(step => step.fromMs <= atMs) ?? { state: 4, fromMs: atMs }
  const share = shareOf(runningFromMs, runningUntilMs, atMs)
  return {
    state,
    progress: state === 5 ? 100 : curve(share),
    etaMs: state < 3 ? null : etaMs(spec, runningFromMs, runningUntilMs, share),
    startMs: atMs < runningFromMs ? null : runningFromMs,
    updatedMs: state === 4 ? updatedMs(run, spec, share, nowMs) : fromMs,
  }
}

function updatedMs(run: Run, spec: JobSpec, share: number, nowMs: number): number {
  const { runningFromMs, runningUntilMs, curve } = run
  // Flashes go up and down, and the search for the last change needs a curve that only rises.
  if (spec.heartbeat === true || spec.progress === 'flashes') return nowMs
  if (runningUntilMs === Infinity) return runningFromMs
  return runningFromMs + (runningUntilMs - runningFromMs) * lastChange(curve, share)
}

/** The share of a period that has passed, 0 to 1. A period without length has passed as soon as it begins. */
function shareOf(fromMs: number, untilMs: number, atMs: number): number {
  if (atMs < fromMs || untilMs === Infinity) return 0
  return untilMs === fromMs ? 1 : Math.min(1, (atMs - fromMs) / (untilMs - fromMs))
}

/** Plans a run: its states in order, with their beginnings. It would complete at `runningUntilMs`. */
function planRun(spec: JobSpec, startMs: number, runNumber: number, random: Random) {
  const hasTimes = PHASE_NAMES.some(name => spec[name] !== undefined)
  const times: Partial<JobSpec> = hasTimes ? spec : { queued: '2s', running: '8s' }
  let [runningFromMs, runningUntilMs] = [startMs, startMs]
  const states = PHASE_NAMES.map(name => {
    runningFromMs = runningUntilMs
    runningUntilMs += drawMs(times[name], random)
    return { state: PHASES[name], fromMs: runningFromMs }
  })
  const [endState, percent] = endingOf(spec, runNumber)
  const hasLength = percent > 0 && runningFromMs < Infinity
  const endMs = runningFromMs + (hasLength ? (runningUntilMs - runningFromMs) * (percent / 100) : 0)
  if (endState !== null) states.push({ state: endState, fromMs: endMs })
  const curve = progressCurve(spec, random)
  return { startMs, states, runningFromMs, runningUntilMs, endMs, endState, curve }
}

// The first `failingRuns` runs of a failing job fail, the later ones complete. A job that hangs has no final state: it
// does not change after this share of its running time.
function endingOf(spec: JobSpec, runNumber: number): readonly [state: number | null, percent: number] {
  const { failsAt, squashedAt, hangsAt, failingRuns = Infinity } = spec
  if (failsAt !== undefined && runNumber <= failingRuns) return [6, failsAt]
  if (squashedAt !== undefined) return [7, squashedAt]
  return hangsAt === undefined ? [5, 100] : [null, hangsAt]
}
