import { lookAt } from './job.ts'
import type { Job } from './job.ts'
import { STATE_NAMES } from './life.ts'
import { toWire } from './wire.ts'
import type { Fields, Quirk } from './wire.ts'

/** What an answer depends on besides the job itself. */
export interface AnswerContext {
  readonly nowMs: number
  /** Added to every stamp, in milliseconds. */
  readonly clockSkewMs: number
  readonly wire: readonly Quirk[]
}

const DEFAULT_JOBERROR = 'rsync: write failed on "/images/data.pak": No space left on device (28)'

/**
 * The job's answer to status, retry and queue, in the shapes of the two seed pages: updates, diffs and versions have
 * `success` and their own id; a mirror install has `versionmirrorid`, a machine install `machinejobid` and
 * `installs_squashed`, and neither has `success` or `jobid`.
 */
export function jobAnswer(job: Job, context: AnswerContext): Fields {
  const fields = jobFields(job, context)
  return toWire({ ...ownFields(job), ...fields }, quirksFor(job, context))
}

/** The job as an entry of `installs` in imageinstall/status, where it does have its `jobid`. */
export function listEntry(job: Job, context: AnswerContext): Fields {
  const { life } = job
  const fields = {
    jobid: job.id,
    ...jobFields(job, context),
    mirroring: life.mirroring,
    restart: !life.mirroring,
    location: life.mirroring ? 'Frankfurt' : 'Amsterdam',
    machine: 5000 + job.id,
    imagepath: `/images/${String(life.image ?? 1)}`,
    install_at: unixSeconds(job.createdMs, context.clockSkewMs),
    mirror: life.mirroring ? null : 700,
    target_imageversionid: life.target,
  }
  return toWire(fields, quirksFor(job, context))
}

/** Unix seconds of a time in milliseconds on the simulator's clock. */
function unixSeconds(timeMs: number, clockSkewMs: number): number {
  return Math.floor((timeMs + clockSkewMs) / 1000)
}

function quirksFor(job: Job, context: AnswerContext): ReadonlySet<Quirk> {
  return new Set([...context.wire, ...job.life.wire])
}

function ownFields(job: Job): Fields {
  switch (job.kind) {
    case 'update':
      return { success: true, updateid: job.id }
    case 'diff':
      return { success: true, diffid: job.id }
    case 'version':
      return { success: true, imageversionid: job.id }
    case 'install':
      return job.life.mirroring
        ? { versionmirrorid: 600_000 + job.id }
        : { machinejobid: 800_000 + job.id, installs_squashed: 0 }
  }
}

function jobFields(job: Job, { nowMs, clockSkewMs }: AnswerContext): Fields {
  const moment = lookAt(job, nowMs)
  const stamp = (timeMs: number): number => unixSeconds(timeMs, clockSkewMs)
  return {
    jobcreated: stamp(job.createdMs),
    joberror: moment.state === 6 ? (job.life.joberror ?? DEFAULT_JOBERROR) : null,
    // 0 is how `eta zero` looks, not a time on anybody's clock.
    jobeta: moment.etaMs === null || moment.etaMs === 0 ? moment.etaMs : stamp(Math.ceil(moment.etaMs)),
    jobfailed: moment.failures,
    jobprogress: moment.progress,
    jobstart: moment.startMs === null ? null : String(stamp(moment.startMs)),
    jobstateid: moment.state,
    jobstatename: STATE_NAMES[moment.state],
    jobupdated: stamp(moment.updatedMs),
  }
}
