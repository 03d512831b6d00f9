import { existsSync, globSync, readFileSync } from 'node:fs'
import { posix } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { readActionDefaults, readDeclaredOutputs } from '../../../dev/runner/action-file.ts'
import type { Result } from '../../../src/wait/outcome.ts'

const read = (page: string) => readFileSync(page, 'utf8').replaceAll('\r\n', '\n')
const readme = read('README.md')
const contract = read('docs/how-results-are-decided.md')

/** The text under a heading of the second level, up to the next one. */
function section(page: string, heading: string): string {
  return new RegExp(`^## ${heading}\\n([^]*?)(?=^## |(?![^]))`, 'm').exec(page)?.[1] ?? ''
}

/** The rows of the tables in a text, without their headings. */
function rows(text: string): string[][] {
  const lines = text.split('\n').filter(line => line.startsWith('|'))
  const cells = lines.map(line =>
    line
      .slice(1, -1)
      .split('|')
      .map(cell => cell.trim()),
  )
  return cells.filter((row, index) => !isRule(row) && !isRule(cells[index + 1] ?? []))
}

function isRule(row: readonly string[]): boolean {
  return row.length > 0 && row.every(cell => /^:?-+:?$/.test(cell))
}

describe('README', () => {
  it('documents every input with its default, and every output', () => {
    const inputs = rows(section(readme, 'Inputs')).map(([name, ...rest]) => [
      name,
      rest.length === 2 ? rest[0] : '',
    ])
    const code = (text: string) => (text === '' ? '' : `\`${text}\``)
    expect(inputs).toEqual(
      Object.entries(readActionDefaults()).map(([name, value]) => [code(name), code(value)]),
    )
    expect(rows(section(readme, 'Outputs')).map(([name]) => name)).toEqual(readDeclaredOutputs().map(code))
  })

  it('names the two commands', () => {
    expect(readme).toContain('npm ci && npm run demo')
    expect(readme).toContain('npm ci && npm test')
  })

  it('shows the inputs of the first users, with the ASID as a secret, before anything else', () => {
    const start = section(readme, 'Quick start')
    for (const name of ['imageversionid', 'imageid', 'updateid', 'jobid', 'mirroring'])
      expect(start).toMatch(new RegExp(`^ +${name}: \\S`, 'm'))
    expect(start).toContain('accountserviceid: ${{ secrets.CLANFORGE_ASID }}')
  })
})

describe('every page', () => {
  const pages = globSync(['*.md', 'docs/*.md']).map(page => page.replaceAll('\\', '/'))

  it.each(pages)('%s links to what exists', page => {
    const links = [...read(page).matchAll(/\]\(([^)]+)\)|(?:src|srcset)="([^"]+)"/g)].map(
      ([, link, source]) => link ?? source ?? '',
    )
    const local = links.filter(link => !/^https?:/.test(link))
    expect(local.filter(link => !exists(page, link))).toEqual([])
  })

  function exists(page: string, link: string): boolean {
    const [file = '', anchor] = link.split('#')
    const path = file === '' ? page : posix.join(posix.dirname(page), file)
    return existsSync(path) && (anchor === undefined || headings(read(path), 4).map(slug).includes(anchor))
  }
})

describe.each([
  ['README.md', 'How the result is decided', readme],
  ['docs/how-results-are-decided.md', 'Results and exit codes', contract],
])('the table of results in %s', (_page, heading, text) => {
  const exitCodes: Readonly<Record<Result, string>> = {
    complete: '0',
    squashed: '1, or 0 with `on-squashed: pass`',
    failed: '1',
    'timed-out': '1, or 0 with `on-timeout: pass`',
    stalled: '1',
    cancelled: '1',
    error: '1',
  }

  it('has every result with its exit code', () => {
    const table = rows(section(text, heading)).map(([result = '', , code = '']) => [
      result.slice(1, -1),
      code,
    ])
    expect(Object.fromEntries(table)).toEqual(exitCodes)
  })
})

describe('troubleshooting', () => {
  const source = globSync('src/**/*.ts')
    .map(file => readFileSync(file, 'utf8'))
    .join('\n')
  const pages = [
    section(readme, 'Troubleshooting'),
    read('docs/troubleshooting.md').split('## Symptoms')[0] ?? '',
  ]
  const cells = pages.flatMap(page => rows(page).map(([message = '']) => message))
  const messages = [
    ...new Set(cells.flatMap(cell => [...cell.matchAll(/`([^`]+)`/g)].map(([, text = '']) => text))),
  ]

  it.each(messages)('%s is what the action says', message => {
    // `…` stands for what varies, which is `${…}` in the source; so are HTTP statuses.
    const parts = message.split(/…|(?<=HTTP )\d+/)
    const fixed = parts.map(part => part.replace(/^[)\s:;]+|[(\s:;]+$/g, ''))
    expect(fixed.filter(part => !source.includes(part))).toEqual([])
  })
})

/** The headings of a page down to a level. */
function headings(page: string, level: number): string[] {
  const text = page.replaceAll(/^```[^]*?^```$/gm, '')
  return [...text.matchAll(new RegExp(`^#{1,${String(level)}} (.*)$`, 'gm'))].map(([, title = '']) => title)
}

/** The anchor that GitHub gives a heading. */
function slug(title: string): string {
  return title
    .toLowerCase()
    .replaceAll(/[^\w\s-]/g, '')
    .replaceAll(' ', '-')
}
