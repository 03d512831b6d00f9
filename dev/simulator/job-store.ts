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

/** Everything that exists: jobs by kind and ID, rollouts by image, and the behavior of those that are created later. */
export class JobStore {
  readonly #seed: number
  readonly #jobs = new Map<JobKind, Map<number, Job>>(JOB_KINDS.map(kind => [kind, new Map()]))
  readonly #rollouts = new Map<number, Rollout[]>()
  // The `*` entries.
  readonly #later: Record<JobKind, JobSpec> = {
    update: { kind: 'update' },
    diff: { kind: 'diff' },
    version: { kind: 'version' },
    install: { kind: 'install' },
  }
  #laterRollout: RolloutSpec = { kind: 'rollout', id: '*' }

  constructor(seed: number) {
    this.#seed = seed
  }

  /** Adds the jobs of an entry of a scenario at `nowMs`; an ID that exists is replaced. `*` adds nothing now. */
  add(spec: ScenarioJob, nowMs: number): readonly Added[] {
    return spec.kind === 'rollout' ? this.#addRollouts(spec, nowMs) : this.#addJobs(spec, nowMs)
  }

  /**
   * The job of a create call, with the next free ID, as the `*` entry of its kind defines.
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

  #addRollouts(spec: RolloutSpec, nowMs: number): readonly Added[] {
    if (spec.id === '*') {
      this.#laterRollout = spec
      return []
    }
    return idsOf(spec.id).map(id => {
      this.#rollouts.set(id, [newRollout(id, spec, nowMs, this.#seed)])
      return { kind: 'rollout', id }
    })
  }

  #addJobs(spec: JobSpec, nowMs: number): readonly Added[] {
    const { kind, id = this.nextId(kind) } = spec
    if (id === '*') {
      this.#later[kind] = spec
      return []
    }
    return idsOf(id).map(number => ({ kind, id: this.#put(number, spec, nowMs).id }))
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
    const completedBefore = earlier.at(-1)?.machines ?? this.#laterRollout.completedBefore ?? 0
    const spec = { ...this.#laterRollout, completedBefore }
    const startMs = Math.max(run.endMs, installAtMs)
    this.#rollouts.set(imageid, [...earlier, newRollout(imageid, spec, startMs, this.#seed)])
  }
}

/** All IDs of an entry, in ascending order. */
export function idsOf(id: Exclude<ScenarioId, '*'>): readonly number[] {
  const ends = String(id).split('..').map(Number)
  const [first, last] = [Math.min(...ends), Math.max(...ends)]
  return Array.from({ length: last - first + 1 }, (_, index) => first + index)
}

/**
 * The message of Clanforge that the image is locked against a new update or diff, or null.
 *
 * @param settled diffs that were accepted or rejected
 */
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
