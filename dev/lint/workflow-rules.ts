import type { Problem } from './problem.ts'
import { readWorkflow } from './workflow.ts'

/** Finds jobs that only the runner's limit of six hours ends. */
export function checkTimeouts(text: string): readonly Problem[] {
  return readWorkflow(text)
    .jobs.filter(({ keys }) => keys['timeout-minutes'] === undefined && keys['uses'] === undefined)
    .map(({ name, line }) => ({ line, message: `job ${name}: timeout-minutes is missing` }))
}

/**
 * Finds expressions inside scripts. They are pasted in before the shell reads the script, so a text from outside, such
 * as the error text of a job, becomes code; in `env` it stays a text. zizmor finds them too, but not in snippets.
 */
export function checkInjection(text: string): readonly Problem[] {
  const steps = readWorkflow(text).jobs.flatMap(job => job.steps)
  const bad = steps.filter(({ run }) => run?.includes('${{') ?? false)
  return bad.map(({ line }) => ({ line, message: 'an expression inside run: hand it in by env' }))
}
