import { styleText } from 'node:util'
import { ganttText } from './gantt-text.ts'
import { columnsOf, padded } from './paint.ts'

/** A job summary as text for a terminal: what GitHub would make of the Markdown that the action writes. */
export function summaryText(markdown: string): string {
  const blocks = markdown.split(/(```mermaid\n[^]*?\n```|(?:^\|.*\n)+)/m)
  return blocks
    .map(block => render(block).trimEnd())
    .filter(text => text !== '')
    .join('\n\n')
}

function render(block: string): string {
  if (block.startsWith('```')) return ganttText(block).join('\n')
  if (block.startsWith('|')) return table(block)
  const lines = block
    .split('\n')
    .map(line => line.replace(/<\/?(?:details|summary)>/g, '').replace(/<(https:[^>]+)>/g, '$1'))
    .join('\n')
    .trim()
    .split('\n')
    .map(decode)
  return lines
    .map(line =>
      line.replace(/^### (.*)/, (_, title: string) => styleText('bold', title)).replace(/^- /, '• '),
    )
    .join('\n')
}

function table(block: string): string {
  const rows = block
    .trim()
    .split('\n')
    .filter(line => !/^[|\s:-]+$/.test(line))
    .flatMap(line => linesOf(line.slice(2, -2).split(' | ')))
  const widths = (rows[0] ?? []).map((_, index) => Math.max(...rows.map(row => columnsOf(row[index] ?? ''))))
  const lines = rows.map(row =>
    row
      .map((cell, index) => padded(cell, widths[index] ?? 0))
      .join('  ')
      .trimEnd(),
  )
  const [head = '', ...body] = lines
  return [styleText('underline', head), ...body].join('\n')
}

/** A row whose cells have several lines, as several rows. */
function linesOf(cells: readonly string[]): readonly (readonly string[])[] {
  const lines = cells.map(cell => cell.split('<br>').map(decode))
  const height = Math.max(...lines.map(({ length }) => length))
  return Array.from({ length: height }, (_, index) => lines.map(line => line[index] ?? ''))
}

function decode(text: string): string {
  return text
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
    .replaceAll('\u00a0', ' ')
}
