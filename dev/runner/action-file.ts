import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Scalar, type YAMLMap, isMap, parseDocument } from 'yaml'
import { root } from '../build/tool.ts'

/** An input or output of `action.yml`. */
export interface ActionEntry {
  readonly name: string
  /** The comment above it, which is the heading of a group of entries; empty if there is none. */
  readonly heading: string
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
    return map.items.map(({ key, value }, index) => {
      // The parser attaches the comment above the first entry to the map.
      const comment = key.commentBefore ?? (index === 0 ? map.commentBefore : null) ?? ''
      const texts = isMap(value) ? (value.toJSON() as Partial<ActionEntry>) : {}
      const { description = '', default: fallback = '' } = texts
      return { name: key.value, heading: comment.trim(), description, default: fallback }
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
