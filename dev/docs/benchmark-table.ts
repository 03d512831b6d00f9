import { type Table, readTables } from '../markdown/markdown.ts'

/** The clients that docs/polling.md compares: one of each sort. docs/benchmark.md has the others. */
const SHOWN = /^(this action|fixed (3|10|30) s|AWS SDK waiter 15|gapic|Terraform)/

/**
 * The table of clients in docs/polling.md, made from what `npm run perf -- schedule` wrote.
 *
 * @param report the text of docs/benchmark.md
 * @throws an Error when a table or column that it needs is missing
 */
export function benchmarkTable(report: string): string {
  const tables = readTables(report)
  const costs = find(tables, ['client', 'lag s', 'requests', 'worst lag s'])
  const comparisons = find(tables, ['against', 'by lag', 'by requests', 'by both'])
  const shown = costs.filter(({ client = '' }) => SHOWN.test(client))
  if (shown.length === 0) throw new Error('docs/benchmark.md has none of the clients in docs/polling.md')
  const lines = shown.map(({ client = '', ...cost }) => {
    const behind = comparisons.find(({ against }) => against === client)
    const cells = [
      client,
      cost['lag s'],
      cost['requests'],
      cost['worst lag s'],
      behind?.['by lag'],
      behind?.['by requests'],
    ]
    return `| ${cells.map(cell => cell ?? '').join(' | ')} |`
  })
  const head =
    '| Client | Lag, s | Requests | Worst lag, s | Families in which it is faster | … in which it sends fewer requests |'
  return [head, '| --- | ---: | ---: | ---: | ---: | ---: |', ...lines].join('\n')
}

function find(tables: readonly Table[], columns: readonly string[]): Table {
  const table = tables.find(([first = {}]) => columns.every(column => column in first))
  if (table === undefined) throw new Error(`docs/benchmark.md has no table with ${columns.join(', ')}`)
  return table
}
