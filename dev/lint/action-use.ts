import type { ActionFile } from '../runner/action-file.ts'
import type { Problem } from './problem.ts'
import { readWorkflow, type Job, type Step } from './workflow.ts'

const thisAction = /^(\.\/?|[\w-]+\/wait-for-clanforge@.+)$/

/**
 * What is wrong with how a workflow uses this action: inputs it does not have, required ones left out, and outputs
 * read from such a step that it does not have. The runner would only warn of the first and be silent on the last.
 */
export function checkActionUse(workflow: string, action: ActionFile): Problem[] {
  return readWorkflow(workflow).jobs.flatMap(job => {
    const steps = job.steps.filter(({ uses }) => uses !== undefined && thisAction.test(uses))
    const outputs = unknownOutputs(job, steps, action)
    return [
      ...steps.flatMap(step => checkInputs(step, action)),
      ...outputs.map(read => ({
        line: lineOf(workflow, read),
        message: `action.yml declares no output: ${read}`,
      })),
    ]
  })
}

function checkInputs(step: Step, { inputs }: ActionFile): Problem[] {
  const given = Object.keys(step.with ?? {})
  const unknown = given
    .filter(name => !inputs.some(input => input.name === name))
    .map(name => `action.yml declares no input ${name}`)
  const missing = inputs
    .filter(({ name, keys }) => keys['required'] === true && !given.includes(name))
    .map(({ name }) => `the required input ${name} is missing`)
  return [...unknown, ...missing].map(message => ({ line: step.line, message }))
}

function unknownOutputs(job: Job, steps: readonly Step[], { outputs }: ActionFile): string[] {
  const ids = new Set(steps.map(({ id }) => id))
  const reads = JSON.stringify(job.keys).matchAll(/\bsteps\.([\w-]+)\.outputs(?:\.|\[')([\w-]+)/g)
  return [...reads]
    .filter(([, id = '', name = '']) => ids.has(id) && !outputs.some(output => output.name === name))
    .map(([read]) => read)
}

function lineOf(text: string, part: string): number {
  return text.slice(0, text.indexOf(part)).split('\n').length
}
