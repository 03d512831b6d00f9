import { describe, expect, test } from '@jest/globals'
import { invalidResponse } from '../../../src/clanforge/errors.ts'
import type { Json, JsonObject } from '../../../src/clanforge/json.ts'
import { readJobStatus, readRolloutStatus } from '../../../src/clanforge/status.ts'

describe('a count that cannot be read', () => {
  const unreadable = ['many', '', ' ', '4.5', 4.5, -1, '-1', [], [1], {}, '0x1', '9'.repeat(400)]

  const errorOf = (field: string) => invalidResponse(`${field} is not a whole number of at least 0`)

  test.each(unreadable)('%j is not 0', value => {
    expect(() => readJobStatus({ jobstateid: 5, jobfailed: value })).toThrow(errorOf('jobfailed'))
    for (const counter of ['pending_machines', 'failed_machines', 'completed_machines'])
      expect(() => readRolloutStatus({ pending_machines: 0, [counter]: value })).toThrow(errorOf(counter))
  })

  test.each<readonly [Json, number]>([
    [0, 0],
    ['0', 0],
    ['+3', 3],
    [' 3 ', 3],
    ['3.0', 3],
    [true, 1],
    ['false', 0],
    [null, 0],
    [12345678901234567890n, 12345678901234567000],
  ])('%p can be read', (value, count) => {
    expect(readJobStatus({ jobstateid: 5, jobfailed: value })?.jobfailed).toBe(count)
  })
})

test.each<readonly [Json | undefined, boolean]>([
  [undefined, false],
  [null, false],
  ['', false],
  [' \n', false],
  ['no space left', true],
  [0, true],
  [false, true],
  [[], true],
  [{}, true],
])('joberror %j is an error: %p', (joberror, hasError) => {
  const body: JsonObject = { jobstateid: 4, ...(joberror === undefined ? {} : { joberror }) }
  expect(readJobStatus(body)?.hasError).toBe(hasError)
})
