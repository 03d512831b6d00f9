import type { StepReport } from '../../src/report/step-report.ts'
import type { JobState, Notice } from '../../src/wait/job-state.ts'
import {
  type Known,
  countOf,
  failedBefore,
  failures,
  firstFailed,
  hasEnded,
  isBeingRerun,
  isCounted,
  isLeft,
  isRetried,
  isRetriedAfterTimeout,
  isUnchanged,
  jobOf,
  jobs,
  msLeft,
  nameOf,
  notListed,
  percentOf,
  polled,
  responses,
  stateOf,
  toMs,
  unfinished,
  wasBlockedBy,
  wasRerun,
} from './log-known.ts'
import type { Written } from './written-log.ts'

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
    ({ name }, known) =>
      notListed(known, name) > 0 &&
      responses(known, name).length === 0 &&
      jobOf(known, name)?.listing.wasListed === false,
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
    new RegExp(`^${NAME} .* {2}(?:⚠️ )?complete(?::|$)`),
    ({ name }, known) => jobOf(known, name)?.ending?.type === 'complete',
  ],
  [
    new RegExp(`^${NAME} .*it had failed before \\(jobfailed is (?<count>[\\d.e+]+)\\)`),
    ({ name, count }, known) => failedBefore(jobOf(known, name)) === Number(count),
  ],
  [new RegExp(`^${NAME} .*waiting for the re-run to start`), ({ name }, known) => isBeingRerun(known, name)],
  [
    new RegExp(`^${NAME}: .*; retrying in ${DURATION}`),
    (_, known) => isRetried(known) && !isRetriedAfterTimeout(known),
  ],
  [/; (?:retrying at|no retry before) the timeout/, (_, known) => isRetriedAfterTimeout(known)],
  [
    new RegExp(`^${NAME}: .*; the (?:queue|retry) call counts as made; polling in ${DURATION}`),
    (_, known) => failures(known).at(-1)?.lostCall !== undefined,
  ],
  [
    new RegExp(`^${NAME}: .*\\((?<count>\\d) of (?<limit>\\d)\\); retrying in`),
    ({ count, limit }, known) => isCounted(known, Number(count), Number(limit)),
  ],
  [/Clanforge is limiting requests/, (_, known) => failures(known).some(({ error }) => error.status === 429)],
  [/\(Retry-After\)$/, (_, known) => failures(known).at(-1)?.error.retryAfter !== undefined],
  [
    /^Clanforge requests are failing/,
    (_, known) => (failures(known).at(-1)?.job.faultState.failedRequests?.failures ?? 0) >= 2,
  ],
  [
    new RegExp(`^Clanforge requests succeed again, after ${DURATION}`),
    ({ duration }, known) => failures(known).some(({ at }) => at >= known.at - toMs(duration) - 1_000),
  ],
  [
    new RegExp(`^${NAME} failed at (?<percent>-?[\\d.e+]+)%.*; re-running \\(\\d+ of \\d+\\)$`),
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
  [/but installs of its versions are still listed/, (_, known) => wasBlockedBy(known, 'listed')],
  [/but the install list was denied/, (_, known) => wasBlockedBy(known, 'denied')],
  [/but the install list has an entry that is not/, (_, known) => wasBlockedBy(known, 'invalid-entry')],
  [
    /^A poll was sent .* later than max-poll-interval/,
    (_, { notices }) => notices.at(-1)?.type === 'rate-limited',
  ],
  [
    new RegExp(`^${NAME} .*could not be tracked`),
    ({ name }, known) =>
      ['fault', 'outage', 'never-listed', 'denied-and-missing', 'list-unreliable'].includes(
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
    /(?:is|are)(?: assumed)? complete(?: \(\d+ assumed complete\))?,.* after /,
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
  /^(Waiting for|Inputs without effect|Polling of rollout |Image|… and \d+ more unfinished)|^(update|diff|version|install|rollout) \d+ /

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
