import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { root } from '../build/tool.ts'

interface ActionFile {
  readonly inputs: Readonly<Record<string, { readonly default?: string }>>
  readonly outputs: Readonly<Record<string, unknown>>
}

/** Every input that `action.yml` declares, with the value that a step has when its workflow does not name it. */
export function readActionDefaults(): Readonly<Record<string, string>> {
  const inputs = Object.entries(readActionFile().inputs)
  return Object.fromEntries(inputs.map(([name, input]) => [name, input.default ?? '']))
}

/** The names of the outputs that `action.yml` declares, in its order. */
export function readDeclaredOutputs(): readonly string[] {
  return Object.keys(readActionFile().outputs)
}

function readActionFile(): ActionFile {
  return parse(readFileSync(join(root, 'action.yml'), 'utf8')) as ActionFile
}
