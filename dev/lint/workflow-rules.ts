import type { Problem } from './problem.ts'
import { readWorkflow, type Job, type Step } from './workflow.ts'

const pinned = /^\s*(?:- )?uses: (?:\.\/\S*|[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+)$/

/** What this repository asks of its own workflows beyond what makes them valid. */
export function checkWorkflowRules(text: string): Problem[] {
  const { keys, jobs } = readWorkflow(text)
  const top: string[] = []
  if (JSON.stringify(keys['permissions']) !== '{}') top.push('permissions: {} is missing at the top')
  if (keys['concurrency'] === undefined) top.push('concurrency is missing')
  return [...top.map(message => ({ line: 1, message })), ...jobs.flatMap(checkJob), ...checkPins(text)]
}

/**
 * An expression inside a script is pasted into it before the shell reads it, so a text from outside becomes code;
 * in `env` it stays a text. Held for examples as well: a job's error text is a text from outside.
 */
export function checkInjection(text: string): Problem[] {
  const steps = readWorkflow(text).jobs.flatMap(job => job.steps)
  const bad = steps.filter(({ run }) => run?.includes('${{') ?? false)
  return bad.map(({ line }) => ({ line, message: 'an expression inside run: hand it in by env' }))
}

function checkJob({ name, line, keys, steps }: Job): Problem[] {
  const problems = steps.flatMap(checkCheckout)
  const add = (message: string) => problems.push({ line, message: `job ${name}: ${message}` })
  if (keys['permissions'] === undefined) add('permissions are missing')
  if (keys['timeout-minutes'] === undefined && keys['uses'] === undefined) add('timeout-minutes is missing')
  return problems
}

function checkCheckout({ line, uses, with: inputs }: Step): Problem[] {
  if (uses?.startsWith('actions/checkout@') !== true || inputs?.['persist-credentials'] === false) return []
  return [{ line, message: 'persist-credentials: false is missing' }]
}

function checkPins(text: string): Problem[] {
  return text.split('\n').flatMap((line, index) => {
    if (!/^\s*(- )?uses:/.test(line) || pinned.test(line)) return []
    return [
      { line: index + 1, message: 'not pinned to a commit with its version beside it, `@<sha> # vX.Y.Z`' },
    ]
  })
}
