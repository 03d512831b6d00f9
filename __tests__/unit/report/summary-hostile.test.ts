import { describe, expect, test } from '@jest/globals'
import { lived, rerun, seen } from '../../support/histories.ts'
import { failing, firstRow, shown, summary, summaryOfProblems } from '../../support/summaries.ts'

/** What Markdown, HTML or GitHub gives a meaning to, once the entities are removed. */
const MEANINGFUL = /[|`<>[\]()!@#*_~\\&$:/.{}"'=+]/
const withoutEntities = (text: string) => text.replace(/&#\d+;/g, '')

describe('hostile text', () => {
  const hostile = [
    '| a | b |',
    '`code` ```` ```mermaid',
    '<img src=x onerror=alert(1)> <script>x</script>',
    '</details></table>',
    '[click](https://evil.example) ![x](https://evil.example/p.png)',
    'https://evil.example www.evil.example',
    '@octocat @org/team #1 GH-1 owner/repo#1 user@evil.example',
    '# head **bold** __x__ ~~y~~ - [ ] > quote \\| &lt;b&gt; &#60;b&#62;',
    'a\n\n# new line\r\n| --- |\u2028```',
    '$x^2$ $$y$$ :tada: <!-- c -->',
    '- - a list in a list',
    '      code',
  ]

  test.each(hostile)('as an error stays in its cell, as text: %j', text => {
    const markdown = summary('failed', [failing(text)])
    const cells = firstRow(markdown)
    expect(cells).toHaveLength(4)
    expect(withoutEntities(cells.join(' '))).not.toMatch(MEANINGFUL)
    expect(markdown.split('\n')).toHaveLength(summary('failed', [failing('harmless')]).split('\n').length)
  })

  test.each(hostile)('as the error of a re-run stays in its cell: %j', text => {
    const job = lived([rerun(1, text), seen(2, 'running')])
    const [, cell = ''] = firstRow(summary('timed-out', [job]))
    const lines = cell.split('<br>')
    expect(lines).toHaveLength(2)
    expect(withoutEntities(lines.join(' '))).not.toMatch(MEANINGFUL)
  })

  test.each(hostile)('as the cause stays a line of text: %j', text => {
    const notes = summary('failed', [failing(text)]).match(/^- .*/gm) ?? []
    expect(notes).toHaveLength(3)
    expect(withoutEntities(notes[0]?.slice(2) ?? '')).not.toMatch(MEANINGFUL)
  })

  test.each(hostile)('as a problem stays text: %j', text => {
    const markdown = summaryOfProblems(text)
    const lines = markdown
      .split('\n')
      .slice(2)
      .filter(line => line !== '')
    for (const line of lines) {
      expect(line).toMatch(/^- /)
      expect(withoutEntities(line.slice(2))).not.toMatch(MEANINGFUL)
      expect(line.slice(2)).not.toMatch(/^[-\s]/)
    }
  })

  test('as the name of a state too, and never in the timeline', () => {
    const job = lived([seen(0, 'unknown', { stateName: '```\n| x' })])
    const markdown = summary('timed-out', [job])
    expect(markdown.match(/```/g)).toHaveLength(2)
    expect(firstRow(markdown)).toHaveLength(4)
    expect(markdown.slice(markdown.indexOf('```mermaid'))).not.toContain('| x')
  })

  test('can be read as it was meant', () => {
    const [, cell = ''] = firstRow(summary('failed', [failing('disk `/dev/sda1` is 100% full, see <log>')]))
    expect(shown(cell)).toBe('❌ failed at 40%: disk `/dev/sda1` is 100% full, see <log>')
  })

  test('is truncated, without control characters', () => {
    const [, cell = ''] = firstRow(summary('failed', [failing(`\u001b[31m${'x'.repeat(5_000)}`)]))
    expect(shown(cell)).toMatch(/^❌ failed at 40%: x{281,282}…$/)
  })
})
