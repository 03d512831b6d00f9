import { parse } from 'yaml'
import type { Problem } from './problem.ts'

/** What `action.yml` declares, as far as workflows can use it rightly or wrongly. */
export interface ActionInterface {
  readonly inputs: readonly string[]
  /** Inputs without which the runner's step is refused. */
  readonly required: readonly string[]
  readonly outputs: readonly string[]
}

type Entries = Readonly<Record<string, Readonly<Record<string, unknown>> | null>>

const inputKeys = ['description', 'required', 'default', 'deprecationMessage']
const outputKeys = ['description']

/** Reads the names of inputs and outputs out of the text of an `action.yml`. */
export function readAction(text: string): ActionInterface {
  const { inputs, outputs } = entries(text)
  const required = Object.entries(inputs).filter(([, input]) => input?.['required'] === true)
  return {
    inputs: Object.keys(inputs),
    required: required.map(([name]) => name),
    outputs: Object.keys(outputs),
  }
}

/**
 * What the linters for workflows let pass in an `action.yml`: a misspelt key of an input or output, which the runner
 * ignores, a missing description, which the README is made of, and a default that is not a string.
 */
export function checkActionFile(text: string): Problem[] {
  const { inputs, outputs } = entries(text)
  return [...checkEntries('input', inputs, inputKeys), ...checkEntries('output', outputs, outputKeys)].map(
    message => ({
      line: 1,
      message,
    }),
  )
}

function checkEntries(what: string, all: Entries, known: readonly string[]): string[] {
  return Object.entries(all).flatMap(([name, entry]) => {
    const keys = Object.keys(entry ?? {}).filter(key => !known.includes(key))
    const problems = keys.map(key => `${what} ${name} has an unknown key ${key}`)
    if (typeof entry?.['description'] !== 'string') problems.push(`${what} ${name} has no description`)
    if (!['string', 'undefined'].includes(typeof entry?.['default'])) {
      problems.push(`the default of ${what} ${name} is not a string: put it in quotes`)
    }
    return problems
  })
}

function entries(text: string): { inputs: Entries; outputs: Entries } {
  const action = parse(text) as { inputs?: Entries | null; outputs?: Entries | null } | null
  return { inputs: action?.inputs ?? {}, outputs: action?.outputs ?? {} }
}
