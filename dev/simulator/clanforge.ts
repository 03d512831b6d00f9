import { refuseAccess } from './access.ts'
import { CALLS, createJob } from './calls.ts'
import { checkScenario } from './check-scenario.ts'
import { type SimulatedRequest, type SimulatedResponse, envelope, json } from './http-messages.ts'
import { isListed, momentOf } from './job.ts'
import { diffFiles, jobResponse, listEntry, STATE_NAMES } from './job-fields.ts'
import { JobStore } from './job-store.ts'
import { type Quirk, applyQuirks } from './quirks.ts'
import { countsOf } from './rollout.ts'
import { type JobKind, type Scenario, type ScenarioJob, JOB_KINDS } from './scenario.ts'

/** The part of a scenario that a Clanforge starts with. Jobs are added later. */
export type ClanforgeOptions = Pick<Scenario, 'seed' | 'unknownJob' | 'quirks' | 'clockSkewSeconds'>

// The ID may be in the query instead of the path. This is not documented, but one public client uses no other form.
const JOB_PATH = /^\/cfp\/v1\/image(update|diff|version|install)(?:\/(\d+))?\/([a-z]+)$/
const LIST_PATH = '/cfp/v1/imageinstall/status'
const ROLLOUT_PATH = /^\/cfp\/v2\/project\/([^/]+)\/image\/(\d+)\/status$/

/**
 * A simulated Clanforge without a clock or network. Its responses depend only on its seed, the jobs that were added,
 * the requests so far, and the time that is passed in (Unix milliseconds, never decreasing).
 */
export class Clanforge {
  /** Its times are on the server's clock. */
  readonly store: JobStore
  readonly #unknown: SimulatedResponse
  readonly #quirks: readonly Quirk[]
  readonly #skewMs: number

  constructor(options: ClanforgeOptions = {}) {
    this.store = new JobStore(options.seed ?? 1)
    this.#unknown = envelope('No rows in result set', options.unknownJob === 'envelope' ? 200 : 404)
    this.#quirks = options.quirks ?? []
    this.#skewMs = (options.clockSkewSeconds ?? 0) * 1000
  }

  /**
   * Adds jobs at `nowMs`.
   *
   * @throws ScenarioError when one is invalid; then none is added
   */
  add(jobs: readonly ScenarioJob[], nowMs: number): void {
    checkScenario({ jobs })
    for (const job of jobs) this.store.add(job, nowMs + this.#skewMs)
  }

  /** Every job and rollout that has appeared at `nowMs`, with its state or counters. */
  jobs(nowMs: number): readonly object[] {
    const serverMs = nowMs + this.#skewMs
    const jobs = JOB_KINDS.flatMap(kind => this.store.all(kind, serverMs)).map(job => {
      const { state, progress } = momentOf(job, serverMs)
      const { mirroring = false } = job.spec
      return { kind: job.kind, id: job.id, mirroring, state: STATE_NAMES[state], progress }
    })
    const rollouts = this.store.rollouts(serverMs).map(rollout => {
      return { kind: 'rollout', id: rollout.imageId, ...countsOf(rollout, serverMs) }
    })
    return [...jobs, ...rollouts]
  }

  /** The response to one request at `nowMs`. Never throws: an invalid request gets an error status. */
  respond(request: SimulatedRequest, nowMs: number): SimulatedResponse {
    const serverMs = nowMs + this.#skewMs
    const response = this.#respond(request, serverMs)
    return { ...response, headers: { ...response.headers, date: new Date(serverMs).toUTCString() } }
  }

  #respond(request: SimulatedRequest, nowMs: number): SimulatedResponse {
    const { method, path, query } = request
    const [, project, image] = ROLLOUT_PATH.exec(path) ?? []
    const refusal = refuseAccess(request, project)
    if (refusal) return refusal
    if (method !== 'GET') return envelope('Method not allowed', 405)
    if (image !== undefined) return this.#rollout(Number(image), nowMs)
    if (path === LIST_PATH) return this.#list(nowMs)
    const [, kind, id, call = ''] = JOB_PATH.exec(path) ?? []
    return kind === undefined
      ? envelope('Not found', 404)
      : this.#call(kind as JobKind, call, Number(id ?? query.get(`${kind}id`)), query, nowMs)
  }

  #call(kind: JobKind, call: string, id: number, query: URLSearchParams, nowMs: number): SimulatedResponse {
    if (call === 'create' && kind !== 'install') {
      const job = createJob(this.store, kind, query, nowMs)
      return typeof job === 'string' ? envelope(job) : json(jobResponse(job, nowMs, this.#quirks))
    }
    const change = CALLS[kind][call]
    if (change === undefined) return envelope('Not found', 404)
    const job = this.store.find(kind, id, nowMs)
    if (!job) return this.#unknown
    const refusal = change(job, nowMs, query)
    if (refusal !== null) return envelope(refusal)
    if (call === 'reject') return json({ success: true, diffid: job.id })
    const files = kind === 'diff' && call === 'status' ? diffFiles(job.spec) : {}
    return json({ ...jobResponse(job, nowMs, this.#quirks), ...files })
  }

  #list(nowMs: number): SimulatedResponse {
    const jobs = this.store.all('install', nowMs).filter(job => isListed(job, nowMs))
    return json({ installs: jobs.map(job => listEntry(job, nowMs, this.#quirks)) })
  }

  #rollout(imageId: number, nowMs: number): SimulatedResponse {
    const rollout = this.store.rollout(imageId, nowMs)
    if (!rollout && !this.store.hasImage(imageId, nowMs)) return this.#unknown
    const nothing = { pending_machines: 0, failed_machines: 0, completed_machines: 0 }
    const counts = rollout ? countsOf(rollout, nowMs) : nothing
    return json(applyQuirks({ ...counts }, this.#quirks))
  }
}
