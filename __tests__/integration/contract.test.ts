import { describe, expect, test } from '@jest/globals'
import { readActionDefaults, readDeclaredOutputs } from '../../dev/runner/action-file.ts'
import { readSecrets } from '../../src/credentials.ts'
import { inputDefaults, readSettings, wantsSummary } from '../../src/inputs.ts'
import { toOutputs } from '../../src/report/outputs.ts'
import { enough, reading } from '../support/inputs.ts'
import { plain } from '../support/outcomes.ts'

const declared = readActionDefaults()

describe('action.yml and the code', () => {
  test('name the same inputs', () => {
    const names = new Set<string>()
    const read = reading({ ...enough, jobid: '7', mirroring: 'true', imageid: '44' })
    const noting = (name: string): string => {
      names.add(name)
      return read(name)
    }
    readSettings(noting)
    readSecrets(noting)
    wantsSummary(noting)
    expect([...names].sort()).toEqual(Object.keys(declared).sort())
  })

  test('give them the same defaults', () => {
    const empty = Object.keys(declared).map(name => [name, ''] as const)
    expect(declared).toEqual({ ...Object.fromEntries(empty), ...inputDefaults })
  })

  test('an empty value means the default, as composite actions pass it along', () => {
    const blank = Object.fromEntries(Object.keys(inputDefaults).map(name => [name, ' ']))
    expect(readSettings(reading({ ...blank, ...enough }))).toEqual(
      readSettings(reading({ ...declared, ...enough })),
    )
  })

  test('name the same outputs', () => {
    const outputs = toOutputs(
      { outcome: { result: 'error', deciding: undefined, jobs: [] }, requests: 0, elapsed: 0 },
      plain,
    )
    expect(Object.keys(outputs).sort()).toEqual(readDeclaredOutputs().toSorted())
  })
})
