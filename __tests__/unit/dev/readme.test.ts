import { existsSync, globSync, readFileSync } from 'node:fs'
import { describe, expect, it } from '@jest/globals'
import { readActionDefaults, readDeclaredOutputs } from '../../../dev/runner/action-file.ts'
import { resultWords } from '../../../src/report/words.ts'
import { isGreen, type Result } from '../../../src/wait/outcome.ts'

const readme = readFileSync('README.md', 'utf8').replaceAll('\r\n', '\n')

/** The text under a heading of the second or third level, up to the next of its level. */
function section(heading: string): string {
  const [, level = '##', text = ''] =
    new RegExp(`^(#{2,3}) ${heading}\\n([^]*?)(?=^\\1 |(?![^]))`, 'm').exec(readme) ?? []
  return level === '' ? '' : text
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
  it('has its sections in the order in which a reader needs them', () => {
    expect([...readme.matchAll(/^#{1,2} (.*)$/gm)].map(([, title]) => title)).toEqual([
      'Wait for Clanforge',
      'A workflow to paste',
      'Which input for which moment',
      'Permissions and secrets',
      'Inputs',
      'Outputs',
      'When a job is over',
      'Recipes',
      'Several ids in one step, not a matrix',
      'Credentials written once for four waits',
      'How it asks',
      'Troubleshooting',
      'When the step is cancelled',
      'Versions and pinning',
      'Try it, change it',
    ])
  })

  it('documents every input with its default, and every output', () => {
    const inputs = rows(section('Inputs')).map(([name, ...rest]) => [name, rest.length === 2 ? rest[0] : ''])
    const code = (text: string) => (text === '' ? '' : `\`${text}\``)
    expect(inputs).toEqual(
      Object.entries(readActionDefaults()).map(([name, value]) => [code(name), code(value)]),
    )
    expect(rows(section('Outputs')).map(([name]) => name)).toEqual(readDeclaredOutputs().map(code))
  })

  it('names the two commands', () => {
    expect(readme).toContain('npm ci && npm run demo')
    expect(readme).toContain('npm ci && npm test')
  })

  it('links to what is there', () => {
    const links = [...readme.matchAll(/\]\(([^)#]+)\)|(?:src|srcset)="([^"]+)"/g)].map(
      ([, a, b]) => a ?? b ?? '',
    )
    expect(links.length).toBeGreaterThan(10)
    expect(links.filter(link => !link.startsWith('https:') && !existsSync(link))).toEqual([])
    const anchors = [...readme.matchAll(/\]\(#([^)]+)\)/g)].map(([, anchor]) => anchor)
    const headings = [...readme.matchAll(/^#+ (.*)$/gm)].map(([, title = '']) =>
      title
        .toLowerCase()
        .replaceAll(/[^\w\s-]/g, '')
        .replaceAll(' ', '-'),
    )
    expect(headings).toEqual(expect.arrayContaining(anchors))
  })
})

describe('the table of results', () => {
  const told = rows(section('When a job is over')).map(
    ([, , result = '', code = '']) => [result, code] as const,
  )
  const results = (Object.keys(resultWords) as (Result | 'pending')[]).filter(name => name !== 'pending')

  const exitCode = (result: Result, passSquashed: boolean) => (isGreen(result, passSquashed) ? '0' : '1')

  it.each(results)('has %s with its exit code', result => {
    const [code, passed] = [exitCode(result, false), exitCode(result, true)]
    const expected = code === passed ? code : `${code}, or ${passed} with \`on-squashed: pass\``
    const codes = told.filter(([name]) => name === `\`${result}\``).map(([, cell]) => cell)
    expect([...new Set(codes)]).toEqual([expected])
  })

  it('has no other', () => {
    const known = ['–', ...results.map(result => `\`${result}\``)]
    expect(told.filter(([name]) => !known.includes(name))).toEqual([])
  })
})

describe('troubleshooting', () => {
  const source = globSync('src/**/*.ts')
    .map(file => readFileSync(file, 'utf8'))
    .join('\n')
  const messages = rows(section('Troubleshooting').split('By what is seen:')[0] ?? '').map(
    ([message = '']) => message,
  )

  it.each(messages)('%s is what the action says', message => {
    // What varies stands as `…`, and in the source as `${…}`; statuses are put in, too.
    const parts = message.slice(1, -1).split(/…|(?<=HTTP )\d+/)
    const words = parts.map(part => part.replace(/^[)\s:;]+|[(\s:;]+$/g, ''))
    expect(words.filter(part => !source.includes(part))).toEqual([])
  })
})
