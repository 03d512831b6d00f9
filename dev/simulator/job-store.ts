import { momentOf, newJob } from './job.ts'
import type { Job } from './job.ts'
import { newRollout } from './rollout.ts'
import type { Rollout } from './rollout.ts'
import { JOB_KINDS } from './scenario.ts'
import type { JobKind, JobSpec, RolloutSpec, ScenarioId, ScenarioJob } from './scenario.ts'
import { isFinal } from './states.ts'

/** A job or rollout that was added. `id` of a rollout is its image. */
export interface Added {
  readonly kind: JobKind | 'rollout'
  readonly id: number
}

const FIRST_ID: Readonly<Record<JobKind, number>> = { update: 1001, diff: 2001, version: 3001, install: 4001 }

/** How created jobs differ from those of a scenario: a version has installs, and they start by themselves. */
const CREATED: Readonly<Record<JobKind, Partial<JobSpec>>> = {
  update: {},
  diff: {},
  version: { installs: 2 },
  install: { startsAfter: '0s' },
}

/** Everything that exists: jobs by kind and ID, rollouts by image, and how those behave that are created later. */
export class JobStore {
  readonly #seed: number
  readonly #jobs = new Map<JobKind, Map<number, Job>>(JOB_KINDS.map(kind => [kind, new Map()]))
  readonly #rollouts = new Map<number, Rollout[]>()
  readonly #later: Record<JobKind, JobSpec> & { rollout: RolloutSpec } = {
    update: { kind: 'update' },
    diff: { kind: 'diff' },
    version: { kind: 'version' },
    install: { kind: 'install' },
    rollout: { kind: 'rollout', id: '*' },
  }

  constructor(seed: number) {
    this.#seed = seed
  }

  /** Adds the jobs of an entry of a scenario at `nowMs`; an ID that exists is replaced. `*` adds nothing now. */
  add(spec: ScenarioJob, nowMs: number): readonly Added[] {
    if (spec.id === '*') {
      this.#later[spec.kind] = spec as JobSpec & RolloutSpec
      return []
    }
    return this.#idsOf(spec.kind, spec.id).map(id => {
      if (spec.kind === 'rollout') this.#rollouts.set(id, [newRollout(id, spec, nowMs, this.#seed)])
      else this.#put(id, spec, nowMs)
      return { kind: spec.kind, id }
    })
  }

  /**
   * The job of a create call, with the next free ID, as the `*` entry of its kind says.
   *
   * @param installAtMs when the installs of a version begin at the earliest
   */
  create(kind: JobKind, nowMs: number, about: Partial<JobSpec>, installAtMs = 0): Job {
    return this.#put(
      this.nextId(kind),
      { ...CREATED[kind], ...this.#later[kind], ...about },
      nowMs,
      installAtMs,
    )
  }

  /** The job, once it has appeared. */
  find(kind: JobKind, id: number, nowMs: number): Job | undefined {
    const job = this.#jobs.get(kind)?.get(id)
    return job && nowMs >= job.createdMs ? job : undefined
  }

  /** All jobs of a kind that have appeared, oldest first. */
  all(kind: JobKind, nowMs: number): readonly Job[] {
    return [...(this.#jobs.get(kind)?.values() ?? [])].filter(job => nowMs >= job.createdMs)
  }

  /** The image's rollout: the latest that has appeared. */
  rollout(imageId: number, nowMs: number): Rollout | undefined {
    return this.#rollouts.get(imageId)?.findLast(({ appearsMs }) => nowMs >= appearsMs)
  }

  /** All images that have, had or will have a rollout. */
  rolloutImages(): readonly number[] {
    return [...this.#rollouts.keys()]
  }

  /** The ID that the next job of a kind gets. */
  nextId(kind: JobKind): number {
    const ids = [...(this.#jobs.get(kind)?.keys() ?? [])]
    return ids.reduce((highest, id) => Math.max(highest, id), FIRST_ID[kind] - 1) + 1
  }

  #idsOf(kind: ScenarioJob['kind'], id: Exclude<ScenarioId, '*'> | undefined): readonly number[] {
    if (id === undefined) return kind === 'rollout' ? [] : [this.nextId(kind)]
    const [first, last] = rangeOf(id)
    return Array.from({ length: last - first + 1 }, (_, index) => first + index)
  }

  #put(id: number, spec: JobSpec, nowMs: number, installAtMs = 0): Job {
    const job = newJob(id, spec, nowMs, this.#seed, installAtMs)
    this.#jobs.get(spec.kind)?.set(id, job)
    if (spec.kind === 'version') this.#release(job, installAtMs)
    return job
  }

  // Clanforge makes installs, and rolls out to the fleet, when a version completes. Its end is known from the start,
  // so both are made now and appear then.
  #release(version: Job, installAtMs: number): void {
    const [run] = version.runs
    if (run?.ending.state !== 5 || run.endMs === Infinity) return
    const { imageid, installs = 0 } = version.spec
    const about = { imageid, target_imageversionid: version.id }
    for (let n = 0; n < installs; n++) this.create('install', run.endMs, about, installAtMs)
    if (imageid === undefined || installs === 0) return
    const earlier = this.#rollouts.get(imageid) ?? []
    const completedBefore = earlier.at(-1)?.machines ?? this.#later.rollout.completedBefore ?? 0
    const spec = { ...this.#later.rollout, completedBefore }
    const startMs = Math.max(run.endMs, installAtMs)
    this.#rollouts.set(imageid, [...earlier, newRollout(imageid, spec, startMs, this.#seed)])
  }
}

/** The first and the last ID of an entry. */
export function rangeOf(id: Exclude<ScenarioId, '*'>): readonly [number, number] {
  const [first = 0, last = first] = String(id).split('..').map(Number)
  return [first, last]
}

/** What locks the image against a new update or diff, in Clanforge's words, or null. `settled`: diffs that were accepted or rejected. */
export function imageLock(
  store: JobStore,
  image: number,
  settled: ReadonlySet<number>,
  nowMs: number,
): string | null {
  const update = store
    .all('update', nowMs)
    .find(job => job.spec.imageid === image && !isFinal(momentOf(job, nowMs).state))
  if (update) return `image locked by updateid: ${String(update.id)}`
  const diff = store.all('diff', nowMs).find(job => job.spec.imageid === image && !settled.has(job.id))
  return diff ? `image locked by diffid: ${String(diff.id)}` : null
}
