import { type Job, isFinal, momentOf, retryJob, startJob } from './job.ts'
import type { JobStore } from './job-store.ts'
import type { JobKind } from './scenario.ts'

/** Changes a job and returns null, or returns the message of a refusal. */
type Call = (job: Job, nowMs: number, query: URLSearchParams) => string | null

const status: Call = () => null

/** The calls for each kind of job, by the last part of their path. */
export const CALLS: Readonly<Record<JobKind, Readonly<Record<string, Call>>>> = {
  update: { status, retry },
  diff: { status, retry, reject },
  version: { status },
  install: { queue },
}

// Failed updates can be re-run, and complete or failed diffs (the documentation of the two retry calls).
function retry(job: Job, nowMs: number): string | null {
  const { state } = momentOf(job, nowMs)
  const isAllowed = state === 6 || (job.kind === 'diff' && state === 5)
  if (job.spec.refusesRetry === true || !isAllowed) return `${job.kind} cannot be retried`
  // A second call before the new run begins changes nothing.
  if ((job.runs.at(-1)?.startMs ?? 0) <= nowMs) retryJob(job, nowMs)
  return null
}

// Only the first call starts the job. The effect of a later one is not documented, so it only returns the state.
function queue(job: Job, nowMs: number, query: URLSearchParams): string | null {
  const mirroring = query.get('mirroring')
  if (mirroring !== 'true' && mirroring !== 'false') return 'mirroring is required: true or false'
  if (mirroring !== String(job.spec.mirroring ?? false))
    return 'No rows in result set: mirroring does not match the job'
  if (job.runs.length === 0) startJob(job, nowMs)
  return null
}

function reject(diff: Job, nowMs: number): string | null {
  const { state } = momentOf(diff, nowMs)
  return state === 5 || state === 6 ? settle(diff, 'rejected') : 'diff is not complete or failed'
}

function settle(diff: Job, as: 'accepted' | 'rejected'): string | null {
  if (diff.settled !== undefined) return `diff is already ${diff.settled}`
  diff.settled = as
  return null
}

type CreatedKind = Exclude<JobKind, 'install'>

const ID = /^[1-9]\d*$/

/** The parameters that the API pages require besides accountserviceid. `url` of an update may be the image's own. */
const REQUIRED: Readonly<Record<CreatedKind, Readonly<Record<string, RegExp>>>> = {
  update: { imageid: ID, desc: /./, machineid: ID },
  diff: { imageid: ID, machineid: ID },
  version: { diffid: ID, restart: /^[01]$/ },
}

/** The job of a create call, or the message of the refusal. */
export function createJob(
  store: JobStore,
  kind: CreatedKind,
  query: URLSearchParams,
  nowMs: number,
): Job | string {
  const missing = Object.entries(REQUIRED[kind]).find(
    ([name, pattern]) => !pattern.test(query.get(name) ?? ''),
  )
  if (missing) return `${missing[0]} is required`
  if (kind === 'version') return createVersion(store, Number(query.get('diffid')), query, nowMs)
  const imageid = Number(query.get('imageid'))
  return imageLock(store, imageid, nowMs) ?? store.create(kind, nowMs, { imageid })
}

function createVersion(store: JobStore, diffId: number, query: URLSearchParams, nowMs: number): Job | string {
  const diff = store.find('diff', diffId, nowMs)
  if (!diff) return 'No rows in result set'
  const { state } = momentOf(diff, nowMs)
  if (state !== 5) return 'diff is not complete'
  const { added, modified, removed, imageid } = diff.spec
  if (added === 0 && modified === 0 && removed === 0 && query.get('full') !== '1')
    return 'diff is empty: full=1 is required'
  return settle(diff, 'accepted') ?? store.create('version', nowMs, { imageid })
}

// An image is locked by an unfinished update, and by a diff that is neither accepted nor rejected.
function imageLock(store: JobStore, imageid: number, nowMs: number): string | null {
  const jobs = [...store.all('update', nowMs), ...store.all('diff', nowMs)]
  const lock = jobs.find(job => {
    const isOpen = job.kind === 'diff' ? job.settled === undefined : !isFinal(momentOf(job, nowMs).state)
    return job.spec.imageid === imageid && isOpen
  })
  return lock ? `image locked by ${lock.kind}id: ${String(lock.id)}` : null
}
