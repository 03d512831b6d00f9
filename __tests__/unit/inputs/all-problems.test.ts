import { describe, expect, test } from '@jest/globals'
import { InputError } from '../../../src/inputs/input-error.ts'
import { readInputs } from '../../../src/inputs/inputs.ts'
import { enough, type Inputs, readerOf } from '../../support/inputs.ts'

function problems(inputs: Inputs): readonly string[] {
  const read = (): unknown => readInputs(readerOf({ ...enough, ...inputs }), {})
  try {
    read()
  } catch (error) {
    if (error instanceof InputError) return error.problems
    throw error
  }
  throw new Error('these inputs are valid')
}

describe('one message', () => {
  test('names all problems at once', () => {
    const invalid = {
      updateid: 'x',
      jobid: '7',
      mirroring: 'up',
      timeout: '5',
      'on-squashed': 'ok',
      'secret-key': '',
    }
    const found = problems(invalid)
    expect(found.map(problem => problem.split(/[: ]/)[0])).toEqual([
      'updateid',
      'mirroring',
      'timeout',
      'on-squashed',
      'secret-key',
    ])
    expect(() => readInputs(readerOf({ ...enough, ...invalid }), {})).toThrow(
      `several inputs are invalid:\n- ${found.join('\n- ')}`,
    )
  })

  test('has room for every input, however long the values are', () => {
    const names = [
      ...['updateid', 'diffid', 'imageversionid', 'jobid', 'imageid', 'mirroring', 'timeout'],
      ...['stall-timeout', 'outage-timeout', 'max-poll-interval', 'max-jobfailed', 'on-squashed'],
      ...['allowed-failed-machines', 'on-timeout', 'fail-fast', 'install-mode', 'job-retries', 'api-url'],
    ]
    const long = Object.fromEntries(names.map(name => [name, 'x😀 y,'.repeat(2_000)]))
    const found = problems(long)
    expect(found.map(problem => problem.split(/[: ]/)[0]).sort()).toEqual(names.toSorted())
    for (const problem of found) expect(Buffer.byteLength(problem)).toBeLessThan(220)
    expect(Buffer.byteLength(found.join('\n'))).toBeLessThan(3_000)
  })

  test('a missing ASID is reported beside an invalid imageid', () => {
    const token = { 'access-key': '', 'secret-key': '', 'bearer-token': 'token-of-the-successor' }
    expect(problems({ ...token, updateid: '', imageid: '[44', accountserviceid: '' })).toEqual([
      expect.stringMatching(/^imageid: /),
      expect.stringMatching(/^accountserviceid /),
    ])
  })

  test('an invalid mirroring is reported beside an invalid jobid', () => {
    expect(problems({ updateid: '', jobid: 'x', mirroring: 'maybe' })).toEqual([
      expect.stringMatching(/^jobid: /),
      expect.stringMatching(/^mirroring: /),
    ])
  })
})

describe('no message holds a secret', () => {
  test('of the credentials', () => {
    const secrets = { 'access-key': 'KEY1234567', 'secret-key': '', 'bearer-token': 'ghp_SECRETSECRET' }
    const found = problems({ ...secrets, updateid: '' }).join('\n')
    expect(found).toMatch(/bearer-token/)
    expect(found).not.toMatch(/KEY1234567|SECRETSECRET/)
  })

  test.each(['timeout', 'updateid', 'accountserviceid', 'api-url', 'mirroring', 'on-squashed'])(
    'that was given as %s, even where the value is truncated',
    name => {
      const inputs = { jobid: '7', 'secret-key': 'hunter2hunter2', [name]: `${'x'.repeat(33)}hunter2hunter2` }
      const found = problems(
        name === 'accountserviceid' ? { ...inputs, [name]: 'null', timeout: '1' } : inputs,
      )
      expect(found.join('\n')).not.toContain('hunt')
    },
  )

  test.each([
    'https://user:hunter2@host.example/x?token=hunter2#hunter2',
    'https://user:hunt/hunter2@host.example',
    'https://user:hunter2/x@host.example',
    'https://user:hunter2?x@host.example',
    'https://host.example/x?a=b@hunter2',
    'user:hunter2@host.example',
    'https://host.example/#hunter2',
    'https://user:hunter2',
    'https://u:hunter2',
    'u:hunter2',
    'https:/user:hunter2@host.example',
    'https:\\\\user:hunter2@host.example',
    'https:///user:hunter2@host.example',
    'https:user:hunter2@host.example',
    'https://user:hun\nter2@host.example',
    'https://user:hun ter2@host.example',
    'hunter2@host.example',
    'ftp://hunter2@host.example',
    'https://user:1:hunter2',
  ])('of an api-url: %j', url => {
    const found = problems({ 'api-url': url })
    expect(found).toEqual([expect.stringMatching(/^api-url: "/)])
    expect(found[0]).not.toMatch(/hunter2|hun ?ter2/)
  })
})
