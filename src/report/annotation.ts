import { isSuccess } from '../wait/outcome.ts'
import { join } from './messages-endings.ts'
import { explain, headline } from './messages.ts'
import type { StepReport } from './step-report.ts'
import { sanitize, sentence, truncate } from './text.ts'

/** The longest message, in characters: the runner truncates at 4,096. */
const LENGTH = 3_600
/** The longest line of one, in characters. What to do has its own line, so that it is always there. */
const LINE = 1_500

/** An annotation. The title is one line; the message has one or more, separated by line feeds. */
export interface Annotation {
  readonly title: string
  readonly message: string
}

/**
 * The error annotation of a step that fails.
 *
 * @param unwritten why the outputs could not be written; undefined when they were
 */
export function errorAnnotation(report: StepReport, unwritten?: string): Annotation {
  const lines = report.options === undefined ? problemLines(report.problems) : explanationLines(report)
  const failure = unwritten === undefined ? '' : sentence(`The outputs could not be written: ${unwritten}`)
  return hasSucceeded(report)
    ? annotation('The outputs could not be written', [sentence(headline(report)), failure])
    : annotation(headline(report), [...lines, failure])
}

function annotation(title: string, lines: readonly string[]): Annotation {
  const safe = lines.filter(line => line !== '').map(line => truncate(sanitize(line), LINE))
  return { title: sanitize(title), message: safe.join('\n') }
}

/** Of many jobs, the headline comes first: the cause names the deciding one only. */
function explanationLines(report: StepReport): readonly string[] {
  const { cause, advice, rerun } = explain(report)
  const isOne = report.outcome.jobs.length === 1 && report.problems.length === 0
  return [isOne ? cause : join(sentence(headline(report)), cause), advice, rerun]
}

/** Every problem has a line, and room enough to name its input. */
function problemLines(problems: readonly string[]): readonly string[] {
  if (problems.length <= 1) return problems.map(sentence)
  const room = Math.floor(LENGTH / problems.length) - 4
  const lines = problems.map(problem => `- ${truncate(sanitize(sentence(problem)), room)}`)
  return ['These inputs are not valid:', ...lines]
}

function hasSucceeded({ outcome, options }: StepReport): boolean {
  return options !== undefined && isSuccess(outcome.result, options)
}
