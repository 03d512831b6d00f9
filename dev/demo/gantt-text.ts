import { WIDTH, padded } from './paint.ts'

const CHART = WIDTH - 34
const TASK = /^ {2}(?<label>[^:]+) :(?<tags>(?:[a-z]+, )*)(?<from>\d{4}-[^,]+), (?<to>.+)$/

interface Task {
  readonly label: string
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
    `${padded('', name)}░ waits  █ runs  ↻ is run again`,
  ]
}

function drawn({ tasks }: Section, column: (ms: number) => number): string {
  const cells = Array.from({ length: CHART }, () => ' ')
  // The mark of a job's end is the last of its section; a re-run before it may be a mark too.
  const last = tasks.at(-1)
  const mark = last?.tags.includes('milestone') === true ? last : undefined
  for (const { tags, from, to } of tasks.filter(task => task !== mark)) {
    const sign = tags.includes('crit') ? '↻' : tags.includes('active') ? '█' : '░'
    cells.fill(sign, column(from), Math.max(column(to), column(from) + 1))
  }
  return cells
    .join('')
    .slice(0, CHART)
    .trimEnd()
    .concat(mark === undefined ? '' : ` ${mark.label}`)
}

function read(mermaid: string): readonly Section[] {
  const sections: Section[] = []
  for (const line of mermaid.split('\n')) {
    if (line.startsWith('  section ')) sections.push({ name: line.slice(10), tasks: [] })
    const { label, tags = '', from, to } = TASK.exec(line)?.groups ?? {}
    if (label === undefined || from === undefined || to === undefined) continue
    const start = Date.parse(`${from}Z`)
    sections.at(-1)?.tasks.push({ label, tags, from: start, to: to === '0ms' ? start : Date.parse(`${to}Z`) })
  }
  return sections
}
