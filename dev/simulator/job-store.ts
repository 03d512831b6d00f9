import { type Job, newJob } from './job.ts'
import { type Rollout, newRollout } from './rollout.ts'
import type { JobKind, JobSpec, RolloutSpec, ScenarioJob } from './scenario.ts'

const FIRST_ID: Readonly<Record<JobKind, number>> = { update: 1001, diff: 2001, version: 3001, install: 4001 }

/** The defaults of jobs that calls create. Unlike in a scenario, a version has installs, which start by themselves. */
const CREATED: Readonly<Record<JobKind, JobSpec>> = {
  update: { kind: 'update' },
  diff: { kind: 'diff' },
  version: { kind: 'version', installs: 2 },
  install: { kind: 'install', startsAfter: '0s' },
}

/** The jobs and rollouts, and the behavior of jobs that calls create later. */
export class JobStore {
  readonly #seed: number
  // By kind and ID.
  readonly #jobs = new Map<string, Job>()
  #rollouts: Rollout[] = []
  // The `*` entries.
  readonly #created = { ...CREATED }
  #createdRollout: RolloutSpec = { kind: 'rollout', id: '*' }

  constructor(seed: number) {
    this.#seed = seed
  }

  /** Adds the jobs of a scenario's entry at `nowMs`, and replaces those with the same ID. `*` adds no job yet. */
  add(spec: ScenarioJob, nowMs: number): void {
    if (spec.kind === 'rollout') {
      if (spec.id === '*') this.#createdRollout = spec
      else for (const id of idsOf(spec.id)) this.#addRollout(id, spec, nowMs)
    } else {
      const { kind, id = this.#nextId(kind) } = spec
      if (id === '*') this.#created[kind] = { ...CREATED[kind], ...spec }
      else for (const number of idsOf(id)) this.#addJob(number, spec, nowMs)
    }
  }

  /** Adds a job with the next free ID. It behaves as the `*` entry of its kind defines. */
  create(kind: JobKind, nowMs: number, spec: Partial<JobSpec>): Job {
    return this.#addJob(this.#nextId(kind), { ...this.#created[kind], ...spec }, nowMs)
  }

  /** The job, once it has appeared. */
  find(kind: JobKind, id: number, nowMs: number): Job | undefined {
    const job = this.#jobs.get(`${kind} ${String(id)}`)
    return job && nowMs >= job.createdMs ? job : undefined
  }

  /** All jobs of a kind that have appeared, oldest first. */
  all(kind: JobKind, nowMs: number): readonly Job[] {
    return [...this.#jobs.values()].filter(job => job.kind === kind && nowMs >= job.createdMs)
  }

  /** Whether an update, diff or version that has appeared belongs to the image. */
  hasImage(imageId: number, nowMs: number): boolean {
    const jobs = [...this.#jobs.values()].filter(({ kind }) => kind !== 'install')
    return jobs.some(({ spec, createdMs }) => spec.imageid === imageId && nowMs >= createdMs)
  }

  /** The image's rollout: the latest that has appeared. */
  rollout(imageId: number, nowMs: number): Rollout | undefined {
    return this.#rollouts.findLast(rollout => rollout.imageId === imageId && nowMs >= rollout.appearsMs)
  }

  /** All rollouts that have appeared, the latest of each image. */
  rollouts(nowMs: number): readonly Rollout[] {
    return this.#rollouts.filter(rollout => this.rollout(rollout.imageId, nowMs) === rollout)
  }

  #nextId(kind: JobKind): number {
    return this.all(kind, Infinity).reduce((next, { id }) => Math.max(next, id + 1), FIRST_ID[kind])
  }

  #addRollout(id: number, spec: RolloutSpec, nowMs: number): void {
    this.#rollouts = this.#rollouts.filter(({ imageId }) => imageId !== id)
    this.#rollouts.push(newRollout(id, spec, nowMs, this.#seed))
  }

  #addJob(id: number, spec: JobSpec, nowMs: number): Job {
    const job = newJob(id, spec, nowMs, this.#seed)
    this.#jobs.set(`${spec.kind} ${String(id)}`, job)
    if (spec.kind === 'version') this.#release(job)
    return job
  }

  // When a version completes, it creates its installs and is rolled out. Its end is known from the start, so that both
  // are added now, to appear then.
  #release({ id, spec, runs: [run] }: Job): void {
    if (run?.endState !== 5 || run.endMs === Infinity) return
    const { imageid, installs = 0 } = spec
    for (let n = 0; n < installs; n++)
      this.create('install', run.endMs, { imageid, target_imageversionid: id })
    if (imageid === undefined || installs === 0) return
    const earlier = this.#rollouts.findLast(({ imageId }) => imageId === imageid)
    const completedBefore = earlier?.machines ?? this.#createdRollout.completedBefore
    const rollout = { ...this.#createdRollout, completedBefore }
    this.#rollouts.push(newRollout(imageid, rollout, run.endMs, this.#seed))
  }
}

/** All IDs of an entry, in ascending order. */
export function idsOf(id: number | string): readonly number[] {
  const ends = String(id).split('..').map(Number)
  const [first, last] = [Math.min(...ends), Math.max(...ends)]
  return Array.from({ length: last - first + 1 }, (_, index) => first + index)
}
