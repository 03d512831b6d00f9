import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../build/tool.ts'
import { readFences } from '../markdown/markdown.ts'
import { wholeWorkflow } from '../markdown/snippets.ts'

/** The examples, and the snippets of README.md and docs/runners.md as whole workflows; it knows which were used. */
export class WorkflowTexts {
  readonly #texts = new Map<string, string>()
  readonly #used = new Set<string>()

  constructor() {
    for (const file of globSync('examples/*.yml', { cwd: root }))
      this.#texts.set(file.replaceAll('\\', '/'), read(file))
    for (const page of ['README.md', 'docs/runners.md']) this.#addPage(page)
  }

  /** A workflow by its name: a file of examples/, or the page, heading and place of a snippet, as `README.md#Matrix 1`. */
  take(name: string): string {
    const text = this.#texts.get(name)
    if (text === undefined) throw new Error(`There is no ${name}, but ${[...this.#texts.keys()].join(', ')}`)
    this.#used.add(name)
    return text
  }

  /** What no case has run. */
  get unused(): readonly string[] {
    return [...this.#texts.keys()].filter(name => !this.#used.has(name))
  }

  #addPage(page: string): void {
    const markdown = read(page)
    const counts = new Map<string, number>()
    for (const { line, text } of readFences(markdown).filter(({ language }) => language === 'yaml')) {
      const above = markdown.split('\n').slice(0, line)
      const heading = above.findLast(one => one.startsWith('##'))?.replace(/^#+ /, '') ?? ''
      const count = (counts.get(heading) ?? 0) + 1
      counts.set(heading, count)
      this.#texts.set(`${page}#${heading} ${String(count)}`, wholeWorkflow(text).text)
    }
  }
}

function read(file: string): string {
  return readFileSync(join(root, file), 'utf8').replaceAll('\r\n', '\n')
}
