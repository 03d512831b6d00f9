import { hasCaveat } from './ending-text.ts'
import { WARNING_ICON, resultIcons } from './icons.ts'
import { type JobResult, jobResultOf } from './job-result.ts'
import { type WaitSpan, barsOf } from './job-history.ts'
import { jobTable } from './job-table.ts'
import { shortNameOf } from './job-text.ts'
import { escapeMarkdown, firstLines } from './markdown.ts'
import { explain, headline } from './messages.ts'
import { links } from './messages-links.ts'
import { rolloutTable } from './rollout-table.ts'
import { serverTimeOf } from './server-time.ts'
import { type StepReport, isWaitSuccessful } from './step-report.ts'
import { plural } from './text.ts'
import { MAX_TIMELINE_JOBS, formatTimeline } from './timeline.ts'

/** The longest headline or cause, in characters. */
const MAX_SENTENCE_LENGTH = 1_200
/** The longest line of a problem, in characters, and all of them, in bytes. */
const MAX_PROBLEM_LENGTH = 8_192
const MAX_PROBLEM_BYTES = 200 * 1024
/** The most rollouts whose counters are listed. */
const MAX_ROLLOUTS = 20

/**
 * The job summary, as Markdown of less than 1 MiB: headline, notes, a row per job, a timeline, a rollout's counters.
 * No text from the API or from an input becomes markup in it. Times are on the server's clock, in UTC.
 */
export function formatSummary(report: StepReport): string {
  const { outcome, options, elapsed, now } = report
  const toServerTime = serverTimeOf(report)
  const results = outcome.jobs.map(job => jobResultOf(job, options))
  const rollouts = outcome.jobs.filter(({ job }) => job.target.kind === 'rollout').slice(0, MAX_ROLLOUTS)
  return [
    `### ${iconOf(report)} ${escapeMarkdown(headline(report), MAX_SENTENCE_LENGTH)}`,
    '',
    ...notesOf(report),
    ...(results.length === 0 ? [] : jobTable(results, { ...report, toServerTime })),
    ...timelineLines(results, { elapsed, now, toServerTime }),
    ...rollouts.flatMap(({ job }) => ['', ...rolloutTable(job, toServerTime)]),
    '',
  ].join('\n')
}

/** The icon of the result; a success with a caveat has a warning icon, and one with a problem is an error. */
function iconOf({ outcome: { result, jobs }, problems }: StepReport): string {
  if (problems.length > 0) return resultIcons.error
  if (result === 'complete' && jobs.some(({ job }) => hasCaveat(job))) return WARNING_ICON
  return resultIcons[result]
}

/** The problems, as far as they fit into the runner's limit on a summary, then cause and advice. */
function notesOf(report: StepReport): readonly string[] {
  const { problems } = report
  const { cause, advice, rerun } = explain(report)
  const explanation = isWaitSuccessful(report)
    ? []
    : [escapeMarkdown(cause, MAX_SENTENCE_LENGTH), linked(advice), escapeMarkdown(rerun)]
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

/** The advice with its pages of Clanforge's documentation as links. */
function linked(advice: string): string {
  return Object.values(links).reduce(
    (text, link) => text.replaceAll(escapeMarkdown(link), `<${link}>`),
    escapeMarkdown(advice),
  )
}

/** The timeline. If there are too many jobs, those that did not succeed take precedence. */
function timelineLines(results: readonly JobResult[], wait: WaitSpan): readonly string[] {
  const isTruncated = results.length > MAX_TIMELINE_JOBS
  const ordered = isTruncated
    ? results.toSorted((a, b) => Number(a.isCleanSuccess) - Number(b.isCleanSuccess))
    : results
  const rows = ordered.map(({ job, icon }) => ({
    name: `${icon} ${shortNameOf(job)}`,
    bars: barsOf(job, wait),
  }))
  const timeline = formatTimeline(rows)
  if (timeline === undefined) return []
  const shown = Math.min(MAX_TIMELINE_JOBS, rows.filter(({ bars }) => bars.length > 0).length)
  const note = isTruncated ? ['', `The timeline shows ${shown} of ${plural(results.length, 'job')}.`] : []
  return [...note, '', '```mermaid', timeline, '```']
}
