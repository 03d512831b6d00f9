import { styleText } from 'node:util'
import { ganttText } from './gantt-text.ts'
import { columnsOf, padded } from './terminal.ts'

/** A job summary as text for a terminal, close to how GitHub renders its Markdown. */
export function summaryText(markdown: string): string {
  const blocks = markdown.split(/(```mermaid\n[^]*?\n```|(?:^\|.*\n)+)/m)
  const texts = blocks.map(block => {
    if (block.startsWith('```')) return ganttText(block)
    return block.startsWith('|') ? table(block) : prose(block)
  })
  return texts.filter(text => text !== '').join('\n\n')
}

function prose(block: string): string {
  const text = block
    .replace(/<\/?(?:details|summary)>/g, '')
    .replace(/<(https:[^>]+)>/g, '$1')
    .replace(/^- /gm, '• ')
    .replace(/^### (.*)/gm, (_, title: string) => styleText('bold', title))
  return decode(text.trim())
}

function table(block: string): string {
  const [head = '', , ...body] = block.trim().split('\n')
  const rows = [head, ...body].flatMap(line => linesOf(line.slice(2, -2).split(' | ')))
  const widthOf = (column: number) => Math.max(...rows.map(row => columnsOf(row[column] ?? '')))
  const lines = rows.map(row =>
    row
      .map((cell, column) => padded(cell, widthOf(column)))
      .join('  ')
      .trimEnd(),
  )
  return [styleText('underline', lines[0] ?? ''), ...lines.slice(1)].join('\n')
}

/** Splits a row whose cells have several lines into several rows. */
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
