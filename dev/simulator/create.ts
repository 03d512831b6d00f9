import { jobAnswer } from './answers.ts'
import type { AnswerContext } from './answers.ts'
import { envelope, json } from './exchange.ts'
import type { SimulatedResponse } from './exchange.ts'
import { lookAt, retryJob } from './job.ts'
import type { JobKind, JobLife } from './life.ts'
import { imageLock } from './population.ts'
import type { Population } from './population.ts'

/** The kinds that have a create call. */
export type CreatedKind = Exclude<JobKind, 'install'>

/**
 * imageupdate/create, imagediff/create and imageversion/create. An image is locked by an unfinished update and by a
 * diff until a version is made from it, which accepts it; `imagediff/create` with `diffid` runs that diff again.
 */
export class Creation {
  readonly #population: Population
  readonly #accepted = new Set<number>()

  constructor(population: Population) {
    this.#population = population
  }

  /** The answer to a create call: the new job's fields, or a refusal in the envelope. */
  respond(kind: CreatedKind, query: URLSearchParams, context: AnswerContext): SimulatedResponse {
    return kind === 'version' ? this.#version(query, context) : this.#updateOrDiff(kind, query, context)
  }

  #updateOrDiff(kind: 'update' | 'diff', query: URLSearchParams, context: AnswerContext): SimulatedResponse {
    const diffId = positive(query, 'diffid')
    if (kind === 'diff' && diffId !== null) return this.#diffAgain(diffId, context)
    const image = positive(query, 'imageid')
    if (image === null) return envelope('imageid is required')
    const lock = imageLock(this.#population, image, this.#accepted, context.nowMs)
    return lock === null ? this.#created(kind, { image }, context) : envelope(lock)
  }

  #diffAgain(id: number, context: AnswerContext): SimulatedResponse {
    const diff = this.#population.find('diff', id, context.nowMs)
    if (!diff) return envelope('No rows in result set')
    const { state } = lookAt(diff, context.nowMs)
    if (state !== 5 && state !== 6) return envelope('diff is neither complete nor failed')
    retryJob(diff, context.nowMs)
    return json(200, jobAnswer(diff, context))
  }

  #version(query: URLSearchParams, context: AnswerContext): SimulatedResponse {
    const id = positive(query, 'diffid')
    const diff = id === null ? undefined : this.#population.find('diff', id, context.nowMs)
    if (!diff) return envelope('No rows in result set')
    if (lookAt(diff, context.nowMs).state !== 5) return envelope('diff is not complete')
    if (this.#accepted.has(diff.id)) return envelope('diff is already accepted')
    this.#accepted.add(diff.id)
    return this.#created('version', { image: diff.life.image }, context)
  }

  #created(kind: CreatedKind, about: Partial<JobLife>, context: AnswerContext): SimulatedResponse {
    const job = this.#population.create(kind, context.nowMs, about)
    // The creator learns the id even of a job that cannot be read yet (`appears after`).
    return json(200, jobAnswer(job, context))
  }
}

function positive(query: URLSearchParams, name: string): number | null {
  const value = query.get(name) ?? ''
  return /^[1-9]\d*$/.test(value) ? Number(value) : null
}
