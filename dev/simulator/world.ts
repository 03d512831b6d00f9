import { DEMO_CREDENTIALS, refuseAccess } from './access.ts'
import type { Credentials } from './access.ts'
import { jobAnswer, listEntry } from './answers.ts'
import type { AnswerContext } from './answers.ts'
import { Creation } from './create.ts'
import type { CreatedKind } from './create.ts'
import { diffFilesJson } from './diff-files.ts'
import { envelope, json } from './exchange.ts'
import type { SimulatedRequest, SimulatedResponse } from './exchange.ts'
import { isListed, lookAt, retryJob, startJob } from './job.ts'
import type { Job } from './job.ts'
import type { JobKind } from './life.ts'
import { Population } from './population.ts'
import type { Made } from './population.ts'
import { countsOf } from './rollout.ts'
import { toWire } from './wire.ts'
import type { Quirk } from './wire.ts'

/** How a world differs from the default one. */
export interface WorldOptions {
  /** Everything drawn follows from it; default 1. */
  readonly seed?: number
  readonly credentials?: Credentials
  /** How an unknown job is answered: HTTP 404 (default), or the envelope with HTTP 200. */
  readonly unknownJob?: '404' | 'envelope'
  /** Quirks of every answer; a line's `wire` adds to them. */
  readonly wire?: readonly Quirk[]
  /** How far the simulator's clock is ahead, in milliseconds: the Date header and every stamp. */
  readonly clockSkewMs?: number
}

const JOB_PATH = /^\/cfp\/v1\/image(update|diff|version|install)\/(\d+)\/(status|retry|queue)$/
const CREATE_PATH = /^\/cfp\/v1\/image(update|diff|version)\/create$/
const LIST_PATH = '/cfp/v1/imageinstall/status'
const ROLLOUT_PATH = /^\/cfp\/v2\/project\/([^/]+)\/image\/(\d+)\/status$/

const CALLS: Readonly<Record<JobKind, readonly string[]>> = {
  update: ['status', 'retry'],
  diff: ['status', 'retry'],
  version: ['status'],
  install: ['queue'],
}

/**
 * A Clanforge without clock, chance or network: what it answers follows from its seed, the lines it was told, the
 * requests so far, and the time it is given (Unix milliseconds, never running backwards).
 */
export class World {
  readonly population: Population
  readonly #options: WorldOptions
  readonly #creation: Creation

  constructor(options: WorldOptions = {}) {
    this.#options = options
    this.population = new Population(options.seed ?? 1)
    this.#creation = new Creation(this.population)
  }

  /**
   * Makes the jobs of a life line at `nowMs`; see life-clauses.ts for what a line can say.
   *
   * @throws LineError when the line is not understood.
   */
  add(line: string, nowMs: number): readonly Made[] {
    return this.population.add(line, nowMs)
  }

  /** The answer to one request at `nowMs`. Never throws: what cannot be answered is an error status. */
  respond(request: SimulatedRequest, nowMs: number): SimulatedResponse {
    const { clockSkewMs = 0, wire = [] } = this.#options
    const answer = this.#answer(request, { nowMs, clockSkewMs, wire })
    return { ...answer, headers: { ...answer.headers, date: new Date(nowMs + clockSkewMs).toUTCString() } }
  }

  #answer(request: SimulatedRequest, context: AnswerContext): SimulatedResponse {
    const rollout = ROLLOUT_PATH.exec(request.path)
    const refusal = refuseAccess(request, rollout?.[1] ?? null, this.#options.credentials ?? DEMO_CREDENTIALS)
    if (refusal) return refusal
    if (request.method !== 'GET') return envelope('Method not allowed', 405)
    if (rollout) return this.#rollout(Number(rollout[2]), request.query, context)
    if (request.path === LIST_PATH) return this.#list(context)
    const create = CREATE_PATH.exec(request.path)
    if (create) return this.#creation.respond(create[1] as CreatedKind, request.query, context)
    const [, kind = '', id = '', call = ''] = JOB_PATH.exec(request.path) ?? []
    if (kind === '' || !CALLS[kind as JobKind].includes(call)) return envelope('Not found', 404)
    return this.#job(kind as JobKind, Number(id), call, request.query, context)
  }

  #job(
    kind: JobKind,
    id: number,
    call: string,
    query: URLSearchParams,
    context: AnswerContext,
  ): SimulatedResponse {
    const job = this.population.find(kind, id, context.nowMs)
    if (!job) return this.#unknown()
    const refusal =
      call === 'retry'
        ? retry(job, context.nowMs)
        : call === 'queue'
          ? queue(job, query, context.nowMs)
          : null
    if (refusal !== null) return envelope(refusal)
    const answer = json(200, jobAnswer(job, context))
    return kind === 'diff' && call === 'status' ? withFiles(answer, job, query) : answer
  }

  #unknown(): SimulatedResponse {
    return envelope('No rows in result set', this.#options.unknownJob === 'envelope' ? 200 : 404)
  }

  #list(context: AnswerContext): SimulatedResponse {
    const jobs = this.population.all('install', context.nowMs).filter(job => isListed(job, context.nowMs))
    return json(200, { installs: jobs.map(job => listEntry(job, context)) })
  }

  #rollout(imageId: number, query: URLSearchParams, context: AnswerContext): SimulatedResponse {
    const rollout = this.population.rollout(imageId, context.nowMs)
    const isKnown = rollout ?? this.#isKnownImage(imageId, context.nowMs)
    if (isKnown === false) return this.#unknown()
    const nothing = { pending_machines: 0, failed_machines: 0, completed_machines: 0 }
    const counts = toWire(
      { ...(rollout ? countsOf(rollout, context.nowMs) : nothing) },
      new Set(context.wire),
    )
    if (query.get('detail') !== 'true') return json(200, counts)
    return json(200, { ...counts, fleets: { 'demo-fleet': { regions: { 'demo-region': counts } } } })
  }

  #isKnownImage(imageId: number, nowMs: number): boolean {
    const jobs = (['update', 'diff', 'version'] as const).flatMap(kind => this.population.all(kind, nowMs))
    return jobs.some(job => job.life.image === imageId)
  }
}

// Updates may run again when failed, diffs when complete or failed (the documentation of the two retry calls).
function retry(job: Job, nowMs: number): string | null {
  const { state } = lookAt(job, nowMs)
  const allowed = state === 6 || (job.kind === 'diff' && state === 5)
  if (job.life.refusesRetry || !allowed) return `${job.kind} cannot be retried`
  // A second call while the first is still taking effect changes nothing.
  if ((job.runs.at(-1)?.startMs ?? 0) <= nowMs) retryJob(job, nowMs)
  return null
}

// Only the first call starts the life; what a later one does is documented nowhere, so it just tells the state.
function queue(job: Job, query: URLSearchParams, nowMs: number): string | null {
  const mirroring = query.get('mirroring')
  if (mirroring !== 'true' && mirroring !== 'false') return 'mirroring is required: true or false'
  if (mirroring !== String(job.life.mirroring))
    return 'No rows in result set: mirroring does not match the job'
  if (job.runs.length === 0) startJob(job, nowMs)
  return null
}

function withFiles(answer: SimulatedResponse, job: Job, query: URLSearchParams): SimulatedResponse {
  const objects = {
    game: { id: 1, name: 'demo' },
    machine: { id: 2, name: 'build-1' },
    image: { id: job.life.image },
  }
  const info = query.get('diff_info') === '1' ? `${JSON.stringify(objects).slice(1, -1)},` : ''
  return { ...answer, body: `${answer.body.slice(0, -1)},${info}${diffFilesJson(job.life.files)}}` }
}
