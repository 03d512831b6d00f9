import { existsSync, globSync, readFileSync } from 'node:fs'
import { posix } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import markdownIt from 'markdown-it'

const markdown = markdownIt({ html: true })
const read = (page: string) => readFileSync(page, 'utf8').replaceAll('\r\n', '\n')

describe('every page', () => {
  const pages = globSync(['*.md', 'docs/*.md']).map(page => page.replaceAll('\\', '/'))

  it.each(pages)('%s has no broken links to files and headings', page => {
    const html = markdown.render(read(page))
    const links = [...html.matchAll(/ (?:href|src|srcset)="([^"]*)"/g)].map(([, link = '']) => link)
    const local = links.filter(link => !/^https?:/.test(link))
    expect(local.filter(link => !exists(page, link))).toEqual([])
  })

  function exists(page: string, link: string): boolean {
    const [file = '', anchor] = link.split('#')
    const path = file === '' ? page : posix.join(posix.dirname(page), file)
    return existsSync(path) && (anchor === undefined || anchorsOf(path).includes(anchor))
  }

  /** The anchors that GitHub gives the headings of a page. */
  function anchorsOf(page: string): readonly string[] {
    const headings = markdown.render(read(page)).matchAll(/<h\d>(.*?)<\/h\d>/g)
    const titles = [...headings].map(([, heading = '']) => heading.replaceAll(/<[^>]*>|&\w+;/g, ''))
    return titles.map(title =>
      title
        .toLowerCase()
        .replaceAll(/[^\w\s-]/g, '')
        .replaceAll(' ', '-'),
    )
  }
})

it('README.md has at most 2,000 words outside code blocks, because people do not read longer pages to the end', () => {
  const html = markdown.render(read('README.md'))
  const text = html.replaceAll(/<pre>[^]*?<\/pre>|<!--[^]*?-->|<[^>]*>/g, ' ')
  const words = text.split(/\s+/).filter(word => /[\p{L}\p{N}]/u.test(word))
  expect(words.length).toBeLessThanOrEqual(2000)
})

it.each([
  ['this action', 'This action is'],
  ['fixed 10 s', 'A fixed interval of 10 s is'],
  ['fixed 3 s', 'one of 3 s is'],
])('docs/polling.md has the figures of docs/benchmark.md: %s', (client, subject) => {
  const row = new RegExp(`^\\| ${client}[^|]*\\|([^|]*)\\|([^|]*)\\|`, 'm').exec(read('docs/benchmark.md'))
  const [lag, requests] = [Number(row?.[1]).toFixed(1), Number(row?.[2]).toFixed(0)]
  expect(read('docs/polling.md')).toMatch(new RegExp(`${subject} ${lag} s late[^.]*with ${requests}[ .]`))
})

describe('a message in a table of troubleshooting', () => {
  const source = globSync('src/**/*.ts').map(read).join('\n')
  const pages = [
    read('README.md').split('## Troubleshooting')[1]?.split('\n## ')[0] ?? '',
    read('docs/troubleshooting.md').split('## Symptoms')[0] ?? '',
  ]
  const messages = pages.flatMap(page => {
    const tokens = markdown.parse(page, {})
    const cells = tokens.filter(
      (_, index) => tokens[index - 2]?.type === 'tr_open' && tokens[index - 1]?.type === 'td_open',
    )
    const parts = cells.flatMap(({ children }) => children ?? [])
    return parts.filter(({ type }) => type === 'code_inline').map(({ content }) => content)
  })

  it.each([...new Set(messages)])('is a message of the action: %s', message => {
    // `…` and HTTP statuses are variables in the source.
    const parts = message.split(/…|(?<=HTTP )\d+/)
    const fixed = parts.map(part => part.replace(/^[)\s:;]+|[(\s:;]+$/g, ''))
    expect(fixed.filter(part => !source.includes(part))).toEqual([])
  })
})
