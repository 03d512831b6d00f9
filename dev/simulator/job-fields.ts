import { momentOf } from './job.ts'
import type { Job } from './job.ts'
import { applyQuirks } from './quirks.ts'
import type { Fields } from './quirks.ts'
import type { Quirk } from './scenario.ts'
import { STATE_NAMES } from './states.ts'

/** What a response depends on besides the job itself. */
export interface ResponseContext {
  readonly nowMs: number
  /** Added to every timestamp, in milliseconds. */
  readonly clockSkewMs: number
  readonly quirks: readonly Quirk[]
}

const DEFAULT_JOBERROR = 'rsync: write failed on "/images/data.pak": No space left on device (28)'

/**
 * The job in the response to status, retry and queue, in the shapes of the API pages: updates, diffs and versions have
 * `success` and their own ID; a mirror install has `versionmirrorid`, a machine install `machinejobid` and
 * `installs_squashed`, and neither has `success` (unless a quirk adds it) or `jobid`.
 */
export function jobResponse(job: Job, context: ResponseContext): Fields {
  const quirks = quirksOf(job, context)
  const fields = jobFields(job, context)
  const hasSuccess = job.kind !== 'install' || quirks.has('queue-success')
  const success = !(quirks.has('success-is-outcome') && fields['jobstateid'] === 6)
  return applyQuirks({ ...(hasSuccess ? { success } : {}), ...idFields(job), ...fields }, quirks)
}

/** The job as an entry of `installs` in imageinstall/status, where it does have its `jobid`. */
export function listEntry(job: Job, context: ResponseContext): Fields {
  const { mirroring = false, imageid = 1, target_imageversionid = null } = job.spec
  const fields = {
    jobid: job.id,
    ...jobFields(job, context),
    mirroring,
    restart: !mirroring,
    location: mirroring ? 'Frankfurt' : 'Amsterdam',
    machine: 5000 + job.id,
    imagepath: `/images/${String(imageid)}`,
    install_at: unixSeconds(job.installMs ?? job.createdMs, context.clockSkewMs),
    mirror: mirroring ? null : 700,
    target_imageversionid,
  }
  return applyQuirks(fields, quirksOf(job, context))
}

function unixSeconds(timeMs: number, clockSkewMs: number): number {
  return Math.floor((timeMs + clockSkewMs) / 1000)
}

function quirksOf(job: Job, context: ResponseContext): ReadonlySet<Quirk> {
  return new Set([...context.quirks, ...(job.spec.quirks ?? [])])
}

function idFields(job: Job): Fields {
  switch (job.kind) {
    case 'update':
      return { updateid: job.id }
    case 'diff':
      return { diffid: job.id }
    case 'version':
      return { imageversionid: job.id }
    case 'install':
      return job.spec.mirroring === true
        ? { versionmirrorid: 600_000 + job.id }
        : { machinejobid: 800_000 + job.id, installs_squashed: 0 }
  }
}

function jobFields(job: Job, { nowMs, clockSkewMs }: ResponseContext): Fields {
  const moment = momentOf(job, nowMs)
  const timestamp = (timeMs: number): number => unixSeconds(timeMs, clockSkewMs)
  return {
    jobcreated: timestamp(job.createdMs),
    joberror: moment.state === 6 ? (job.spec.joberror ?? DEFAULT_JOBERROR) : null,
    // 0 is the value of the eta style `zero`, not a time.
    jobeta: moment.etaMs === null || moment.etaMs === 0 ? moment.etaMs : timestamp(Math.ceil(moment.etaMs)),
    jobfailed: moment.failures,
    jobprogress: moment.progress,
    jobstart: moment.startMs === null ? null : String(timestamp(moment.startMs)),
    jobstateid: moment.state,
    jobstatename: STATE_NAMES[moment.state],
    jobupdated: timestamp(moment.updatedMs),
  }
}
