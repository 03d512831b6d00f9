import { sanitize, truncate } from './text.ts'

/**
 * Any text as Markdown that shows exactly this text, on one line, without formatting, HTML, links or mentions.
 * Every ASCII character but a few harmless ones becomes an entity; no other character has a meaning in Markdown or HTML.
 * (Unicode classes in a regular expression would take milliseconds of the start-up to compile.)
 *
 * @param length the longest text, in characters; what is longer ends with `…`
 */
export function escapeMarkdown(text: string, length = Infinity): string {
  return truncate(sanitize(text).trim(), length).replace(
    /^-|[!-$&-+./:<-@[-`{-~]/g,
    character => `&#${character.charCodeAt(0)};`,
  )
}

/** The first lines that fit into so many bytes. */
export function firstLines(lines: readonly string[], bytes: number): readonly string[] {
  let size = 0
  const end = lines.findIndex(line => (size += Buffer.byteLength(line)) > bytes)
  return end === -1 ? lines : lines.slice(0, end)
}

/** A row of a table, of cells that are Markdown. */
export function tableRow(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`
}

/** The first two lines of a table. */
export function tableHead(cells: readonly string[]): readonly string[] {
  return [tableRow(cells), tableRow(cells.map(() => '---'))]
}

/** Lines that a reader can open, under a title; both are Markdown. */
export function details(title: string, lines: readonly string[]): readonly string[] {
  return ['<details>', `<summary>${title}</summary>`, '', ...lines, '', '</details>']
}
