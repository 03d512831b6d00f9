import { describe, expect, it } from '@jest/globals'
import { benchmarkTable } from '../../../dev/docs/benchmark-table.ts'
import { actionTables } from '../../../dev/docs/tables.ts'

const action = `inputs:
  # What
  id:
    description: >-
      One id,
      or several
  # How
  mode:
    description: Either a | b
    default: a
  wait:
    description: How long
    default: ''
outputs:
  result:
    description: How it ended
`

describe('tables of action.yml', () => {
  it('has a table per comment, the later ones collapsed, and a column for defaults if there are any', () => {
    expect(actionTables(action).inputs).toBe(`**What**

| Input | Description |
| --- | --- |
| \`id\` | One id, or several |

<details>
<summary><b>How</b></summary>

| Input | Default | Description |
| --- | --- | --- |
| \`mode\` | \`a\` | Either a \\| b |
| \`wait\` |  | How long |

</details>`)
  })

  it('has one table if there are no comments', () => {
    expect(actionTables(action).outputs).toBe(`| Output | Description |
| --- | --- |
| \`result\` | How it ended |`)
  })
})

describe('table of clients', () => {
  const report = `
| client | lag s | requests | other | worst lag s |
| --- | ---: | ---: | ---: | ---: |
| this action | 2.0 | 50 | 1 | 40 |
| fixed 3 s (somebody) | 1.6 | 226 | 1 | 3 |
| fixed 5 s | 2.6 | 140 | 1 | 5 |

| against | by lag | by requests | by both |
| --- | ---: | ---: | ---: |
| fixed 3 s (somebody) | 6 | 0 | 0 |
`

  it('has the figures of the benchmark for some of its clients', () => {
    expect(benchmarkTable(report).split('\n').slice(2)).toEqual([
      '| this action | 2.0 | 50 | 40 |  |  |',
      '| fixed 3 s (somebody) | 1.6 | 226 | 3 | 6 | 0 |',
    ])
  })

  it('throws an error that names the missing columns or clients', () => {
    expect(() => benchmarkTable(report.replace('by both', 'both'))).toThrow('against, by lag')
    expect(() => benchmarkTable(report.replaceAll('this action', 'a').replaceAll('fixed 3 s', 'b'))).toThrow(
      'none of the clients',
    )
  })
})
