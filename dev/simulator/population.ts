import { isOver, lookAt, newJob } from './job.ts'
import type { Job } from './job.ts'
import { plainJobLife, DEFAULT_PHASES, JOB_KINDS, plainRolloutLife } from './life.ts'
import type { JobKind, JobLife, RolloutLife } from './life.ts'
import { parseLifeLine } from './life-line.ts'
import type { LineIds } from './life-line.ts'
import { newRollout } from './rollout.ts'
import type { Rollout } from './rollout.ts'

/** What a line, or a create call, made. `id` of a rollout is its image. */
export interface Made {
  readonly kind: JobKind | 'rollout'
  readonly id: number
}

const FIRST_ID: Readonly<Record<JobKind, number>> = { update: 1001, diff: 2001, version: 3001, install: 4001 }
const RELEASE_INSTALLS = 2

/** Everything that exists: jobs by kind and id, rollouts by image, and the lives that created ones get. */
export class Population {
  readonly #seed: number
  readonly #jobs = new Map<JobKind, Map<number, Job>>(JOB_KINDS.map(kind => [kind, new Map()]))
  readonly #rollouts = new Map<number, Rollout[]>()
  readonly #created: Record<JobKind, JobLife>
  #createdRollout: RolloutLife = plainRolloutLife()

  constructor(seed: number) {
    this.#seed = seed
    const plain = (): JobLife => ({ ...plainJobLife(), phases: { ...DEFAULT_PHASES } })
    const version = { ...plain(), installs: RELEASE_INSTALLS }
    this.#created = {
      update: plain(),
      diff: plain(),
      version,
      install: { ...plain(), startsAfter: { minMs: 0, maxMs: 0 } },
    }
  }

  /**
   * Reads a line and makes its jobs at `nowMs`; an id that exists is replaced. `update *: …` makes nothing: it is the
   * life of the updates that create calls make from now on.
   *
   * @throws LineError when the line is not understood.
   */
  add(line: string, nowMs: number): readonly Made[] {
    const { kind, ids, life } = parseLifeLine(line)
    if (kind === 'rollout') {
      if (ids === 'created') this.#createdRollout = life
      else
        for (const id of this.#idsOf(ids, 'update'))
          this.#rollouts.set(id, [newRollout(id, life, nowMs, this.#seed)])
    } else if (ids === 'created') this.#created[kind] = life
    else for (const id of this.#idsOf(ids, kind)) this.#put(kind, id, life, nowMs)
    return ids === 'created' ? [] : this.#made(kind, ids)
  }

  /** Makes the job of a create call, with the life that its kind's `*` line told. */
  create(kind: JobKind, nowMs: number, about: Partial<JobLife>): Job {
    return this.#put(kind, this.nextId(kind), { ...this.#created[kind], ...about }, nowMs)
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

  /** The id that the next job of a kind gets. */
  nextId(kind: JobKind): number {
    const ids = [...(this.#jobs.get(kind)?.keys() ?? [])]
    return ids.reduce((highest, id) => Math.max(highest, id), FIRST_ID[kind] - 1) + 1
  }

  #idsOf(ids: Exclude<LineIds, 'created'>, kind: JobKind): readonly number[] {
    if (ids === 'next') return [this.nextId(kind)]
    return Array.from({ length: ids.last - ids.first + 1 }, (_, n) => ids.first + n)
  }

  #made(kind: Made['kind'], ids: Exclude<LineIds, 'created'>): readonly Made[] {
    if (ids !== 'next') return this.#idsOf(ids, 'update').map(id => ({ kind, id }))
    return kind === 'rollout' ? [] : [{ kind, id: this.nextId(kind) - 1 }]
  }

  #put(kind: JobKind, id: number, life: JobLife, nowMs: number): Job {
    const job = newJob(kind, id, life, nowMs, this.#seed)
    this.#jobs.get(kind)?.set(id, job)
    if (kind === 'version') this.#release(job)
    return job
  }

  // Clanforge makes installs, and rolls out to the fleet, when a version completes. A life has no surprises,
  // so both can be made now and appear then.
  #release(version: Job): void {
    const [run] = version.runs
    if (run?.ending.how !== 'completes' || run.endMs === Infinity) return
    const { image, installs } = version.life
    for (let n = 0; n < installs; n++) this.create('install', run.endMs, { image, target: version.id })
    if (image === null || installs === 0) return
    const earlier = this.#rollouts.get(image) ?? []
    const before = earlier.at(-1)?.life.machines ?? this.#createdRollout.before
    const rollout = newRollout(image, { ...this.#createdRollout, before }, run.endMs, this.#seed)
    this.#rollouts.set(image, [...earlier, rollout])
  }
}

/** What locks the image against a new update or diff, in Clanforge's words, or null. */
export function imageLock(
  population: Population,
  image: number,
  accepted: ReadonlySet<number>,
  nowMs: number,
): string | null {
  const update = population
    .all('update', nowMs)
    .find(job => job.life.image === image && !isOver(lookAt(job, nowMs).state))
  if (update) return `image locked by updateid: ${String(update.id)}`
  const diff = population.all('diff', nowMs).find(job => job.life.image === image && !accepted.has(job.id))
  return diff ? `image locked by diffid: ${String(diff.id)}` : null
}
