import * as core from '@actions/core'
import type { JobView } from '../wait/job.ts'
import { isGreen } from '../wait/outcome.ts'
import type { Rules } from '../wait/rules.ts'
import { type StepReport, toOutputs, writeOutputs } from './outputs.ts'
import type { Printer } from './printer.ts'
import { nameOf } from './standing.ts'
import { summaryOf } from './summary.ts'
import { explain, lastSeen, leftAlone, rerunAdvice, resultWords, verdictLine } from './words.ts'

/** Everything that is told about a step at its end. */
export interface FinalReport extends StepReport {
  readonly rules: Rules | undefined
  /** What was wrong with the inputs, or what nobody foresaw; empty on any other ending. */
  readonly problems: readonly string[]
  /** Monotonic ms. */
  readonly now: number
  /** ms since 1970. */
  readonly wallClock: number
}

/** Who tells it. */
export interface ReportTools {
  readonly printer: Printer
  readonly redact: (text: string) => string
}

/** Whether this ending lets the workflow go on. Wrong inputs never do. */
export function letsGoOn({ outcome, rules }: FinalReport): boolean {
  return isGreen(outcome.result, rules?.passSquashed === true)
}

/**
 * Sets every output and, on every ending but green, makes the one error annotation. Outputs that cannot be written make
 * a step red that would have been green. Gives whether the workflow may go on.
 */
export function reportEnding(report: FinalReport, { printer, redact }: ReportTools): boolean {
  const failure = failureToWrite(report, redact)
  const isGood = letsGoOn(report) && failure === undefined
  if (!isGood) {
    const title = titleOf(report)
    const unwritten = failure === undefined ? [] : [`the outputs could not be written: ${failure}`]
    const [cause, ...notes] = notesOf(report, unwritten)
    printer.error(title, [`${title}: ${cause ?? ''}`, ...notes].join(' '))
  }
  return isGood
}

function failureToWrite(report: FinalReport, redact: ReportTools['redact']): string | undefined {
  try {
    writeOutputs(toOutputs(report, redact))
    return undefined
  } catch (error) {
    return String(error)
  }
}

function titleOf({ outcome }: FinalReport): string {
  const { deciding, result } = outcome
  return deciding === undefined
    ? 'The wait for Clanforge could not begin'
    : `${nameOf(deciding)} ${resultWords[result]}`
}

/** Writes the job summary. A summary that cannot be written is said and forgiven. */
export async function writeSummary(report: FinalReport, { printer, redact }: ReportTools): Promise<void> {
  const { outcome, requests, elapsed, now, wallClock } = report
  const verdict = verdictLine(outcome, requests, elapsed)
  const notes = letsGoOn(report) ? [] : notesOf(report)
  const toServerTime = (job: JobView, at: number) =>
    job.date === undefined || job.heardAt === undefined
      ? wallClock - now + at
      : job.date * 1000 - job.heardAt + at
  try {
    await core.summary.addRaw(summaryOf({ outcome, verdict, notes, now, toServerTime }, redact)).write()
  } catch (error) {
    printer.line(`The job summary could not be written: ${String(error)}`)
  }
}

/** What brought this ending about, then what is known besides and what to do; a sentence each. */
function notesOf(
  { outcome, rules, problems, now }: FinalReport,
  more: readonly string[] = [],
): readonly string[] {
  const { deciding, jobs } = outcome
  if (rules === undefined || deciding === undefined) return [...problems, ...more].map(sentence)
  const { cause, advice } = explain(outcome, rules)
  const views = jobs.map(({ job }) => job)
  const known = [lastSeen(deciding, now), leftAlone(outcome), advice, rerunAdvice(views, rules)]
  return [cause, ...problems, ...more, ...known].filter(note => note !== '').map(sentence)
}

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`
}
