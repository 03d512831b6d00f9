import type { ApiError } from '../errors.ts'
import { type InstallList, type ListedInstall, readList } from '../clanforge/answer.ts'
import type { Json } from '../clanforge/json.ts'
import { type ApiRequest, type Scope, listInstalls } from '../clanforge/kinds.ts'
import { type Presence, judgeAbsence } from './presence.ts'
import type { Source } from './source.ts'
import type { Arrival } from './timetable.ts'
import type { Tracker } from './tracker.ts'

const UNSEEN: Omit<Presence, 'queued'> = { listed: false, absentSince: undefined }

/** The one call that tells of every install job that is watched in the list. */
export class ListSource implements Source {
  private readonly trackers: readonly Tracker[]
  private readonly scope: Scope
  private readonly minInterval: number
  private readonly presences = new Map<Tracker, Presence>()
  /** Before this moment the list is not asked again, whichever job is due: `min-poll-interval` or a Retry-After. */
  private notBefore = -Infinity
  leaveAlone = -Infinity

  /** @param minInterval `min-poll-interval`, ms */
  constructor(trackers: readonly Tracker[], scope: Scope, minInterval: number) {
    this.trackers = trackers
    this.scope = scope
    this.minInterval = minInterval
  }

  get jobs(): readonly Tracker[] {
    return this.trackers.filter(job => job.phase === 'listed' && job.ending === undefined)
  }

  get due(): number {
    const due = this.jobs.reduce((earliest, job) => Math.min(earliest, job.times.due), Infinity)
    return Math.max(due, this.notBefore)
  }

  followsUp(): boolean {
    return false
  }

  request(): ApiRequest {
    return listInstalls(this.scope)
  }

  hear(body: Json, arrival: Arrival): void {
    const list = readList(body)
    this.pauseAfter(arrival)
    const byId = Map.groupBy(list.installs, ({ jobid }) => jobid)
    for (const job of this.jobs) this.hearOf(job, this.find(job, byId), list, arrival)
  }

  fail(error: ApiError, arrival: Arrival): void {
    this.pauseAfter(arrival)
    for (const job of this.jobs) job.fail(error, arrival)
  }

  close(): void {
    // Asking for the list changes nothing.
  }

  private pauseAfter({ now, retryAfter }: Arrival): void {
    this.notBefore = now + Math.max(this.minInterval, retryAfter ?? 0)
    this.leaveAlone = now + (retryAfter ?? -Infinity)
  }

  private find(
    job: Tracker,
    byId: ReadonlyMap<string | undefined, readonly ListedInstall[]>,
  ): ListedInstall | undefined {
    const { mirroring } = this.scope
    const { id } = job.target
    // A number so large that JSON has rounded it is listed as what it was rounded to.
    const entries = byId.get(id) ?? byId.get(String(Number(id)))
    return entries?.find(entry => entry.mirroring === undefined || entry.mirroring === mirroring)
  }

  private hearOf(job: Tracker, entry: ListedInstall | undefined, list: InstallList, arrival: Arrival): void {
    const { presences } = this
    // A job that comes here with a reading has had its queue call answered.
    const presence = presences.get(job) ?? { ...UNSEEN, queued: job.reading !== undefined }
    if (entry !== undefined) presences.set(job, { ...presence, listed: true, absentSince: undefined })
    if (entry?.answer !== undefined) {
      job.hear(entry.answer, arrival)
      return
    }
    job.reach(arrival)
    if (entry !== undefined || list.denied) job.askAgain(arrival)
    else this.miss(job, presence, arrival)
  }

  private miss(job: Tracker, presence: Presence, arrival: Arrival): void {
    const verdict = judgeAbsence(presence, arrival.now)
    switch (verdict.is) {
      case 'gone':
        job.end({ result: 'complete', inferred: true, failedBefore: 0 }, arrival.now)
        break
      case 'nowhere':
        job.end({ result: 'error', why: 'nowhere' }, arrival.now)
        break
      case 'absent':
        this.presences.set(job, verdict.presence)
        job.askAgain(arrival, verdict.until)
    }
  }
}
