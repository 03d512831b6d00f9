import { explain, headline, titleOf } from './messages.ts'
import type { StepReport } from './step-report.ts'
import { joinSentences, sentence } from './text.ts'

/** An annotation of the run: its title, and the lines of its message. The writer truncates them. */
export interface Annotation {
  readonly title: string
  readonly lines: readonly string[]
}

/** The error annotation of a step: what happened and why, what to do, and whether re-running the step is safe. */
export function createAnnotation(report: StepReport): Annotation {
  const { cause, advice, rerun } = explain(report)
  const lines = [firstLine(report, cause), ...problemLines(report), advice, rerun]
  return { title: titleOf(report), lines: lines.filter(line => line !== '') }
}

/** The cause, after the headline if the step has several jobs: the cause is about one of them only. */
function firstLine(report: StepReport, cause: string): string {
  const isSingleJob = report.outcome.jobs.length === 1 && cause !== ''
  return isSingleJob
    ? cause
    : joinSentences(`${headline(report)}${report.problems.length > 1 ? ':' : '.'}`, cause)
}

function problemLines({ problems }: StepReport): readonly string[] {
  return problems.length > 1 ? problems.map(problem => `- ${sentence(problem)}`) : problems.map(sentence)
}
