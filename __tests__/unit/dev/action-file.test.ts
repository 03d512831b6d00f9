import { describe, expect, it } from '@jest/globals'
import { parseActionFile } from '../../../dev/runner/action-file.ts'

describe('parseActionFile', () => {
  it('reads inputs and outputs, with the comments above their groups', () => {
    const text =
      'inputs:\n  # One\n  a: { description: y }\n  # Two\n  b: { default: x }\n  c:\noutputs: { d: }'
    expect(parseActionFile(text)).toEqual({
      inputs: [
        { name: 'a', group: 'One', description: 'y', default: '' },
        { name: 'b', group: 'Two', description: '', default: 'x' },
        { name: 'c', group: 'Two', description: '', default: '' },
      ],
      outputs: [{ name: 'd', group: '', description: '', default: '' }],
    })
  })

  it('reads an action without inputs and outputs', () => {
    expect(parseActionFile('name: a')).toEqual({ inputs: [], outputs: [] })
  })
})
