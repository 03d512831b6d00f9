import { type ActionEntry, parseActionFile } from '../runner/action-file.ts'

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
  const groups = [...Map.groupBy(entries, ({ group }) => group)]
  const tables = groups.map(([title, group], index) => {
    const table = writeTable(heading, group)
    if (title === '') return table
    if (index === 0) return `**${title}**\n\n${table}`
    // GitHub renders Markdown inside HTML only after an empty line.
    return `<details>\n<summary><b>${title}</b></summary>\n\n${table}\n\n</details>`
  })
  return tables.join('\n\n')
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
