import { existsSync, globSync, readFileSync } from 'node:fs'
import { posix } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { readHeadings, readTables, readTargets } from '../../../dev/markdown/markdown.ts'

const read = (page: string) => readFileSync(page, 'utf8').replaceAll('\r\n', '\n')

describe('every page', () => {
  const pages = globSync(['*.md', 'docs/*.md']).map(page => page.replaceAll('\\', '/'))

  it.each(pages)('%s links to what exists', page => {
    const local = readTargets(read(page)).filter(link => !/^https?:/.test(link))
    expect(local.filter(link => !exists(page, link))).toEqual([])
  })

  function exists(page: string, link: string): boolean {
    const [file = '', anchor] = link.split('#')
    const path = file === '' ? page : posix.join(posix.dirname(page), file)
    return existsSync(path) && (anchor === undefined || readHeadings(read(path)).map(slug).includes(anchor))
  }
})

describe('a message in a table of troubleshooting', () => {
  const source = globSync('src/**/*.ts').map(read).join('\n')
  const pages = [
    read('README.md').split('## Troubleshooting')[1]?.split('\n## ')[0] ?? '',
    read('docs/troubleshooting.md').split('## Symptoms')[0] ?? '',
  ]
  const cells = pages.flatMap(readTables).flatMap(table => table.map(row => Object.values(row)[0] ?? ''))
  const messages = cells.flatMap(cell => [...cell.matchAll(/`([^`]+)`/g)].map(([, text = '']) => text))

  it.each([...new Set(messages)])('is one that the action has: %s', message => {
    // `…` stands for what varies, which is `${…}` in the source; so are HTTP statuses.
    const parts = message.split(/…|(?<=HTTP )\d+/)
    const fixed = parts.map(part => part.replace(/^[)\s:;]+|[(\s:;]+$/g, ''))
    expect(fixed.filter(part => !source.includes(part))).toEqual([])
  })
})

/** The anchor that GitHub gives a heading. */
function slug(title: string): string {
  return title
    .toLowerCase()
    .replaceAll(/[^\w\s-]/g, '')
    .replaceAll(' ', '-')
}
