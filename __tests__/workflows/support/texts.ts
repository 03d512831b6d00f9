import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../../../dev/build/command.ts'
import { readFences, wholeWorkflow } from '../../../dev/lint/snippets.ts'

/**
 * The examples by path, and the snippets of README.md and docs/runners.md as whole workflows by page, heading and
 * number, such as `README.md#Matrix 1`.
 */
export const texts: ReadonlyMap<string, string> = new Map([
  ...globSync('examples/*.yml', { cwd: root }).map(readExample),
  ...['README.md', 'docs/runners.md'].flatMap(readSnippets),
])

/** Returns one of the texts. Throws if none has this name. */
export function textOf(name: string): string {
  const text = texts.get(name)
  if (text === undefined) throw new Error(`There is no ${name}, only ${[...texts.keys()].join(', ')}`)
  return text
}

function readExample(path: string): [string, string] {
  const file = path.replaceAll('\\', '/')
  return [file, read(file)]
}

function readSnippets(page: string): [string, string][] {
  const markdown = read(page)
  const counts = new Map<string, number>()
  const snippets = readFences(markdown).filter(({ language }) => language === 'yaml')
  return snippets.map(({ line, text }) => {
    const linesAbove = markdown.split('\n').slice(0, line)
    const heading = linesAbove.findLast(above => above.startsWith('##'))?.replace(/^#+ /, '') ?? ''
    const count = (counts.get(heading) ?? 0) + 1
    counts.set(heading, count)
    return [`${page}#${heading} ${String(count)}`, wholeWorkflow(text).text]
  })
}

function read(file: string): string {
  return readFileSync(join(root, file), 'utf8').replaceAll('\r\n', '\n')
}
