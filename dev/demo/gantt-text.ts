import { WIDTH, padded } from './terminal.ts'

const CHART_WIDTH = WIDTH - 34
const TASK = /^ {2}[^:]+ :(?<tags>(?:[a-z]+, )*)(?<from>\d{4}-[^,]+), (?<to>.+)$/gm

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
