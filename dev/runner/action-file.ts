import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Scalar, type YAMLMap, isMap, parseDocument } from 'yaml'
import { root } from '../build/command.ts'

/** An input or output of `action.yml`. */
export interface ActionEntry {
  readonly name: string
  /** The heading of its group: the comment above the first entry of the group; empty if there is none. */
  readonly group: string
  readonly description: string
  /** Empty if there is none. */
  readonly default: string
}

/** Returns the inputs and outputs of the text of an `action.yml`, in its order. */
export function parseActionFile(text: string) {
  const document = parseDocument(text)
  const entries = (section: string): readonly ActionEntry[] => {
    const map = document.get(section, true)
    if (!isMap<Scalar<string>, YAMLMap>(map)) return []
    // The parser attaches the comment above the first entry to the map.
    let group = map.commentBefore?.trim() ?? ''
    return map.items.map(({ key, value }) => {
      group = key.commentBefore?.trim() ?? group
      const texts = isMap(value) ? (value.toJSON() as Partial<ActionEntry>) : {}
      const { description = '', default: fallback = '' } = texts
      return { name: key.value, group, description, default: fallback }
    })
  }
  return { inputs: entries('inputs'), outputs: entries('outputs') }
}

/** Every input of this action, with its default; an empty text if there is none. */
export function readActionDefaults(): Readonly<Record<string, string>> {
  return Object.fromEntries(readActionFile().inputs.map(entry => [entry.name, entry.default]))
}

/** The names of the outputs of this action, in the order of `action.yml`. */
export function readDeclaredOutputs(): readonly string[] {
  return readActionFile().outputs.map(({ name }) => name)
}

function readActionFile() {
  return parseActionFile(readFileSync(join(root, 'action.yml'), 'utf8'))
}
