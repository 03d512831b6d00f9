import { DEMO_CREDENTIALS, refuseAccess } from './access.ts'
import type { Credentials } from './access.ts'
import { checkJobs } from './check-scenario.ts'
import { CreateCalls } from './create-calls.ts'
import type { CreatedKind } from './create-calls.ts'
import { diffFilesJson } from './diff-files.ts'
import { envelope, json } from './http-messages.ts'
import type { SimulatedRequest, SimulatedResponse } from './http-messages.ts'
import { isListed, momentOf, retryJob, startJob } from './job.ts'
import type { Job } from './job.ts'
import { jobResponse, listEntry } from './job-fields.ts'
import type { ResponseContext } from './job-fields.ts'
import { JobStore } from './job-store.ts'
import type { Added } from './job-store.ts'
import { applyQuirks } from './quirks.ts'
import type { Fields } from './quirks.ts'
import { countsOf } from './rollout.ts'
import type { JobKind, Scenario, ScenarioJob } from './scenario.ts'

/** What of a scenario concerns Clanforge from the start; jobs are added later, at a time. */
export interface ClanforgeOptions extends Pick<
  Scenario,
  'seed' | 'unknownJob' | 'quirks' | 'clockSkewSeconds'
> {
  readonly credentials?: Credentials
}

const JOB_PATH = /^\/cfp\/v1\/image(update|diff|version|install)\/(\d+)\/(status|retry|queue|reject)$/
// In no documentation, but the only form that one public client uses: the ID as updateid or diffid in the query.
const QUERY_PATH = /^\/cfp\/v1\/image(update|diff)\/status$/
const CREATE_PATH = /^\/cfp\/v1\/image(update|diff|version)\/create$/
const LIST_PATH = '/cfp/v1/imageinstall/status'
const ROLLOUT_PATH = /^\/cfp\/v2\/project\/([^/]+)\/image\/(\d+)\/status$/

const CALLS: Readonly<Record<JobKind, readonly string[]>> = {
  update: ['status', 'retry'],
  diff: ['status', 'retry', 'reject'],
  version: ['status'],
  install: ['queue'],
}

interface JobCall {
  readonly kind: JobKind
  readonly id: number
  readonly call: string
}

/**
 * A Clanforge without clock, chance or network: its responses follow from its seed, the jobs that were added, the
 * requests so far, and the time it is given (Unix milliseconds, never running backwards).
 */
export class Clanforge {
  readonly store: JobStore
  readonly #options: ClanforgeOptions
  readonly #createCalls: CreateCalls

  constructor(options: ClanforgeOptions = {}) {
    this.#options = options
    this.store = new JobStore(options.seed ?? 1)
    this.#createCalls = new CreateCalls(this.store)
  }

  /**
   * Adds jobs at `nowMs`.
   *
   * @throws ScenarioError when one does not match scenario.schema.json; then none is added
   */
  add(jobs: readonly ScenarioJob[], nowMs: number): readonly Added[] {
    return checkJobs(jobs).flatMap(job => this.store.add(job, nowMs))
  }

  /** The response to one request at `nowMs`. Never throws: an invalid request gets an error status. */
  respond(request: SimulatedRequest, nowMs: number): SimulatedResponse {
    const { clockSkewSeconds = 0, quirks = [] } = this.#options
    const clockSkewMs = clockSkewSeconds * 1000
    const response = this.#respond(request, { nowMs, clockSkewMs, quirks })
    return {
      ...response,
      headers: { ...response.headers, date: new Date(nowMs + clockSkewMs).toUTCString() },
    }
  }

  #respond(request: SimulatedRequest, context: ResponseContext): SimulatedResponse {
    const { path, query } = request
    const rollout = ROLLOUT_PATH.exec(path)
    const refusal = refuseAccess(request, rollout?.[1] ?? null, this.#options.credentials ?? DEMO_CREDENTIALS)
    if (refusal) return refusal
    if (request.method !== 'GET') return envelope('Method not allowed', 405)
    if (rollout) return this.#rollout(Number(rollout[2]), query, context)
    if (path === LIST_PATH) return this.#list(context)
    const create = CREATE_PATH.exec(path)
    if (create) return this.#createCalls.create(create[1] as CreatedKind, query, context)
    const call = jobCall(path, query)
    return call === null ? envelope('Not found', 404) : this.#job(call, query, context)
  }

  #job({ kind, id, call }: JobCall, query: URLSearchParams, context: ResponseContext): SimulatedResponse {
    const job = this.store.find(kind, id, context.nowMs)
    if (!job) return this.#unknown()
    if (call === 'reject') return this.#createCalls.reject(job, query, context)
    const refusal = refusalOf(job, call, query, context.nowMs)
    if (refusal !== null) return envelope(refusal)
    const response = json(200, jobResponse(job, context))
    return kind === 'diff' && call === 'status' ? withFiles(response, job, query) : response
  }

  #unknown(): SimulatedResponse {
    return envelope('No rows in result set', this.#options.unknownJob === 'envelope' ? 200 : 404)
  }

  #list(context: ResponseContext): SimulatedResponse {
    const jobs = this.store.all('install', context.nowMs).filter(job => isListed(job, context.nowMs))
    return json(200, { installs: jobs.map(job => listEntry(job, context)) })
  }

  #rollout(imageId: number, query: URLSearchParams, context: ResponseContext): SimulatedResponse {
    const rollout = this.store.rollout(imageId, context.nowMs)
    if (!rollout && !this.#isKnownImage(imageId, context.nowMs)) return this.#unknown()
    const nothing = { pending_machines: 0, failed_machines: 0, completed_machines: 0 }
    const counts: Fields = { ...(rollout ? countsOf(rollout, context.nowMs) : nothing) }
    const written = applyQuirks(counts, new Set(context.quirks))
    return json(200, query.get('detail') === 'true' ? { ...written, fleets: fleetsOf(written) } : written)
  }

  #isKnownImage(imageId: number, nowMs: number): boolean {
    const jobs = (['update', 'diff', 'version'] as const).flatMap(kind => this.store.all(kind, nowMs))
    return jobs.some(job => job.spec.imageid === imageId)
  }
}

function jobCall(path: string, query: URLSearchParams): JobCall | null {
  const queryKind = QUERY_PATH.exec(path)?.[1]
  if (queryKind !== undefined)
    return { kind: queryKind as JobKind, id: Number(query.get(`${queryKind}id`)), call: 'status' }
  const [, kind = '', id = '', call = ''] = JOB_PATH.exec(path) ?? []
  return kind !== '' && CALLS[kind as JobKind].includes(call)
    ? { kind: kind as JobKind, id: Number(id), call }
    : null
}

// One fleet in one region, which has all machines.
function fleetsOf(counts: Fields): Fields {
  return {
    'demo-fleet': { ...counts, regions: { 'demo-region': { name: 'Demo region', ...counts } } },
  }
}

function refusalOf(job: Job, call: string, query: URLSearchParams, nowMs: number): string | null {
  if (call === 'retry') return retry(job, nowMs)
  return call === 'queue' ? queue(job, query, nowMs) : null
}

// Failed updates can be re-run, and complete or failed diffs (the documentation of the two retry calls).
function retry(job: Job, nowMs: number): string | null {
  const { state } = momentOf(job, nowMs)
  const allowed = state === 6 || (job.kind === 'diff' && state === 5)
  if (job.spec.refusesRetry === true || !allowed) return `${job.kind} cannot be retried`
  // A second call while the first is still taking effect changes nothing.
  if ((job.runs.at(-1)?.startMs ?? 0) <= nowMs) retryJob(job, nowMs)
  return null
}

// Only the first call starts the job; the effect of a later one is documented nowhere, so it only returns the state.
function queue(job: Job, query: URLSearchParams, nowMs: number): string | null {
  const mirroring = query.get('mirroring')
  if (mirroring !== 'true' && mirroring !== 'false') return 'mirroring is required: true or false'
  if (mirroring !== String(job.spec.mirroring ?? false))
    return 'No rows in result set: mirroring does not match the job'
  if (job.runs.length === 0) startJob(job, nowMs)
  return null
}

function withFiles(response: SimulatedResponse, job: Job, query: URLSearchParams): SimulatedResponse {
  const objects = {
    game: { id: 1, name: 'demo' },
    machine: { id: 2, name: 'build-1' },
    image: { id: job.spec.imageid ?? null },
  }
  const info = query.get('diff_info') === '1' ? `${JSON.stringify(objects).slice(1, -1)},` : ''
  return { ...response, body: `${response.body.slice(0, -1)},${info}${diffFilesJson(job.spec)}}` }
}
