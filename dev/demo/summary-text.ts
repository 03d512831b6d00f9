import { styleText } from 'node:util'
import { WIDTH, columnsOf, padded } from './terminal.ts'

const CHART_WIDTH = WIDTH - 34
const TASK = /^ {2}[^:]+ :(?<tags>(?:[a-z]+, )*)(?<from>\d{4}-[^,]+), (?<to>.+)$/gm

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

/** The timeline of a summary as text, with a line per job. GitHub draws it as a diagram. */
export function ganttText(mermaid: string): string {
  const sections = mermaid.split('\n  section ').slice(1).map(readSection)
  const times = sections.flatMap(({ tasks }) => tasks.flatMap(({ from, to }) => [from, to]))
  const [first, last] = [Math.min(...times), Math.max(...times)]
  const columnOf = (ms: number) => Math.round(((ms - first) / Math.max(1, last - first)) * CHART_WIDTH)
  const margin = Math.max(...sections.map(({ name }) => name.length)) + 2
  const clock = (ms: number) => new Date(ms).toISOString().slice(11, 19)
  return [
    ...sections.map(({ name, tasks }) => padded(name, margin) + draw(tasks, columnOf)),
    padded('', margin) + clock(first) + clock(last).padStart(CHART_WIDTH - 8),
    `${padded('', margin)}░ waiting  █ running  ▓ failed`,
  ].join('\n')
}

interface Task {
  readonly sign: string
  readonly from: number
  readonly to: number
}

function readSection(text: string): { readonly name: string; readonly tasks: readonly Task[] } {
  const tasks = Array.from(text.matchAll(TASK), ({ groups: { tags = '', from = '', to = '' } = {} }) => {
    const sign = tags.includes('active') ? '█' : '░'
    return {
      sign: tags.includes('crit') ? '▓' : sign,
      from: Date.parse(`${from}Z`),
      to: Date.parse(`${to}Z`),
    }
  })
  return { name: text.split('\n')[0] ?? '', tasks }
}

function draw(tasks: readonly Task[], columnOf: (ms: number) => number): string {
  const cells = Array.from({ length: CHART_WIDTH }, () => ' ')
  for (const { sign, from, to } of tasks)
    cells.fill(sign, columnOf(from), Math.max(columnOf(to), columnOf(from) + 1))
  return cells.join('').slice(0, CHART_WIDTH).trimEnd()
}
