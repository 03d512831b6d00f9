import { WIDTH, padded } from './paint.ts'

const CHART = WIDTH - 34
const TASK = /^ {2}[^:]+ :(?<tags>(?:[a-z]+, )*)(?<from>\d{4}-[^,]+), (?<to>.+)$/

interface Task {
  readonly tags: string
  readonly from: number
  readonly to: number
}

interface Section {
  readonly name: string
  readonly tasks: Task[]
}

/** The timeline of a summary, which GitHub draws, in characters: a line per job. */
export function ganttText(mermaid: string): readonly string[] {
  const sections = read(mermaid)
  const times = sections.flatMap(({ tasks }) => tasks.flatMap(({ from, to }) => [from, to]))
  const [first, last] = [Math.min(...times), Math.max(...times)]
  const column = (ms: number) => Math.round(((ms - first) / Math.max(1, last - first)) * CHART)
  const name = Math.max(...sections.map(section => section.name.length)) + 2
  const clock = (ms: number) => new Date(ms).toISOString().slice(11, 19)
  return [
    ...sections.map(section => padded(section.name, name) + drawn(section, column)),
    padded('', name) + clock(first) + clock(last).padStart(CHART - 8),
    `${padded('', name)}░ waits  █ runs  ▓ fails`,
  ]
}

function drawn({ tasks }: Section, column: (ms: number) => number): string {
  const cells = Array.from({ length: CHART }, () => ' ')
  for (const { tags, from, to } of tasks) {
    const sign = tags.includes('crit') ? '▓' : tags.includes('active') ? '█' : '░'
    cells.fill(sign, column(from), Math.max(column(to), column(from) + 1))
  }
  return cells.join('').slice(0, CHART).trimEnd()
}

function read(mermaid: string): readonly Section[] {
  const sections: Section[] = []
  for (const line of mermaid.split('\n')) {
    if (line.startsWith('  section ')) sections.push({ name: line.slice(10), tasks: [] })
    const { tags = '', from, to } = TASK.exec(line)?.groups ?? {}
    if (from === undefined || to === undefined) continue
    sections.at(-1)?.tasks.push({ tags, from: Date.parse(`${from}Z`), to: Date.parse(`${to}Z`) })
  }
  return sections
}
