import { isEmptyDiff } from './diff-files.ts'
import { envelope, json } from './http-messages.ts'
import type { SimulatedResponse } from './http-messages.ts'
import { momentOf, retryJob } from './job.ts'
import type { Job } from './job.ts'
import { jobResponse } from './job-fields.ts'
import type { ResponseContext } from './job-fields.ts'
import { imageLock } from './job-store.ts'
import type { JobStore } from './job-store.ts'
import type { JobKind, JobSpec } from './scenario.ts'

/** The kinds that have a create call. */
export type CreatedKind = Exclude<JobKind, 'install'>

type Pattern = 'id' | 'text' | 'flag'
const PATTERNS: Readonly<Record<Pattern, RegExp>> = { id: /^[1-9]\d*$/, text: /./, flag: /^[01]$/ }

/** The parameters that the API pages require besides accountserviceid. `url` of an update may be the image's own. */
const REQUIRED: Readonly<Record<CreatedKind, Readonly<Record<string, Pattern>>>> = {
  update: { imageid: 'id', desc: 'text', machineid: 'id' },
  diff: { imageid: 'id', machineid: 'id' },
  version: { diffid: 'id', restart: 'flag' },
}

/**
 * imageupdate/create, imagediff/create, imageversion/create and imagediff/reject. An image is locked by an unfinished
 * update, and by a diff until it is rejected or accepted, which is done by making a version from it.
 */
export class CreateCalls {
  readonly #store: JobStore
  readonly #settled = new Map<number, 'accepted' | 'rejected'>()

  constructor(store: JobStore) {
    this.#store = store
  }

  /** The response to a create call: the new job's fields, or a refusal in the envelope. */
  create(kind: CreatedKind, query: URLSearchParams, context: ResponseContext): SimulatedResponse {
    const diffId = Number(query.get('diffid') ?? '')
    if (kind === 'diff' && diffId > 0) return this.#runDiffAgain(diffId, context)
    const missing = Object.entries(REQUIRED[kind]).find(([name, pattern]) => {
      return !PATTERNS[pattern].test(query.get(name) ?? '')
    })
    if (missing) return envelope(`${missing[0]} is required`)
    if (kind === 'version') return this.#createVersion(diffId, query, context)
    const imageid = Number(query.get('imageid'))
    const lock = imageLock(this.#store, imageid, new Set(this.#settled.keys()), context.nowMs)
    return lock === null ? this.#create(kind, { imageid }, context) : envelope(lock)
  }

  /** The response to imagediff/reject; with `reinstall=1` an install that puts the image back starts. */
  reject(diff: Job, query: URLSearchParams, context: ResponseContext): SimulatedResponse {
    const problem = this.#problemOf(diff, context.nowMs, [5, 6])
    if (problem !== null) return envelope(problem)
    this.#settled.set(diff.id, 'rejected')
    if (query.get('reinstall') !== '1') return json(200, { success: true, diffid: diff.id })
    const install = this.#store.create('install', context.nowMs, { imageid: diff.spec.imageid })
    const { machinejobid, installs_squashed, ...fields } = jobResponse(install, context)
    return json(200, { success: true, diffid: diff.id, uninstalljobid: install.id, ...fields })
  }

  // `diffid` in imagediff/create re-runs that diff, if it is complete or failed.
  #runDiffAgain(id: number, context: ResponseContext): SimulatedResponse {
    const diff = this.#store.find('diff', id, context.nowMs)
    if (!diff) return envelope('No rows in result set')
    if (![5, 6].includes(momentOf(diff, context.nowMs).state))
      return envelope('diff is not complete or failed')
    retryJob(diff, context.nowMs)
    return json(200, jobResponse(diff, context))
  }

  #createVersion(diffId: number, query: URLSearchParams, context: ResponseContext): SimulatedResponse {
    const diff = this.#store.find('diff', diffId, context.nowMs)
    if (!diff) return envelope('No rows in result set')
    const installAtMs = installTime(query.get('install_at'), context)
    const problem =
      this.#problemOf(diff, context.nowMs, [5]) ??
      (isEmptyDiff(diff.spec) && query.get('full') !== '1' ? 'diff is empty: full=1 is required' : null) ??
      (installAtMs === null ? 'install_at must be NOW() or a Unix time' : null)
    if (problem !== null) return envelope(problem)
    this.#settled.set(diff.id, 'accepted')
    return this.#create('version', { imageid: diff.spec.imageid }, context, installAtMs ?? 0)
  }

  #problemOf(diff: Job, nowMs: number, states: readonly number[]): string | null {
    if (!states.includes(momentOf(diff, nowMs).state))
      return `diff is not complete${states.includes(6) ? ' or failed' : ''}`
    const settled = this.#settled.get(diff.id)
    return settled === undefined ? null : `diff is already ${settled}`
  }

  #create(
    kind: CreatedKind,
    about: Partial<JobSpec>,
    context: ResponseContext,
    installAtMs = 0,
  ): SimulatedResponse {
    const job = this.#store.create(kind, context.nowMs, about, installAtMs)
    // The response has the ID even of a job that cannot be read yet (`appearsAfter`).
    return json(200, jobResponse(job, context))
  }
}

/** When installs may begin, Unix ms: as soon as the version is complete (0) without the parameter or with NOW(); null: invalid. */
function installTime(text: string | null, { clockSkewMs }: ResponseContext): number | null {
  if (text === null || text.toUpperCase() === 'NOW()') return 0
  return /^\d+$/.test(text) ? Number(text) * 1000 - clockSkewMs : null
}
