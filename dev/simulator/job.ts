import { drawMs } from './durations.ts'
import { seededRandom, seedFrom } from './random.ts'
import { endState, momentOfRun, planRun } from './run.ts'
import type { Moment, Run } from './run.ts'
import type { JobKind, JobSpec } from './scenario.ts'
import { isFinal } from './states.ts'

/** A job with job fields. Its runs are drawn from a seed of its own, so no other job changes what happens to it. */
export interface Job {
  readonly kind: JobKind
  readonly id: number
  readonly spec: JobSpec
  readonly seed: number
  readonly createdMs: number
  readonly listedMs: number
  /** When an install starts by itself; null: the queue call starts it. */
  readonly installMs: number | null
  readonly runs: Run[]
}

/**
 * A new job, created (and first known) `appearsAfter` from `nowMs`. An install waits for its queue call unless it has
 * `startsAfter`; then it starts by itself, but not before `installAtMs`.
 */
export function newJob(id: number, spec: JobSpec, nowMs: number, scenarioSeed: number, installAtMs = 0): Job {
  const { kind, startsAfter } = spec
  const seed = seedFrom(scenarioSeed, kind, id)
  const random = seededRandom(seed)
  const createdMs = nowMs + drawMs(spec.appearsAfter ?? '0s', random)
  const listedMs = createdMs + drawMs(spec.listedAfter ?? '0s', random)
  const installMs =
    startsAfter === undefined ? null : Math.max(installAtMs, createdMs + drawMs(startsAfter, random))
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

/** The effect of `/retry` on a job that can be re-run: the next run. Until it begins, responses still show the old failure. */
export function retryJob(job: Job, nowMs: number): void {
  startJob(job, nowMs + drawFor(job, 'retry', job.spec.retryTakes))
}

/** The job at `nowMs`: its moment, and how often it has failed so far (`jobfailed`). */
export function momentOf(job: Job, nowMs: number): Moment & { readonly failures: number } {
  rerunByItself(job, nowMs)
  const failures = job.runs.filter(run => endState(run, nowMs) === 6).length + (job.spec.jobfailed ?? 0)
  const run = job.runs.findLast(({ startMs }) => startMs <= nowMs)
  if (run) return { ...momentOfRun(run, job.spec, nowMs), failures }
  const state = job.spec.created === undefined ? 2 : 1
  return { state, progress: 0, etaMs: null, startMs: null, updatedMs: job.createdMs, failures }
}

/** Whether `imageinstall/status` lists the install: the incomplete and the failed ones, unless its spec says otherwise. */
export function isListed(job: Job, nowMs: number): boolean {
  if (nowMs < job.listedMs) return false
  const { state, updatedMs } = momentOf(job, nowMs)
  if (!isFinal(state) || (state === 6 && job.spec.vanishes !== true)) return true
  const lingersMs = drawMs(job.spec.lingers ?? '0s', seededRandom(seedFrom(job.seed, 'lingers')))
  return nowMs < updatedMs + lingersMs
}

// Planned when a request comes: the result is the same whenever that is, since every time follows from the run before.
function rerunByItself(job: Job, nowMs: number): void {
  const { rerunsAfter } = job.spec
  if (rerunsAfter === undefined) return
  for (let run = job.runs.at(-1); run && endState(run, nowMs) === 6; run = job.runs.at(-1)) {
    const againMs = run.endMs + drawFor(job, 'again', rerunsAfter)
    if (againMs > nowMs) return
    startJob(job, againMs)
  }
}

function drawFor(job: Job, purpose: string, time = '0s'): number {
  return drawMs(time, seededRandom(seedFrom(job.seed, purpose, job.runs.length)))
}
