import { describe, expect, it } from '@jest/globals'
import { countWords, readFences, readTables, readTargets } from '../../../dev/markdown/markdown.ts'

it('reads fenced blocks, with the line at which their text begins', () => {
  const page = '# A\n\n```yaml name\na: 1\n```\n\n1. One:\n\n   ````sh\n   ls\n     ```\n   ````\n'
  expect(readFences(page)).toEqual([
    { language: 'yaml', text: 'a: 1\n', line: 4 },
    { language: 'sh', text: 'ls\n  ```\n', line: 10 },
  ])
})

it('reads tables, with escaped bars', () => {
  const page = '| a | b |\n| --- | ---: |\n| `x\\|y` | 2 |\n| 3 |\n\ntext\n\n| c |\n| --- |\n'
  expect(readTables(page)).toEqual([
    [
      { a: '`x|y`', b: '2' },
      { a: '3', b: '' },
    ],
    [],
  ])
})

it('reads the targets of links and pictures', () => {
  expect(readTargets('[a](b.md#c "d")\n\n<img src="e.png">\n\n```\n[f](g)\n```\n')).toEqual([
    'b.md#c',
    'e.png',
  ])
})

describe('words', () => {
  it.each([
    ['Two words', 2],
    ['| a | `b c` |\n| --- | ---: |\n', 3],
    ['One\n\n```yaml\nnot: counted\n```\n\ntwo', 2],
    ['1. Item\n\n   ````sh\n   ```\n   ls\n   ````\n', 1],
    ['<details>\n<summary><b>A title</b></summary>\n<!-- no\nword -->\n</details>', 2],
    ['See [the page](https://example.com "title"), 3 < 4 – ok', 6],
  ])('are those that a reader reads in %j', (text, count) => {
    expect(countWords(text)).toBe(count)
  })
})
