import { kindNames, kinds } from '../clanforge/kinds.ts'
import type { JobView, WaitEvent } from '../wait/job.ts'
import { type Outcome, isGreen } from '../wait/outcome.ts'
import type { Rules } from '../wait/rules.ts'
import type { Printer } from './printer.ts'
import { barColumns, tableHeight, tableOf, tallyOf } from './rows.ts'
import { nameOf, shortNameOf, stateOf } from './standing.ts'
import { formatDuration, formatElapsed, plural } from './text.ts'
import { describe, verdictLine } from './words.ts'

/** A wait in which nothing changes still says so this often. ms */
const HEARTBEAT = 60_000
/** What a line of a table may cost in time, ms: a table of a screen's height comes once a minute. */
const PER_ROW = 3_000
/** How many ids of one kind the first line names, and of how many jobs each may have lines of its own. */
const NAMED = 20

/** A server that invents states must fill neither the log nor the memory with them. */
const UNKNOWN = 20

/** Where a log gets its time and its voice. */
export interface LogTools {
  readonly printer: Printer
  /** Since the start of the step, ms. */
  readonly elapsed: () => number
}

/** The step's log: one line per change of one job, a table of many, a heartbeat while nothing changes. */
export class Log {
  private readonly printer: Printer
  private readonly elapsed: () => number
  private readonly rules: Rules
  private jobs: readonly JobView[] = []
  private readonly shown = new Map<JobView, string>()
  private readonly changed = new Set<JobView>()
  private readonly etas = new Map<JobView, number>()
  /** In an outage; and not found or refused, which is no outage and so never called over. */
  private readonly faulty = new Set<JobView>()
  private readonly missing = new Set<JobView>()
  private readonly unknown = new Set<string>()
  private hasWarned = false
  private lastLine = 0
  private lastTable = -Infinity

  constructor(rules: Rules, tools: LogTools) {
    this.printer = tools.printer
    this.elapsed = tools.elapsed
    this.rules = rules
  }

  /** The first lines: what is waited for and how, and which inputs change nothing. */
  begin(jobs: readonly JobView[], withoutEffect: readonly string[]): void {
    this.jobs = jobs
    const { timeout, pace } = this.rules
    const pacing = `asking every ${formatDuration(pace.min)} to ${formatDuration(pace.max)}`
    this.printer.line(`Waiting for ${listJobs(jobs)} for up to ${formatDuration(timeout)}, ${pacing}`)
    if (withoutEffect.length > 0)
      this.printer.line(`Without effect in this step: ${withoutEffect.join(', ')}`)
  }

  /** Takes what happens in the wait. */
  observe(event: WaitEvent): void {
    switch (event.type) {
      case 'heard':
        this.heard(event.job)
        break
      case 'over':
        this.over(event.job)
        break
      case 'fault':
        this.fault(event)
        break
      case 'recovered':
        this.faulty.delete(event.job)
        if (this.faulty.size > 0) break
        this.hasWarned = false
        this.say(`Clanforge answers again, after ${formatDuration(event.gone)}`)
        break
      case 'run-again':
        this.runAgain(event.job, event.left)
        break
      case 'limited':
        this.say(
          `polls come later than max-poll-interval, lastly after ${formatDuration(event.interval)}: ` +
            'a step makes at most 5 requests a second',
        )
    }
  }

  /** Lets time pass: a table that waited for its turn, or a heartbeat. To be called every second or so. */
  tick(): void {
    this.flush(false)
    if (this.elapsed() - this.lastLine < HEARTBEAT) return
    if (this.jobs.length > 1) this.say(`no change for a minute: ${tallyOf(this.jobs)}`)
    else for (const job of this.jobs) this.say(`${barColumns(job, 0, undefined)}  (no change for a minute)`)
  }

  /** The last lines: what is not shown yet, and the verdict of a step that ended well. */
  end(outcome: Outcome, requests: number): void {
    this.flush(true)
    if (isGreen(outcome.result, this.rules.passSquashed))
      this.say(verdictLine(outcome, requests, this.elapsed()))
  }

  private heard(job: JobView): void {
    const { reading } = job
    this.missing.delete(job)
    this.nameUnknown(job)
    if (reading === undefined || this.shown.get(job) === appearance(job)) return
    this.show(job)
  }

  private over(job: JobView): void {
    this.faulty.delete(job)
    this.missing.delete(job)
    this.show(job)
  }

  /** Of so many jobs that not each can have a line, the tally and the rows of those that changed have to do. */
  private runAgain(job: JobView, left: number): void {
    if (this.jobs.length > NAMED) this.changed.add(job)
    else {
      this.say(
        `${shortNameOf(job)}: Clanforge was asked to run it again; ${plural(left, 'more run')} allowed`,
      )
    }
  }

  private fault({ job, error, after, failures }: WaitEvent & { type: 'fault' }): void {
    const alike = failures > 0 ? this.faulty : this.missing
    const isNew = alike.size === 0
    alike.add(job)
    const again = `asking again in ${formatDuration(after)}`
    const asked = error.retryAfter === undefined ? '' : ', as the server asked (Retry-After)'
    if (isNew || (failures === 0 && this.jobs.length === 1)) {
      this.say(`${shortNameOf(job)}: ${describe(error)}; ${again}${asked}`)
    }
    if (failures < 2 || this.hasWarned) return
    this.hasWarned = true
    const limit = formatDuration(this.rules.outageTimeout)
    this.printer.warning(
      `Clanforge does not answer as it should (${describe(error)}). Asking on for up to ${limit} (outage-timeout).`,
    )
  }

  private nameUnknown(job: JobView): void {
    const state = stateOf(job)
    if (job.reading?.type !== 'job' || job.reading.state !== 'unknown' || this.unknown.has(state)) return
    if (this.unknown.size >= UNKNOWN) return
    this.unknown.add(state)
    this.say(`${shortNameOf(job)}: state ${state} is not a documented one; waiting on`)
  }

  private show(job: JobView): void {
    if (this.shown.get(job) === appearance(job)) return
    this.shown.set(job, appearance(job))
    if (this.jobs.length > 1) {
      this.changed.add(job)
      this.flush(false)
    } else {
      this.say(barColumns(job, 0, this.etas.get(job)))
    }
    if (job.reading?.type === 'job' && job.reading.eta !== undefined) this.etas.set(job, job.reading.eta)
  }

  private flush(isLast: boolean): void {
    const isDue = this.elapsed() - this.lastTable >= PER_ROW * tableHeight(this.jobs.length)
    if (this.changed.size === 0 || !(isLast || isDue)) return
    const rows = tableOf(this.jobs, this.changed)
    this.lastTable = this.elapsed()
    this.say(tallyOf(this.jobs))
    for (const row of rows) this.printer.line(`${' '.repeat(8)}  ${row}`)
    this.changed.clear()
  }

  private say(text: string): void {
    this.lastLine = this.elapsed()
    this.printer.line(`${formatElapsed(this.elapsed()).padStart(8)}  ${text}`)
  }
}

/** What a line about a job shows, the ETA left out: a change of that alone is no news. */
function appearance(job: JobView): string {
  const { reading, ending } = job
  const progress = reading?.type === 'job' ? Math.floor(reading.progress ?? -1) : -1
  return [stateOf(job), progress, ending?.result].join('/')
}

/** `image updates 101, 102 and rollout of image 44`. */
function listJobs(jobs: readonly JobView[]): string {
  const [only] = jobs
  if (jobs.length === 1 && only !== undefined) return nameOf(only)
  const groups = kindNames.flatMap(kind => {
    const ids = jobs.filter(job => job.target.kind === kind).map(job => job.target.id)
    const more = ids.length > NAMED ? ` and ${String(ids.length - NAMED)} more` : ''
    return ids.length === 0 ? [] : [`${kinds[kind].noun} ${ids.slice(0, NAMED).join(', ')}${more}`]
  })
  return groups.join('; ')
}
