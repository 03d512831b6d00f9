import { type ActionEntry, parseActionFile } from '../runner/action-file.ts'

/** Entries under the comment that stands above the first of them in `action.yml`. */
interface Group {
  readonly title: string
  readonly entries: readonly ActionEntry[]
}

/**
 * The README's tables of inputs and of outputs, by the name of their section in `action.yml`.
 *
 * @param text of `action.yml`; a comment above an entry begins a table and is its title.
 *   All tables but the first are folded
 */
export function actionTables(text: string): Readonly<Record<'inputs' | 'outputs', string>> {
  const { inputs, outputs } = parseActionFile(text)
  return {
    inputs: writeAll(groups(inputs), inputColumns),
    outputs: writeAll(groups(outputs), () => [nameColumn('Output'), ['Description', describe]]),
  }
}

/** A heading, and what stands below it for an entry. */
type Column = readonly [string, (entry: ActionEntry) => string]

const describe = (entry: ActionEntry) => text(entry, 'description')

function nameColumn(heading: string): Column {
  return [heading, entry => code(entry.name)]
}

/** Where no input has a default, a column for it would only take room. */
function inputColumns({ entries }: Group): readonly Column[] {
  const fallback: Column = ['Default', entry => code(text(entry, 'default'))]
  const hasDefaults = entries.some(entry => text(entry, 'default') !== '')
  return [nameColumn('Input'), ...(hasDefaults ? [fallback] : []), ['Description', describe]]
}

function groups(entries: readonly ActionEntry[]): readonly Group[] {
  const found: { title: string; entries: ActionEntry[] }[] = []
  for (const entry of entries) {
    if (found.length === 0 || entry.heading !== '') found.push({ title: entry.heading, entries: [] })
    found.at(-1)?.entries.push(entry)
  }
  return found
}

/** A text of `action.yml`, on one line; empty if it is missing. */
function text({ keys }: ActionEntry, key: string): string {
  const value = keys[key]
  return typeof value === 'string' ? value.trim().replace(/\s+/g, ' ') : ''
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
  return text === '' ? '' : `\`${text}\``
}
