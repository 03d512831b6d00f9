import { describe, expect, test } from '@jest/globals'
import { readActionDefaults, readDeclaredOutputs } from '../../dev/runner/action-file.ts'
import { readSecrets } from '../../src/inputs/credentials.ts'
import { inputDefaults, readInputs, wantsSummary } from '../../src/inputs/inputs.ts'
import { toOutputs } from '../../src/report/outputs.ts'
import { type Inputs, enough, readerOf } from '../support/inputs.ts'

const declared = readActionDefaults()

describe('action.yml and the code', () => {
  test('name the same inputs', () => {
    const names = new Set<string>()
    const read = readerOf({ ...enough, jobid: '7', mirroring: 'true', imageid: '44' })
    const noting = (name: string): string => {
      names.add(name)
      return read(name)
    }
    readInputs(noting, {})
    readSecrets(noting)
    wantsSummary(noting)
    expect([...names].sort()).toEqual(Object.keys(declared).sort())
  })

  test('give them the same defaults', () => {
    const empty = Object.keys(declared).map(name => [name, ''] as const)
    expect(declared).toEqual({ ...Object.fromEntries(empty), ...inputDefaults })
  })

  test('an empty value means the default, as composite actions pass it through', () => {
    const blank = Object.fromEntries(Object.keys(inputDefaults).map(name => [name, ' ']))
    const inputsOf = (inputs: Inputs) => readInputs(readerOf(inputs), {})
    expect(inputsOf({ ...blank, ...enough })).toEqual(inputsOf({ ...declared, ...enough }))
  })

  test('name the same outputs', () => {
    const outputs = toOutputs(
      { outcome: { result: 'error', deciding: undefined, jobs: [] }, requests: 0, elapsed: 0 },
      text => text,
    )
    expect(Object.keys(outputs).sort()).toEqual(readDeclaredOutputs().toSorted())
  })
})
