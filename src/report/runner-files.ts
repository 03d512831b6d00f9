import { appendFileSync } from 'node:fs'
import { randomUUID } from 'node:crypto'
import { EOL } from 'node:os'
import type { Outputs } from './outputs.ts'

/** Whether an environment variable is set and not empty. */
export function isSet(variable: string): boolean {
  return (process.env[variable] ?? '') !== ''
}

/** Appends a text to the file that an environment variable names. Returns why that failed; undefined on success. */
export function appendToFile(variable: string, text: string): string | undefined {
  const path = process.env[variable]
  if (path === undefined || path === '') return `${variable} is not set`
  try {
    appendFileSync(path, text)
    return undefined
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

/** All outputs in the format of the runner's file: a name, a delimiter that no value contains, the value. */
export function formatOutputs(outputs: Outputs): string {
  const values = Object.values<string>(outputs)
  let delimiter: string
  do delimiter = `delimiter_${randomUUID()}`
  while (values.some(value => value.includes(delimiter)))
  const lines = Object.entries(outputs).flatMap(([name, value]) => [
    `${name}<<${delimiter}`,
    value,
    delimiter,
  ])
  return lines.map(text => text + EOL).join('')
}
