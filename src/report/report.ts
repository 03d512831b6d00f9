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

/** Sets every output and, on every ending but green, makes the one error annotation. Throws when outputs cannot be written. */
export function reportEnding(report: FinalReport, { printer, redact }: ReportTools): void {
  const { deciding, result } = report.outcome
  if (!letsGoOn(report)) {
    const title =
      deciding === undefined
        ? 'The wait for Clanforge could not begin'
        : `${nameOf(deciding)} ${resultWords[result]}`
    printer.error(title, [`${title}.`, ...notesOf(report)].join(' '))
  }
  writeOutputs(toOutputs(report, redact))
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

function notesOf({ outcome, rules, problems, now }: FinalReport): readonly string[] {
  const { deciding, jobs } = outcome
  if (rules === undefined || deciding === undefined) return problems.map(sentence)
  const { cause, advice } = explain(outcome, rules)
  const views = jobs.map(({ job }) => job)
  const notes = [
    cause,
    ...problems,
    lastSeen(deciding, now),
    leftAlone(outcome),
    advice,
    rerunAdvice(views, rules),
  ]
  return notes.filter(note => note !== '').map(sentence)
}

function sentence(text: string): string {
  // The name of a field keeps its spelling.
  const begun = text.startsWith('jobfailed') ? text : text.slice(0, 1).toUpperCase() + text.slice(1)
  return /[.!?]$/.test(begun) ? begun : `${begun}.`
}
