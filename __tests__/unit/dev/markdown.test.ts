import { expect, it } from '@jest/globals'
import { readFences, readTables } from '../../../dev/markdown/markdown.ts'

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
