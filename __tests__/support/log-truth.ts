import type { Status } from '../../src/clanforge/status.ts'
import { percentDone } from '../../src/wait/rollout-verdict.ts'
import type { Ending, JobState, Notice } from '../../src/wait/job-state.ts'
import type { StepReport } from '../../src/report/step-report.ts'
import type { Written } from './written-log.ts'

/** What was known when something was written: the notices until then, and the report of the whole step. */
interface Known {
  readonly at: number
  readonly notices: readonly Notice[]
  readonly first: readonly JobState[]
  readonly report: StepReport
}

/** A statement that a line can make, and whether it is true. */
type Check = readonly [
  statement: RegExp,
  isTrue: (match: Readonly<Record<string, string>>, known: Known) => boolean,
]

const NAME = '(?<name>(?:update|diff|version|install|rollout) \\d+)'
const DURATION = '(?<duration>\\d[\\d.]*(?:ms|s|m|h|d)(?: \\d+[smhd])?)'

/** Every statement about the wait that the log can make. A line may make several. */
const checks: readonly Check[] = [
  [
    new RegExp(`${NAME} .*?[█░]{10} +(?<percent>-?[\\d.e+]+)%`),
    ({ name, percent }, known) => percentOf(jobOf(known, name)) === Number(percent),
  ],
  [
    new RegExp(`^${NAME} .*no change for ${DURATION}`),
    ({ name, duration }, known) => isUnchanged(known, name, duration),
  ],
  [
    new RegExp(`^\\d+ jobs: .*no change for ${DURATION}`),
    ({ duration }, known) => polled(known).every(job => isUnchanged(known, nameOf(job), duration)),
  ],
  [
    new RegExp(`^${NAME} .*no valid response for ${DURATION}`),
    ({ name, duration }, known) =>
      responses(known, name).every(({ at }) => at <= known.at - toMs(duration) + 1_000),
  ],
  [new RegExp(`^${NAME} .*no valid response yet`), ({ name }, known) => responses(known, name).length === 0],
  [new RegExp(`^${NAME} .*no response yet`), ({ name }, known) => responses(known, name).length === 0],
  [
    new RegExp(`^${NAME} .*to be confirmed`),
    ({ name }, known) => (percentOf(jobOf(known, name)) ?? 0) >= 100 && !hasEnded(known, name),
  ],
  [
    new RegExp(`^${NAME} .*not in the install list yet`),
    ({ name }, known) => notListed(known, name) > 0 && responses(known, name).length === 0,
  ],
  [
    new RegExp(`^${NAME} .*assumed complete`),
    ({ name }, known) => jobOf(known, name)?.ending?.type === 'inferred',
  ],
  [
    new RegExp(`^${NAME} .*no longer in the install list; assumed`),
    ({ name }, known) => jobOf(known, name)?.listing.wasListed === true,
  ],
  [
    new RegExp(`^${NAME} .* {2}complete(?: |$)`),
    ({ name }, known) => jobOf(known, name)?.ending?.type === 'complete',
  ],
  [
    new RegExp(`^${NAME} .*\\(jobfailed is (?<count>[\\d.e+]+): it had failed before\\)`),
    ({ name, count }, known) => failedBefore(jobOf(known, name)) === Number(count),
  ],
  [new RegExp(`^${NAME} .*waiting for the re-run to start`), ({ name }, known) => isBeingRerun(known, name)],
  [
    new RegExp(`^${NAME}: .*; retrying in ${DURATION}`),
    (_, { notices }) => notices.at(-1)?.type === 'request-failed',
  ],
  [
    new RegExp(`^${NAME}: .*\\((?<count>\\d) of (?<limit>\\d)\\); retrying in`),
    ({ count, limit }, known) => isCounted(known, Number(count), Number(limit)),
  ],
  [/Clanforge is limiting requests/, (_, known) => failures(known).some(({ error }) => error.status === 429)],
  [/\(Retry-After\)$/, (_, known) => failures(known).at(-1)?.error.retryAfter !== undefined],
  [
    /^Clanforge requests are failing/,
    (_, known) => (failures(known).at(-1)?.job.faults.outage?.failures ?? 0) >= 2,
  ],
  [
    new RegExp(`^Clanforge requests succeed again, after ${DURATION}`),
    ({ duration }, known) => failures(known).some(({ at }) => at >= known.at - toMs(duration) - 1_000),
  ],
  [
    new RegExp(`^${NAME} failed at (?<percent>-?[\\d.e+]+)%.*; retrying \\(\\d+ of \\d+\\)$`),
    ({ name, percent }, known) => wasRerun(known, name, Number(percent)),
  ],
  [
    new RegExp(`^${NAME}: Clanforge does not document state`),
    ({ name }, known) => stateOf(jobOf(known, name)) === 'unknown',
  ],
  [
    new RegExp(`^${NAME}: (?<count>[\\d.e+]+) machines? had already failed at the first response`),
    ({ name, count }, known) => firstFailed(known, name) === Number(count),
  ],
  [
    new RegExp(`^${NAME}: its versions have finished`),
    (_, { notices }) => notices.at(-1)?.type === 'unblocked',
  ],
  [
    /but installs of its versions are still listed/,
    (_, { notices }) => notices.some(({ type }) => type === 'awaiting-installs'),
  ],
  [/^Polls are further apart/, (_, { notices }) => notices.at(-1)?.type === 'rate-limited'],
  [
    new RegExp(`^${NAME} .*could not be tracked`),
    ({ name }, known) =>
      ['fault', 'outage', 'never-listed', 'denied-and-missing'].includes(
        jobOf(known, name)?.ending?.type ?? '',
      ),
  ],
  [
    new RegExp(`^${NAME} .* {2}stalled$`),
    ({ name }, known) => jobOf(known, name)?.ending?.type === 'stalled',
  ],
  [
    new RegExp(`^${NAME} .*about ${DURATION} left`),
    ({ name, duration }, known) => isLeft(known, name, toMs(duration)),
  ],
  [new RegExp(`^${NAME} .*ETA passed`), ({ name }, known) => (msLeft(known, name) ?? NaN) < 1_000],
  [/^\d+ jobs: /, (_, known) => known.first.length > 1],
  [
    /^\d+ jobs: (?:.*, )?(?<count>\d+) complete/,
    ({ count }, known) => countOf(known, 'complete') === Number(count),
  ],
  [
    /^\d+ jobs: (?:.*, )?(?<count>\d+) assumed complete/,
    ({ count }, known) => countOf(known, 'inferred') === Number(count),
  ],
  [
    /^\d+ jobs: (?:.*, )?(?<count>\d+) (?:unfinished|blocked)/,
    ({ count }, known) => Number(count) <= unfinished(known).length,
  ],
  [
    /(?:is|are)(?: assumed)? complete(?: \(\d+ assumed complete\))? after /,
    (_, { report }) => report.outcome.result === 'complete',
  ],
  [/^Assumed complete because missing/, (_, known) => countOf(known, 'inferred') > 0],
  [
    /^Complete because of jobprogress/,
    (_, known) => jobs(known).some(({ ending }) => ending?.type === 'complete' && ending.isStateUnknown),
  ],
  [/^The timeout of .* passed/, (_, { report }) => report.outcome.result === 'timed-out'],
]

/** Statements of a row that are checked only by the columns before them, and the first lines. */
const unchecked =
  /^(Waiting for|Inputs without effect|Rollout \d+ is polled once|Image|… and \d+ more unfinished)|^(update|diff|version|install|rollout) \d+ /

/** What the log says that is untrue, and what it says that nothing here can check. Empty for a log that is true. */
export function untrueLines(
  written: readonly Written[],
  first: readonly JobState[],
  notices: readonly Notice[],
  report: StepReport,
): readonly string[] {
  return written.flatMap(({ at, notices: count, text }) => {
    const known = { at, first, report, notices: notices.slice(0, count) }
    const statement = text.trim().replace(/^(\d+:)?\d+:\d\d {2}/, '')
    const made = checks.flatMap(([pattern, isTrue]) => {
      const match = pattern.exec(statement)
      return match === null ? [] : [isTrue({ ...match.groups }, known)]
    })
    if (made.includes(false)) return [`untrue: ${text}`]
    return made.length === 0 && !unchecked.test(statement) ? [`unknown: ${text}`] : []
  })
}

function nameOf({ target }: JobState): string {
  return `${target.kind} ${target.id}`
}

/** Every job as it was at its last notice. */
function jobs(known: Known): readonly JobState[] {
  return known.first.map(job => jobOf(known, nameOf(job)) ?? job)
}

function jobOf({ notices, first }: Known, name: string | undefined): JobState | undefined {
  const of = (notice: Notice) => 'job' in notice && nameOf(notice.job) === name
  const last = notices.findLast(of)
  return last !== undefined && 'job' in last ? last.job : first.find(job => nameOf(job) === name)
}

function unfinished(known: Known): readonly JobState[] {
  return jobs(known).filter(({ ending }) => ending === undefined)
}

function polled(known: Known): readonly JobState[] {
  return unfinished(known).filter(({ phase }) => phase !== 'blocked')
}

function countOf(known: Known, type: Ending['type']): number {
  return jobs(known).filter(({ ending }) => ending?.type === type).length
}

function responses(
  { notices }: Known,
  name: string | undefined,
): readonly Extract<Notice, { type: 'response' }>[] {
  return notices.filter(notice => notice.type === 'response').filter(({ job }) => nameOf(job) === name)
}

function failures({ notices }: Known): readonly Extract<Notice, { type: 'request-failed' }>[] {
  return notices.filter(notice => notice.type === 'request-failed')
}

function notListed({ notices }: Known, name: string | undefined): number {
  return notices.filter(notice => notice.type === 'not-listed' && nameOf(notice.job) === name).length
}

function hasEnded(known: Known, name: string | undefined): boolean {
  return jobOf(known, name)?.ending !== undefined
}

function percentOf(job: JobState | undefined): number | undefined {
  const status = job?.last?.status
  if (status === undefined) return undefined
  const percent = status.type === 'rollout' ? percentDone(status) : status.progress
  return percent === undefined ? undefined : Math.floor(percent)
}

function stateOf(job: JobState | undefined): string {
  return job?.last?.status.type === 'job' ? job.last.status.state : ''
}

function failedBefore(job: JobState | undefined): number | undefined {
  return job?.ending?.type === 'complete' ? job.ending.failedBefore : undefined
}

function firstFailed(known: Known, name: string | undefined): number | undefined {
  const status = responses(known, name)[0]?.job.last?.status
  return status?.type === 'rollout' ? status.failed : undefined
}

function isCounted(known: Known, count: number, limit: number): boolean {
  const { inARow } = failures(known).at(-1) ?? {}
  return inARow?.count === count && inARow.limit === limit
}

function wasRerun({ notices }: Known, name: string | undefined, percent: number): boolean {
  const notice = notices.at(-1)
  if (notice?.type !== 'rerun' || nameOf(notice.job) !== name) return false
  const { status } = notice.failure
  return status.type === 'job' && Math.floor(status.progress ?? NaN) === percent
}

function isBeingRerun(known: Known, name: string | undefined): boolean {
  const job = jobOf(known, name)
  return job?.ending === undefined && (job?.phase === 'retry' || job?.retries.rerun !== undefined)
}

/** What counts as a change, as text. */
function progressOf(status: Status | undefined): string {
  if (status === undefined) return ''
  return status.type === 'rollout'
    ? [status.pending, status.failed, status.completed].join()
    : [status.state, status.progress, status.updated].join()
}

/** Whether the responses of so long before the last one all say the same. */
function isUnchanged(known: Known, name: string | undefined, duration: string | undefined): boolean {
  const all = responses(known, name)
  const last = all.at(-1)
  const from = (last?.at ?? NaN) - toMs(duration)
  const index = all.findLastIndex(({ at }) => at <= from + 1_000)
  const same = all
    .slice(index)
    .every(({ job }) => progressOf(job.last?.status) === progressOf(last?.job.last?.status))
  return index >= 0 && same
}

/** Until the ETA, on the server's clock, ms. */
function msLeft(known: Known, name: string | undefined): number | undefined {
  const { last } = jobOf(known, name) ?? {}
  if (last?.date === undefined || last.status.type !== 'job' || last.status.eta === undefined)
    return undefined
  return (last.status.eta - last.date) * 1000 - (known.at - last.receivedAt)
}

function isLeft(known: Known, name: string | undefined, ms: number): boolean {
  const left = msLeft(known, name) ?? NaN
  // Two units are written: of days, no minutes.
  const tolerance = left < 60_000 ? 5_000 : left < 300_000 ? 15_000 : left < 86_400_000 ? 61_000 : 3_661_000
  return Math.abs(left - ms) <= tolerance + 100
}

function toMs(duration: string | undefined): number {
  const units: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 }
  const parts = [...(duration ?? '').matchAll(/([\d.]+)(ms|s|m|h|d)/g)]
  return parts.reduce((sum, [, count, unit]) => sum + Number(count) * (units[unit ?? ''] ?? NaN), 0)
}
