import type { ActionEntry, ActionFile } from '../runner/action-file.ts'
import type { Problem } from './problem.ts'

const inputKeys = ['description', 'required', 'default', 'deprecationMessage']
const outputKeys = ['description']

/**
 * What the linters for workflows let pass in an `action.yml`: a misspelled key of an input or output, which the runner
 * ignores, a missing description, which the README is made of, and a default that is not a string.
 */
export function checkActionFile({ inputs, outputs }: ActionFile): readonly Problem[] {
  return [
    ...inputs.flatMap(entry => checkEntry('input', entry, inputKeys)),
    ...outputs.flatMap(entry => checkEntry('output', entry, outputKeys)),
  ].map(message => ({ line: 1, message }))
}

function checkEntry(what: string, { name, keys }: ActionEntry, known: readonly string[]): string[] {
  const problems = Object.keys(keys)
    .filter(key => !known.includes(key))
    .map(key => `${what} ${name} has an unknown key ${key}`)
  if (typeof keys['description'] !== 'string') problems.push(`${what} ${name} has no description`)
  if (!['string', 'undefined'].includes(typeof keys['default']))
    problems.push(`the default of ${what} ${name} is not a string: put it in quotes`)
  return problems
}
