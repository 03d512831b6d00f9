import type { JobView, WaitEvent } from '../wait/job.ts'
import type { Printer } from './printer.ts'
import { shortNameOf } from './standing.ts'
import { formatDuration } from './text.ts'
import { describe } from './fault-words.ts'

/** Tells of faults: an outage once when it begins and once when it is over, whichever jobs it meets. */
export class Outages {
  /** In an outage; and not found or refused, which is no outage and so never called over. */
  private readonly faulty = new Set<JobView>()
  private readonly missing = new Set<JobView>()
  private hasWarned = false
  private readonly limit: number
  private readonly say: (text: string) => void
  private readonly warn: Printer['warning']

  /**
   * @param limit `outage-timeout`, ms
   * @param say puts a line into the log
   * @param warn makes a warning annotation
   */
  constructor(limit: number, say: (text: string) => void, warn: Printer['warning']) {
    this.limit = limit
    this.say = say
    this.warn = warn
  }

  /** A request failed. @param isOnly whether the step waits for one job only, whose every refusal is told */
  fault({ job, error, after, failures }: WaitEvent & { type: 'fault' }, isOnly: boolean): void {
    const alike = failures > 0 ? this.faulty : this.missing
    const isNew = alike.size === 0
    alike.add(job)
    const asked = error.retryAfter === undefined ? '' : ', as the server asked (Retry-After)'
    if (isNew || (failures === 0 && isOnly)) {
      this.say(`${shortNameOf(job)}: ${describe(error)}; asking again in ${formatDuration(after)}${asked}`)
    }
    // One failed request is a blip; two are worth a mark on the run's page.
    if (failures < 2 || this.hasWarned) return
    this.hasWarned = true
    const patience = `Asking on for up to ${formatDuration(this.limit)} (outage-timeout).`
    this.warn(`Clanforge does not answer as it should (${describe(error)}). ${patience}`)
  }

  /** The job's requests succeed again, after so many ms. */
  recovered(job: JobView, gone: number): void {
    this.faulty.delete(job)
    if (this.faulty.size > 0) return
    this.hasWarned = false
    this.say(`Clanforge answers again, after ${formatDuration(gone)}`)
  }

  /** There was an answer about the job, so it is not missing. */
  found(job: JobView): void {
    this.missing.delete(job)
  }

  /** The job is over: what it suffers from is told elsewhere. */
  forget(job: JobView): void {
    this.faulty.delete(job)
    this.missing.delete(job)
  }
}
