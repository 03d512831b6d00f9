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
 * @param text of `action.yml`; a comment above an entry begins a table and is its title.
 *   All tables but the first are folded
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
    inputs: writeAll(inputs, inputColumns),
    outputs: writeAll(outputs, () => [nameColumn('Output'), ['Description', describe]]),
  }
}

/** A heading, and what stands below it for an entry. */
type Column = readonly [string, (entry: Entry) => string]

const describe = (entry: Entry) => entry.description

function nameColumn(heading: string): Column {
  return [heading, entry => code(entry.name)]
}

/** Where no input has a default, a column for it would only take room. */
function inputColumns({ entries }: Group): readonly Column[] {
  const fallback: Column = ['Default', entry => (entry.fallback === '' ? '' : code(entry.fallback))]
  const hasDefaults = entries.some(entry => entry.fallback !== '')
  return [nameColumn('Input'), ...(hasDefaults ? [fallback] : []), ['Description', describe]]
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

function writeAll(groups: readonly Group[], columnsOf: (group: Group) => readonly Column[]): string {
  const tables = groups.map((group, index) => {
    const table = write(group, columnsOf(group))
    if (group.title === '') return table
    return index === 0 ? `**${group.title}**\n\n${table}` : fold(group.title, table)
  })
  return tables.join('\n\n')
}

// GitHub renders Markdown inside HTML only after an empty line.
function fold(title: string, table: string): string {
  return `<details>\n<summary><b>${title}</b></summary>\n\n${table}\n\n</details>`
}

function write({ entries }: Group, columns: readonly Column[]): string {
  const rows = entries.map(entry => columns.map(([, cell]) => cell(entry)))
  return [columns.map(([heading]) => heading), columns.map(() => '---'), ...rows].map(row).join('\n')
}

function row(cells: readonly string[]): string {
  return `| ${cells.map(cell => cell.replaceAll('|', '\\|')).join(' | ')} |`
}

function code(text: string): string {
  return `\`${text}\``
}
