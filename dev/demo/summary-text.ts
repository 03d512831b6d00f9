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
  const lines = block.trim().split('\n').map(decode)
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
    .map(line => line.slice(2, -2).split(' | ').map(decode))
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

function decode(text: string): string {
  return text
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
    .replaceAll('\u00a0', ' ')
}
