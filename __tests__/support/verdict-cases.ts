import type { VerdictCase } from './case-responses.ts'
import { installCases } from './verdict-cases-installs.ts'
import { jobCases } from './verdict-cases-jobs.ts'
import { queueOnceCases } from './verdict-cases-queue-once.ts'
import { responseCases } from './verdict-cases-responses.ts'
import { rolloutCases } from './verdict-cases-rollouts.ts'

/** Every row of the rules for verdicts (docs/how-results-are-decided.md), in their order. */
export const verdictCases: readonly VerdictCase[] = [
  ...jobCases,
  ...responseCases,
  ...installCases,
  ...queueOnceCases,
  ...rolloutCases,
]
