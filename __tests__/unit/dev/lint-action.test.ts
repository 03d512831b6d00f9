import { describe, expect, it } from '@jest/globals'
import { checkActionFile } from '../../../dev/lint/action-file.ts'
import { checkActionUse } from '../../../dev/lint/action-use.ts'
import { parseActionFile } from '../../../dev/runner/action-file.ts'

const file = `
inputs:
  updateid: { description: ids }
  accountserviceid: { description: the ASID, required: true }
outputs:
  result: { description: how it ended }
`
const action = parseActionFile(file)

/** A workflow whose job has one step of this action, with some inputs, and one that reads an expression. */
function workflow(uses: string, inputs: string, expression = 'github.sha'): string {
  return `on: push
jobs:
  job:
    runs-on: ubuntu-latest
    steps:
      - id: wait
        uses: ${uses}
        with: { ${inputs} }
      - run: echo
        env:
          A: \${{ ${expression} }}
`
}

describe('parseActionFile', () => {
  it('reads inputs and outputs, with the comments above them', () => {
    const text =
      'inputs:\n  # One\n  a: { required: true }\n  # Two\n  b: { default: x }\n  c:\noutputs: { d: }'
    expect(parseActionFile(text)).toEqual({
      inputs: [
        { name: 'a', heading: 'One', keys: { required: true } },
        { name: 'b', heading: 'Two', keys: { default: 'x' } },
        { name: 'c', heading: '', keys: {} },
      ],
      outputs: [{ name: 'd', heading: '', keys: {} }],
    })
  })

  it('reads an action without inputs and outputs', () => {
    expect(parseActionFile('name: a')).toEqual({ inputs: [], outputs: [] })
  })
})

describe('checkActionFile', () => {
  it('lets a good one pass', () => {
    expect(checkActionFile(action)).toEqual([])
  })

  it.each([
    ['inputs: { a: { description: d, requird: true } }', 'input a has an unknown key requird'],
    ['inputs: { a: { default: "1" } }', 'input a has no description'],
    ['inputs: { a: }', 'input a has no description'],
    [
      'inputs: { a: { description: d, default: 1 } }',
      'the default of input a is not a string: put it in quotes',
    ],
    ['outputs: { a: { description: d, value: x } }', 'output a has an unknown key value'],
  ])('%s', (text, message) => {
    expect(checkActionFile(parseActionFile(text))).toEqual([{ line: 1, message }])
  })
})

describe('checkActionUse', () => {
  const good = 'updateid: 1, accountserviceid: 2'

  it.each([
    ['./', good, 'steps.wait.outputs.result'],
    ['OWNER/wait-for-clanforge@v1', good, "steps.wait.outputs['result']"],
    ['OWNER/another-action@v1', 'anything: 1', 'steps.wait.outputs.anything'],
  ])('lets %s with %s and %s pass', (uses, inputs, expression) => {
    expect(checkActionUse(workflow(uses, inputs, expression), action)).toEqual([])
  })

  it.each(['./', 'OWNER/wait-for-clanforge@0123456789abcdef0123456789abcdef01234567'])(
    'finds an input that %s does not have, and one that is missing',
    uses => {
      expect(checkActionUse(workflow(uses, 'updatid: 1'), action)).toEqual([
        { line: 6, message: 'action.yml declares no input updatid' },
        { line: 6, message: 'the required input accountserviceid is missing' },
      ])
    },
  )

  it.each(['steps.wait.outputs.reslt', "steps.wait.outputs['reslt"])('finds %s', expression => {
    const text = workflow('./', good, `${expression}${expression.includes('[') ? "']" : ''}`)
    expect(checkActionUse(text, action)).toEqual([
      { line: 11, message: `action.yml declares no output: ${expression}` },
    ])
  })

  it('finds an unknown output that a job hands on', () => {
    const text = workflow('./', good).replace(
      '    steps:',
      '    outputs: { a: "${{ steps.wait.outputs.x }}" }\n    steps:',
    )
    expect(checkActionUse(text, action)).toHaveLength(1)
  })

  it('says nothing of a text that is no workflow', () => {
    expect(checkActionUse('- 1', action)).toEqual([])
    expect(checkActionUse('jobs: { a: { steps: 1 }, b: }', action)).toEqual([])
  })
})
