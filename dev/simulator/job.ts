import type { JobKind, JobLife } from './life.ts'
import { seededRandom, seedFrom } from './prng.ts'
import { endState, momentOfRun, planRun } from './run.ts'
import type { Moment, Run } from './run.ts'
import { drawMs } from './span.ts'

/** A job with job fields. Its runs are drawn from its own seed, so no other job changes what happens to it. */
export interface Job {
  readonly kind: JobKind
  readonly id: number
  readonly life: JobLife
  readonly seed: number
  readonly createdMs: number
  readonly listedMs: number
  readonly runs: Run[]
}

/** A new job, created (and first known) `appears after` from `nowMs`. An install waits for its queue call unless told otherwise. */
export function newJob(kind: JobKind, id: number, life: JobLife, nowMs: number, worldSeed: number): Job {
  const seed = seedFrom(worldSeed, kind, id)
  const random = seededRandom(seed)
  const createdMs = nowMs + drawMs(life.appearsAfter, random)
  const listedMs = createdMs + drawMs(life.listedAfter, random)
  const job: Job = { kind, id, life, seed, createdMs, listedMs, runs: [] }
  if (kind !== 'install') startJob(job, createdMs)
  else if (life.startsAfter !== null) startJob(job, createdMs + drawMs(life.startsAfter, random))
  return job
}

/** Begins the job's next run at `startMs`. */
export function startJob(job: Job, startMs: number): void {
  const number = job.runs.length + 1
  job.runs.push(planRun(job.life, startMs, number, seededRandom(seedFrom(job.seed, number))))
}

/** What `/retry` does to a job that may run again: the next run, or null with the old failure in view until it begins. */
export function retryJob(job: Job, nowMs: number): void {
  startJob(
    job,
    nowMs + drawMs(job.life.retryTakes, seededRandom(seedFrom(job.seed, 'retry', job.runs.length))),
  )
}

/** The job at `nowMs`: its moment, and how often it has failed so far (`jobfailed`). */
export function lookAt(job: Job, nowMs: number): Moment & { readonly failures: number } {
  runAgainByItself(job, nowMs)
  const failures = job.runs.filter(run => endState(run, nowMs) === 6).length + job.life.failedBefore
  const run = job.runs.findLast(({ startMs }) => startMs <= nowMs)
  if (run) return { ...momentOfRun(run, job.life, nowMs), failures }
  const state = job.life.phases.created ? 1 : 2
  return { state, progress: 0, etaMs: null, startMs: null, updatedMs: job.createdMs, failures }
}

/** Whether `jobstateid` is one of those a job does not leave by itself: 5, 6 or 7. */
export function isOver(state: number): boolean {
  return state >= 5 && state <= 7
}

/** Whether `imageinstall/status` lists the install: the incomplete ones, and what the life says about finished ones. */
export function isListed(job: Job, nowMs: number): boolean {
  if (nowMs < job.listedMs) return false
  const { state, updatedMs } = lookAt(job, nowMs)
  if (!isOver(state) || (state === 6 && !job.life.vanishes)) return true
  return nowMs < updatedMs + drawMs(job.life.lingers, seededRandom(seedFrom(job.seed, 'lingers')))
}

// Done when somebody looks: the result is the same whenever that is, since every time follows from the run before.
function runAgainByItself(job: Job, nowMs: number): void {
  const pause = job.life.runsAgainAfter
  if (pause === null) return
  for (let run = job.runs.at(-1); run && endState(run, nowMs) === 6; run = job.runs.at(-1)) {
    const againMs = run.endMs + drawMs(pause, seededRandom(seedFrom(job.seed, 'again', job.runs.length)))
    if (againMs > nowMs) return
    startJob(job, againMs)
  }
}
