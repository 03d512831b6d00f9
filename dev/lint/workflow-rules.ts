import { parse } from 'yaml'
import type { Problem } from './workflow-linters.ts'

/** The parts of a job that the rules need. */
interface Job {
  readonly uses?: string
  readonly 'timeout-minutes'?: unknown
  readonly steps?: readonly { readonly id?: string; readonly uses?: string; readonly run?: string }[]
}

/** Finds jobs without a timeout, which the runner would end only after six hours. */
export function checkTimeouts(text: string): Problem[] {
  return Object.entries(jobsOf(text))
    .filter(([, job]) => job['timeout-minutes'] === undefined && job.uses === undefined)
    .map(([name]) => ({ line: lineOf(text, `  ${name}:`), message: `job ${name} has no timeout-minutes` }))
}

/**
 * Finds expressions in scripts. The runner inserts their values before the shell reads the script, so a text such as
 * the error of a job would become code. zizmor does not read snippets, and actionlint reports only some contexts.
 */
export function checkScripts(text: string): Problem[] {
  const scripts = Object.values(jobsOf(text)).flatMap(({ steps = [] }) => steps.map(({ run = '' }) => run))
  const lines = scripts.flatMap(script => script.split('\n')).filter(line => line.includes('${{'))
  return lines.map(line => ({ line: lineOf(text, line), message: 'a script has an expression: use env' }))
}

/** Finds outputs of this action that expressions read and that it does not declare. They would be empty. */
export function checkOutputs(text: string, declared: readonly string[]): Problem[] {
  return Object.values(jobsOf(text)).flatMap(job => {
    const steps = job.steps?.filter(({ uses = '' }) => /^\.\/?$|\/wait-for-clanforge@/.test(uses)) ?? []
    const reads = JSON.stringify(job).matchAll(/\bsteps\.([\w-]+)\.outputs(?:\.|\[')([\w-]+)/g)
    return [...reads]
      .filter(([, id, name = '']) => steps.some(step => step.id === id) && !declared.includes(name))
      .map(([read]) => ({ line: lineOf(text, read), message: `action.yml declares no output: ${read}` }))
  })
}

/** Returns the jobs of a valid workflow, by name. */
function jobsOf(text: string): Readonly<Record<string, Job>> {
  return (parse(text) as { readonly jobs: Readonly<Record<string, Job>> }).jobs
}

function lineOf(text: string, part: string): number {
  return text.slice(0, text.indexOf(part)).split('\n').length
}
