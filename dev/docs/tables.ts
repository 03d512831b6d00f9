import { type Document, type Pair, type Scalar, type YAMLMap, isMap, isScalar, parseDocument } from 'yaml'

/** One input or output as `action.yml` declares it. */
interface Entry {
  readonly name: string
  readonly description: string
  /** Empty where there is none. */
  readonly fallback: string
}

/** Entries under the comment that stands above the first of them in `action.yml`. */
interface Group {
  readonly title: string
  readonly entries: readonly Entry[]
}

/**
 * The README's tables of inputs and of outputs, by the name of their section in `action.yml`.
 *
 * @param text of `action.yml`; a comment above an entry begins a table of its own and is its title
 * @throws an Error that names every input and output without a description
 */
export function actionTables(text: string): Readonly<Record<'inputs' | 'outputs', string>> {
  const document = parseDocument(text)
  const [inputs, outputs] = [readGroups(document, 'inputs'), readGroups(document, 'outputs')]
  const missing = [...inputs, ...outputs].flatMap(group =>
    group.entries.filter(entry => entry.description === ''),
  )
  if (missing.length > 0)
    throw new Error(`action.yml has no description of ${missing.map(({ name }) => name).join(', ')}`)
  return {
    inputs: write(inputs, ['Input', 'Default', 'What it does'], entry => [
      code(entry.name),
      entry.fallback === '' ? '' : code(entry.fallback),
      entry.description,
    ]),
    outputs: write(outputs, ['Output', 'What it holds'], entry => [code(entry.name), entry.description]),
  }
}

function readGroups(document: Document, section: string): readonly Group[] {
  const map = document.get(section, true)
  if (!isMap(map)) return []
  const groups: { title: string; entries: Entry[] }[] = []
  for (const [index, pair] of (map as YAMLMap<Scalar<string>, YAMLMap>).items.entries()) {
    // The comment above the very first entry belongs to the map in the eyes of the parser.
    const comment = pair.key.commentBefore ?? (index === 0 ? map.commentBefore : undefined)
    if (groups.length === 0 || (comment ?? '') !== '')
      groups.push({ title: comment?.trim() ?? '', entries: [] })
    groups.at(-1)?.entries.push(readEntry(pair))
  }
  return groups
}

function readEntry({ key, value }: Pair<Scalar<string>, YAMLMap>): Entry {
  const text = (name: string) => {
    const scalar = isMap(value) ? value.get(name, true) : undefined
    return isScalar(scalar) && typeof scalar.value === 'string'
      ? scalar.value.trim().replace(/\s+/g, ' ')
      : ''
  }
  return { name: key.value, description: text('description'), fallback: text('default') }
}

function write(
  groups: readonly Group[],
  head: readonly string[],
  cells: (entry: Entry) => readonly string[],
): string {
  const tables = groups.map(({ title, entries }) =>
    [
      ...(title === '' ? [] : [`**${title}**`, '']),
      ...[head, head.map(() => '---'), ...entries.map(cells)].map(row),
    ].join('\n'),
  )
  return tables.join('\n\n')
}

function row(cells: readonly string[]): string {
  return `| ${cells.map(cell => cell.replaceAll('|', '\\|')).join(' | ')} |`
}

function code(text: string): string {
  return `\`${text}\``
}
