import markdownIt from 'markdown-it'

/** A fenced block of code, without its fence and the indentation of a list. */
export interface Fence {
  readonly language: string
  readonly text: string
  /** The line of the page, counted from 1, at which the text begins. */
  readonly line: number
}

/** The rows of a table: each cell's Markdown, by the heading of its column. */
export type Table = readonly Readonly<Record<string, string>>[]

const parser = markdownIt({ html: true })

/** The fenced blocks of a page. */
export function readFences(page: string): readonly Fence[] {
  const fences = parser.parse(page, {}).filter(({ type }) => type === 'fence')
  return fences.map(({ info, content, map }) => ({
    language: info.trim().split(/\s/)[0] ?? '',
    text: content,
    line: (map?.[0] ?? 0) + 2,
  }))
}

/** The tables of a page. */
export function readTables(page: string): readonly Table[] {
  const tables: string[][][] = []
  const tokens = parser.parse(page, {})
  for (const [index, { type }] of tokens.entries()) {
    if (type === 'table_open') tables.push([])
    else if (type === 'tr_open') tables.at(-1)?.push([])
    else if (/^t[hd]_open$/.test(type))
      tables
        .at(-1)
        ?.at(-1)
        ?.push(tokens[index + 1]?.content ?? '')
  }
  return tables.map(([head = [], ...rows]) =>
    rows.map(row => Object.fromEntries(head.map((name, column) => [name, row[column] ?? '']))),
  )
}

/** The headings of a page, as Markdown. */
export function readHeadings(page: string): readonly string[] {
  const tokens = parser.parse(page, {})
  return tokens.filter((_, index) => tokens[index - 1]?.type === 'heading_open').map(({ content }) => content)
}

/** The targets of the links and pictures of a page, those in HTML too. */
export function readTargets(page: string): readonly string[] {
  const html = parser.render(page)
  return [...html.matchAll(/ (?:href|src|srcset)="([^"]*)"/g)].map(([, target = '']) => target)
}

/** The number of words of a page, without code blocks, HTML comments and tags, and the targets of links. */
export function countWords(page: string): number {
  const tokens = parser.parse(page, {}).flatMap(token => token.children ?? [token])
  const texts = tokens.map(({ type, content }) => {
    if (type === 'fence' || type === 'code_block') return ''
    return type.startsWith('html') ? content.replaceAll(/<!--[^]*?-->|<[^>]*>/g, ' ') : content
  })
  const words = texts.flatMap(text => text.split(/\s+/))
  return words.filter(word => /[\p{L}\p{N}]/u.test(word)).length
}
