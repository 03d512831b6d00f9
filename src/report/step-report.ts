import type { WaitOptions } from '../wait/options.ts'
import { type Outcome, isSuccess } from '../wait/outcome.ts'

/** The data of outputs, annotation and summary. */
export interface StepReport {
  readonly outcome: Outcome
  /** Requests made. */
  readonly requests: number
  /** How long the step took, ms. */
  readonly elapsed: number
  /** Undefined when the inputs are invalid. */
  readonly options: WaitOptions | undefined
  /** What is wrong with the inputs, or an unexpected error; empty on any other ending. */
  readonly problems: readonly string[]
  /** When the step ended: monotonic ms, and ms since 1970. */
  readonly now: number
  readonly wallClock: number
}

/** Whether the wait succeeded, regardless of later problems. */
export function isWaitSuccessful({ outcome, options }: Pick<StepReport, 'outcome' | 'options'>): boolean {
  return options !== undefined && isSuccess(outcome.result, options)
}
