import { type Job, momentOf } from './job.ts'
import { type Fields, type Quirk, applyQuirks } from './quirks.ts'

/** `jobstatename` by `jobstateid`. `Completed` is the spelling that public clients expect. 8 is not documented. */
export const STATE_NAMES: Readonly<Record<number, string>> = {
  1: 'Created',
  2: 'Pending',
  3: 'Queued',
  4: 'Running',
  5: 'Completed',
  6: 'Failed',
  7: 'Squashed',
  8: 'Verifying',
}

const ID_FIELD = { update: 'updateid', diff: 'diffid', version: 'imageversionid' }

const DEFAULT_JOBERROR = 'rsync: write failed on "/images/data.pak": No space left on device (28)'

/**
 * The job in the response to status, retry and queue, in the shapes of the API pages: updates, diffs and versions have
 * `success` and their own ID; a mirror install has `versionmirrorid`, a machine install `machinejobid` and
 * `installs_squashed`, and neither has `success` (unless a quirk adds it) or `jobid`.
 */
export function jobResponse(job: Job, nowMs: number, quirks: readonly Quirk[]): Fields {
  const success = job.kind === 'install' ? {} : { success: true }
  const fields = { ...success, ...idFields(job), ...jobFields(job, nowMs) }
  return applyQuirks(fields, [...quirks, ...(job.spec.quirks ?? [])])
}

/** The job as an entry of `installs` in imageinstall/status, which does have `jobid`. */
export function listEntry(job: Job, nowMs: number, quirks: readonly Quirk[]): Fields {
  const { mirroring = false, imageid = 1, target_imageversionid = null } = job.spec
  const fields = {
    jobid: job.id,
    ...jobFields(job, nowMs),
    mirroring,
    restart: !mirroring,
    location: mirroring ? 'Frankfurt' : 'Amsterdam',
    machine: 5000 + job.id,
    imagepath: `/images/${String(imageid)}`,
    install_at: unixSeconds(job.installMs ?? job.createdMs),
    mirror: mirroring ? null : 700,
    target_imageversionid,
  }
  return applyQuirks(fields, [...quirks, ...(job.spec.quirks ?? [])])
}

/** The files of a diff, by path, with the properties that the API page shows. */
export function diffFiles({ added = 3, modified = 2, removed = 1 }: Job['spec']): Fields {
  const counts = Object.entries({ added, modified, removed })
  return Object.fromEntries(counts.map(([name, count]) => [name, filesOf(name, count)]))
}

function filesOf(folder: string, count: number): Fields {
  const files = Array.from({ length: count }, (_, number) => {
    const path = `game/data/${folder}/${String(number).padStart(6, '0')}.pak`
    return [path, { size: 4096 + number, mode: '0644', type: 'file' }] as const
  })
  return Object.fromEntries(files)
}

function idFields({ kind, id, spec }: Job): Fields {
  if (kind !== 'install') return { [ID_FIELD[kind]]: id }
  return spec.mirroring === true
    ? { versionmirrorid: 600_000 + id }
    : { machinejobid: 800_000 + id, installs_squashed: 0 }
}

function jobFields(job: Job, nowMs: number): Fields {
  const { state, etaMs, startMs, ...moment } = momentOf(job, nowMs)
  return {
    jobcreated: unixSeconds(job.createdMs),
    joberror: state === 6 ? (job.spec.joberror ?? DEFAULT_JOBERROR) : null,
    jobeta: etaMs === null ? null : unixSeconds(Math.ceil(etaMs)),
    jobfailed: moment.failures,
    jobprogress: moment.progress,
    jobstart: startMs === null ? null : String(unixSeconds(startMs)),
    jobstateid: state,
    jobstatename: STATE_NAMES[state],
    jobupdated: unixSeconds(moment.updatedMs),
  }
}

function unixSeconds(timeMs: number): number {
  return Math.floor(timeMs / 1000)
}
