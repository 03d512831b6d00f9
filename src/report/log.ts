import type { Ending, JobView, WaitEvent } from '../wait/job.ts'
import { type Outcome, isGreen } from '../wait/outcome.ts'
import type { Rules } from '../wait/rules.ts'
import { Outages } from './outages.ts'
import type { Printer } from './printer.ts'
import { NAMED, barColumns, listJobs, tableHeight, tableOf, tallyOf } from './rows.ts'
import { shortNameOf, stateOf } from './standing.ts'
import { formatDuration, formatElapsed, plural } from './text.ts'
import { quietOf, verdictLine } from './words.ts'

/** A wait in which nothing changes still says so this often. ms */
const HEARTBEAT = 60_000
/** What a line of a table may cost in time, ms: a table of a screen's height comes once a minute. */
const PER_ROW = 3_000

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
  private readonly outages: Outages
  /** Complete, but had failed before, and not yet said. */
  private readonly scarred: JobView[] = []
  private readonly unknown = new Set<string>()
  private lastLine = 0
  private lastTable = -Infinity

  constructor(rules: Rules, tools: LogTools) {
    this.printer = tools.printer
    this.elapsed = tools.elapsed
    this.rules = rules
    const say = this.say.bind(this)
    this.outages = new Outages(rules.outageTimeout, say, tools.printer.warning)
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
        this.over(event.job, event.ending)
        break
      case 'fault':
        this.outages.fault(event, this.jobs.length === 1)
        break
      case 'recovered':
        this.outages.recovered(event.job, event.gone)
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
    else for (const job of this.jobs) this.say(`${barColumns(job, 0, undefined)}  (${quietOf(job)})`)
  }

  /** The last lines: what is not shown yet, and the verdict of a step that ended well. */
  end(outcome: Outcome, requests: number): void {
    this.flush(true)
    this.tellScarred()
    if (isGreen(outcome.result, this.rules.passSquashed))
      this.say(verdictLine(outcome, requests, this.elapsed()))
  }

  private heard(job: JobView): void {
    const { reading } = job
    this.outages.found(job)
    this.nameUnknown(job)
    // One that this answer has ended was shown by its ending, if at all.
    if (reading !== undefined && job.ending === undefined) this.show(job)
  }

  private over(job: JobView, ending: Ending): void {
    this.outages.forget(job)
    const { result } = ending
    // Of a job alone that ends without a new answer, the annotation that follows says all there is.
    if (this.jobs.length > 1 || (result !== 'error' && result !== 'stalled')) this.show(job)
    if (result === 'complete' && ending.failedBefore > 0) this.scarred.push(job)
    if (this.jobs.length <= NAMED) this.tellScarred()
  }

  /** One line for all of them: of hundreds, a line each would drown the rest. */
  private tellScarred(): void {
    if (this.scarred.length === 0) return
    const names = this.scarred
      .slice(0, NAMED)
      .map(job => `${shortNameOf(job)} (jobfailed is ${failuresOf(job)})`)
    const more = this.scarred.length > NAMED ? ` and ${String(this.scarred.length - NAMED)} more` : ''
    this.say(`complete, but had failed before: ${names.join(', ')}${more}`)
    this.scarred.length = 0
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
    const height = tableHeight(this.jobs.length)
    const isDue = this.elapsed() - this.lastTable >= PER_ROW * height && !this.isYoung()
    if (this.changed.size === 0 || !(isLast || isDue)) return
    const rows = tableOf(this.jobs, this.changed)
    this.lastTable = this.elapsed()
    this.say(tallyOf(this.jobs))
    for (const row of rows) this.printer.line(`${' '.repeat(8)}  ${row}`)
    this.changed.clear()
    this.tellScarred()
  }

  /** A table in which hardly any job has been heard of would stand there for as long as a full one. */
  private isYoung(): boolean {
    return this.elapsed() < PER_ROW && this.jobs.some(job => job.heardAt === undefined && !job.held)
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

function failuresOf({ reading }: JobView): string {
  return reading?.type === 'job' ? String(reading.failures) : ''
}
