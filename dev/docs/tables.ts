import { type ActionEntry, parseActionFile } from '../runner/action-file.ts'

/** A table of entries. */
interface Group {
  readonly title: string
  readonly entries: ActionEntry[]
}

/**
 * Returns the README's tables of inputs and outputs. A comment above an entry begins a new table and is its title. All
 * tables except the first one are collapsed.
 *
 * @param text of `action.yml`
 */
export function actionTables(text: string): Readonly<Record<'inputs' | 'outputs', string>> {
  const { inputs, outputs } = parseActionFile(text)
  return { inputs: writeTables('Input', inputs), outputs: writeTables('Output', outputs) }
}

function writeTables(heading: string, entries: readonly ActionEntry[]): string {
  const tables = groupEntries(entries).map((group, index) => {
    const table = writeTable(heading, group.entries)
    if (group.title === '') return table
    if (index === 0) return `**${group.title}**\n\n${table}`
    // GitHub renders Markdown inside HTML only after an empty line.
    return `<details>\n<summary><b>${group.title}</b></summary>\n\n${table}\n\n</details>`
  })
  return tables.join('\n\n')
}

function groupEntries(entries: readonly ActionEntry[]): readonly Group[] {
  const groups: Group[] = []
  for (const entry of entries) {
    if (groups.length === 0 || entry.heading !== '') groups.push({ title: entry.heading, entries: [] })
    groups.at(-1)?.entries.push(entry)
  }
  return groups
}

/** Writes a table, with a column for defaults if an entry has one. */
function writeTable(heading: string, entries: readonly ActionEntry[]): string {
  const hasDefaults = entries.some(entry => entry.default !== '')
  const header = hasDefaults ? [heading, 'Default', 'Description'] : [heading, 'Description']
  const rows = entries.map(entry => {
    const fallback = entry.default === '' ? '' : `\`${entry.default}\``
    const description = entry.description.trim().replace(/\s+/g, ' ')
    return [`\`${entry.name}\``, ...(hasDefaults ? [fallback] : []), description]
  })
  return [header, header.map(() => '---'), ...rows].map(writeRow).join('\n')
}

function writeRow(cells: readonly string[]): string {
  return `| ${cells.map(cell => cell.replaceAll('|', '\\|')).join(' | ')} |`
}
