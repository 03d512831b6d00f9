import { explain, headline, titleOf } from './messages.ts'
import type { StepReport } from './step-report.ts'

/** An annotation of the run: its title, and the lines of its message. */
export interface Annotation {
  readonly title: string
  readonly lines: readonly string[]
}

/**
 * The annotation of a step that does not simply succeed: what happened and why, what to do, and whether re-running the
 * step is safe.
 */
export function annotationOf(report: StepReport): Annotation {
  const { cause, advice, rerun } = explain(report)
  const lines = [`${headline(report)} ${cause}`, ...report.problems, advice, rerun]
  return { title: titleOf(report), lines: lines.filter(line => line !== '') }
}
