import markdownIt from 'markdown-it'

/** A fenced code block, without its fence and the indentation of a list. */
export interface Fence {
  readonly language: string
  readonly text: string
  /** The line of the page, counted from 1, at which the text begins. */
  readonly line: number
}

/** The rows of a table: the Markdown of each cell by the heading of its column. */
export type Table = readonly Readonly<Record<string, string>>[]

const parser = markdownIt({ html: true })

/** Returns the fenced code blocks of a page. */
export function readFences(page: string): readonly Fence[] {
  const fences = parser.parse(page, {}).filter(({ type }) => type === 'fence')
  return fences.map(({ info, content, map }) => ({
    language: info.trim().split(/\s/)[0] ?? '',
    text: content,
    line: (map?.[0] ?? 0) + 2,
  }))
}

/** Returns the tables of a page. */
export function readTables(page: string): readonly Table[] {
  const tables: string[][][] = []
  const tokens = parser.parse(page, {})
  for (const [index, { type }] of tokens.entries()) {
    if (type === 'table_open') tables.push([])
    if (type === 'tr_open') tables.at(-1)?.push([])
    if (type === 'th_open' || type === 'td_open')
      tables
        .at(-1)
        ?.at(-1)
        ?.push(tokens[index + 1]?.content ?? '')
  }
  return tables.map(([headings = [], ...rows]) =>
    rows.map(row => Object.fromEntries(headings.map((heading, column) => [heading, row[column] ?? '']))),
  )
}
