import { describe, expect, it } from '@jest/globals'
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
