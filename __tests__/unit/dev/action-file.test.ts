import { describe, expect, it } from '@jest/globals'
import { parseActionFile } from '../../../dev/runner/action-file.ts'

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
