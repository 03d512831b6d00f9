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
    inputs: inputs.map(group => write(group, inputColumns(group))).join('\n\n'),
    outputs: outputs
      .map(group => write(group, [nameColumn('Output'), ['What it holds', describe]]))
      .join('\n\n'),
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
  return [nameColumn('Input'), ...(hasDefaults ? [fallback] : []), ['What it does', describe]]
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

function write({ title, entries }: Group, columns: readonly Column[]): string {
  const rows = entries.map(entry => columns.map(([, cell]) => cell(entry)))
  const table = [columns.map(([heading]) => heading), columns.map(() => '---'), ...rows].map(row)
  return [...(title === '' ? [] : [`**${title}**`, '']), ...table].join('\n')
}

function row(cells: readonly string[]): string {
  return `| ${cells.map(cell => cell.replaceAll('|', '\\|')).join(' | ')} |`
}

function code(text: string): string {
  return `\`${text}\``
}
