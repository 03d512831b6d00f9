import { barsOf } from './job-history.ts'
import { WARNING_ICON } from './ending-text.ts'
import { jobResultOf } from './job-result.ts'
import { jobTable } from './job-table.ts'
import { shortNameOf } from './job-text.ts'
import { escapeMarkdown, firstLines } from './markdown.ts'
import { explain, headline, resultIcons } from './messages.ts'
import { links } from './messages-links.ts'
import { rolloutTable } from './rollout-table.ts'
import { serverTimeOf } from './server-time.ts'
import { type StepReport, isWaitSuccessful } from './step-report.ts'
import { plural } from './text.ts'
import { TIMELINE_JOBS, formatTimeline } from './timeline.ts'

/** The longest note, characters. */
const MAX_NOTE_LENGTH = 1_200
/** The longest line of a problem, characters, and all of them, bytes. */
const MAX_PROBLEM_LENGTH = 8_192
const MAX_PROBLEM_BYTES = 200 * 1024
/** The rollouts whose counters are listed. */
const ROLLOUTS = 20

/**
 * The job summary, as Markdown of less than 1 MiB: headline, notes, a row per job, a timeline, a rollout's counters.
 * No text from the API or from an input becomes markup in it. Times are on the server's clock, in UTC.
 */
export function formatSummary(report: StepReport): string {
  const { outcome } = report
  const toServerTime = serverTimeOf(report)
  const rollouts = outcome.jobs.filter(({ job }) => job.target.kind === 'rollout').slice(0, ROLLOUTS)
  return [
    `### ${iconOf(report)} ${escapeMarkdown(headline(report), MAX_NOTE_LENGTH)}`,
    '',
    ...notesOf(report),
    ...(outcome.jobs.length === 0 ? [] : jobTable(outcome.jobs, { ...report, toServerTime })),
    ...timelineLines(report),
    ...rollouts.flatMap(({ job }) => ['', ...rolloutTable(job, toServerTime)]),
    '',
  ].join('\n')
}

/** The icon of the result; a success with a reservation has a warning icon, and one with a problem is an error. */
function iconOf({ outcome: { result, jobs }, options, problems }: StepReport): string {
  if (problems.length > 0) return resultIcons.error
  const isDoubtful = jobs.some(job => jobResultOf(job, options).icon === WARNING_ICON)
  return result === 'complete' && isDoubtful ? WARNING_ICON : resultIcons[result]
}

/** Problems whole, as far as the runner's limit on a summary allows; then the cause, and what to do. */
function notesOf(report: StepReport): readonly string[] {
  const { problems } = report
  const { cause, advice, rerun } = explain(report)
  const explanation = isWaitSuccessful(report)
    ? []
    : [escapeMarkdown(cause, MAX_NOTE_LENGTH), linked(advice), escapeMarkdown(rerun)]
  const lines = problems.flatMap(problem => problem.split(/\r?\n/)).filter(line => line.trim() !== '')
  const kept = firstLines(
    lines.map(line => `- ${escapeMarkdown(line, MAX_PROBLEM_LENGTH)}`),
    MAX_PROBLEM_BYTES,
  )
  const left = lines.length - kept.length
  return [
    ...kept,
    ...(left === 0 ? [] : [`- … and ${left} more`]),
    ...explanation.filter(text => text !== '').map(text => `- ${text}`),
  ]
}

/** Advice is text of this action: the pages that it refers to become links. */
function linked(advice: string): string {
  return Object.values(links).reduce(
    (text, link) => text.replaceAll(escapeMarkdown(link), `<${link}>`),
    escapeMarkdown(advice),
  )
}

/** Jobs that did not succeed come first where there are too many. */
function timelineLines(report: StepReport): readonly string[] {
  const { outcome, options, elapsed, now } = report
  const wait = { elapsed, now, toServerTime: serverTimeOf(report) }
  const rows = outcome.jobs.map(outcome => {
    const { icon } = jobResultOf(outcome, options)
    return { icon, name: `${icon} ${shortNameOf(outcome.job)}`, bars: barsOf(outcome.job, wait) }
  })
  const rank = ({ icon }: (typeof rows)[number]) => (icon === resultIcons.complete ? 1 : 0)
  const chosen = rows.length > TIMELINE_JOBS ? rows.toSorted((a, b) => rank(a) - rank(b)) : rows
  const timeline = formatTimeline(chosen)
  if (timeline === undefined) return []
  const isPart = rows.length > TIMELINE_JOBS
  const note = isPart ? ['', `The timeline shows ${TIMELINE_JOBS} of ${plural(rows.length, 'job')}.`] : []
  return [...note, '', '```mermaid', timeline, '```']
}
