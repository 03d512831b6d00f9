import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './command.ts'

/**
 * The text of a file with a value for each `{{name}}`.
 *
 * @param file its path from the root of the repository
 * @throws an Error when a value is missing
 */
export function fillTemplate(file: string, values: Readonly<Record<string, string | number>>): string {
  const template = readFileSync(join(root, file), 'utf8')
  return template.replaceAll(/\{\{([\w-]+)\}\}/g, (_, name: string) => {
    const value = values[name]
    if (value === undefined) throw new Error(`${file} needs a value for ${name}`)
    return String(value)
  })
}
