import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * A file of templates/ with a value for each `{{name}}`.
 *
 * @throws an Error when a value is missing
 */
export function fillTemplate(file: string, values: Readonly<Record<string, string | number>>): string {
  const template = readFileSync(join(import.meta.dirname, 'templates', file), 'utf8')
  return template.replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => {
    const value = values[name]
    if (value === undefined) throw new Error(`${file} needs a value for ${name}`)
    return String(value)
  })
}
