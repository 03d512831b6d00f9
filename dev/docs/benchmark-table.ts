import { type Table, readTables } from '../markdown/markdown.ts'

/** The clients in the table of docs/polling.md, one of each kind. */
const shown = /^(this action|fixed (3|10|30) s|AWS SDK waiter 15|gapic|Terraform)/

const header = `| Client | Lag, s | Requests | Worst lag, s | Families in which it is faster | … in which it sends fewer requests |
| --- | ---: | ---: | ---: | ---: | ---: |`

/**
 * Returns the table of docs/polling.md.
 *
 * @param report the text of docs/benchmark.md
 * @throws an Error if a table, a column or a client is missing
 */
export function benchmarkTable(report: string): string {
  const tables = readTables(report)
  const costs = findTable(tables, ['client', 'lag s', 'requests', 'worst lag s'])
  const comparisons = findTable(tables, ['against', 'by lag', 'by requests', 'by both'])
  const rows = costs.filter(({ client = '' }) => shown.test(client))
  if (rows.length === 0) throw new Error('docs/benchmark.md has none of the clients in docs/polling.md')
  const lines = rows.map(row => {
    const other = comparisons.find(({ against }) => against === row['client'])
    const costs = [row['client'], row['lag s'], row['requests'], row['worst lag s']]
    return `| ${[...costs, other?.['by lag'], other?.['by requests']].join(' | ')} |`
  })
  return [header, ...lines].join('\n')
}

function findTable(tables: readonly Table[], columns: readonly string[]): Table {
  const table = tables.find(([first = {}]) => columns.every(column => column in first))
  if (table === undefined) throw new Error(`docs/benchmark.md has no table with ${columns.join(', ')}`)
  return table
}
