import { stripVTControlCharacters } from 'node:util'
import { describe, expect, it } from '@jest/globals'
import { truncated, columnsOf, heading, padded, WIDTH } from '../../../dev/demo/terminal.ts'
import { ganttText, summaryText } from '../../../dev/demo/summary-text.ts'

const gantt = `gantt
  dateFormat YYYY-MM-DD HH:mm:ss.SSS
  section update 101
  waiting :2026-11-22 08:00:00.000, 2026-11-22 08:00:25.000
  failed at 60% :crit, 2026-11-22 08:00:25.000, 2026-11-22 08:00:50.000
  re-run :active, 2026-11-22 08:00:55.000, 2026-11-22 08:01:40.000
  section diff 7
  \u200b :2026-11-22 08:00:00.000, 2026-11-22 08:00:01.000`

describe('a timeline as text', () => {
  it('has a line per job, the first and the last moment, and a legend', () => {
    const lines = ganttText(gantt).split('\n')
    expect(lines).toHaveLength(4)
    expect(lines[0]).toMatch(/^update 101 {2}░+▓+ +█+$/)
    expect(lines[1]).toMatch(/^diff 7 {6}░$/)
    expect(lines[2]).toMatch(/^ +08:00:00 +08:01:40$/)
    expect(lines[3]).toContain('░ waiting')
  })
})

describe('a summary as text', () => {
  const markdown = [
    '### ✅ Image&#160;update 101 is complete',
    '- A note&#58; <https://docs.unity.com/>',
    '',
    '| Job | Outcome |',
    '| --- | --- |',
    '| update&#160;101 | ✅&#160;complete |',
    '| &#60;b&#62; | ⚠️&#160;squashed<br>twice |',
    '',
    'Times are UTC.',
    '',
    '```mermaid',
    gantt,
    '```',
    '',
    '<details>',
    '<summary>Machines</summary>',
    '',
    '| Time |',
    '| --- |',
    '| 8 |',
    '',
    '</details>',
  ].join('\n')

  it('looks as on GitHub', () => {
    const lines = stripVTControlCharacters(summaryText(markdown)).split('\n')
    expect(lines.slice(0, 10)).toEqual([
      '✅ Image update 101 is complete',
      '• A note: https://docs.unity.com/',
      '',
      'Job         Outcome',
      'update 101  ✅ complete',
      '<b>         ⚠️ squashed',
      '            twice',
      '',
      'Times are UTC.',
      '',
    ])
    expect(lines[10]).toContain('update 101  ░')
    expect(lines.slice(-4)).toEqual(['Machines', '', 'Time', '8'])
  })
})

describe('columns', () => {
  it.each([
    ['abc', 3],
    ['✅ complete', 11],
    ['⚠️ squashed', 11],
    ['🧊', 2],
    ['░█', 2],
  ])('%s is %i wide', (text, width) => {
    expect(columnsOf(text)).toBe(width)
    expect(columnsOf(padded(text, 20))).toBe(20)
  })

  it('are truncated at the end of the line', () => {
    expect(truncated('abcdef', 4)).toBe('abc…')
    expect(truncated('abcd', 4)).toBe('abcd')
  })

  it('are filled by a heading', () => {
    expect(stripVTControlCharacters(heading('The log')).trim()).toHaveLength(WIDTH)
  })
})
