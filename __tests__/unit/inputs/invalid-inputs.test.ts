import { describe, expect, test } from '@jest/globals'
import { InputError } from '../../../src/inputs/input-error.ts'
import { readInputs } from '../../../src/inputs/inputs.ts'
import { enough, type Inputs, readerOf } from '../../support/inputs.ts'

/** The problems of a step that sets these inputs besides those that it needs. */
function problems(inputs: Inputs, environment: Inputs = {}): readonly string[] {
  try {
    readInputs(readerOf({ ...enough, ...inputs }), environment)
  } catch (error) {
    if (error instanceof InputError) return error.problems
    throw error
  }
  return []
}

const IDS =
  'use positive integers of at most 20 digits, separated by commas, spaces or newlines, or as a JSON array'
const EMPTY = 'it looks like an empty result of the previous step'
const MIRRORING = 'use true for mirror jobs, false for machine jobs'
const ASID = 'use the account service ID (ASID) of the image'
const bearer = { 'access-key': '', 'secret-key': '' }

describe('one invalid input is named, with its value and what to use', () => {
  test.each<readonly [Inputs, string]>([
    [{ updateid: '12a' }, `updateid: "12a" is not valid; ${IDS}`],
    [{ updateid: '0' }, `updateid: "0" is not valid; ${IDS}`],
    [{ updateid: '-5' }, `updateid: "-5" is not valid; ${IDS}`],
    [{ updateid: '1.5' }, `updateid: "1.5" is not valid; ${IDS}`],
    [{ updateid: '007' }, `updateid: "007" is not valid; ${IDS}`],
    [{ updateid: '1e3' }, `updateid: "1e3" is not valid; ${IDS}`],
    [{ updateid: '123456789012345678901' }, `updateid: "123456789012345678901" is not valid; ${IDS}`],
    [{ updateid: '[123456789012345678901]' }, `updateid: "123456789012345678901" is not valid; ${IDS}`],
    [{ updateid: ',' }, `updateid: "," has no IDs; ${EMPTY}`],
    [{ updateid: '[]' }, `updateid: "[]" has no IDs; ${EMPTY}`],
    [{ updateid: '[""]' }, `updateid: "[""]" has no IDs; ${EMPTY}`],
    [{ updateid: '[null]' }, `updateid: "null" is not valid; ${EMPTY}`],
    [{ updateid: '["null", 5]' }, `updateid: "null" is not valid; ${EMPTY}`],
    [{ diffid: '[5' }, `diffid: "[5" is not valid; ${IDS}`],
    [{ diffid: '[5] 6' }, `diffid: "[5] 6" is not valid; ${IDS}`],
    [{ diffid: '[[5]]' }, `diffid: "[5]" is not valid; ${IDS}`],
    [{ diffid: '[{"id":5}]' }, `diffid: "{"id":5}" is not valid; ${IDS}`],
    [{ diffid: '[5.5,true]' }, `diffid: "5.5", "true" are not valid; ${IDS}`],
    [{ diffid: 'a,b,c,d,e' }, `diffid: "a", "b", "c" and 2 more are not valid; ${IDS}`],
    [{ mirroring: '', jobid: '7' }, `mirroring is empty, but jobid requires it; ${MIRRORING}`],
    [{ mirroring: 'yes', jobid: '7' }, `mirroring: "yes" is not valid; ${MIRRORING}`],
    [{ accountserviceid: '..' }, `accountserviceid: ".." is not valid; ${ASID}`],
    [{ accountserviceid: '.' }, `accountserviceid: "." is not valid; ${ASID}`],
    [{ timeout: '30' }, 'timeout: "30" is not valid; use a duration with a unit, such as 30s or 30m'],
    [
      { 'stall-timeout': '0s' },
      'stall-timeout: "0s" is not valid; use a duration of more than 0 and at most 24d',
    ],
    [
      { 'outage-timeout': '25d' },
      'outage-timeout: "25d" is not valid; use a duration of more than 0 and at most 24d',
    ],
    [
      { 'min-poll-interval': 'often' },
      'min-poll-interval: "often" is not valid; use a duration such as 500ms, 90s, 45m or 1h30m',
    ],
    [
      { 'min-poll-interval': '2m' },
      'min-poll-interval: "2m" is not valid; use at most max-poll-interval, which is "60s"',
    ],
    [
      { 'max-poll-interval': '1s' },
      'min-poll-interval: "2s" is not valid; use at most max-poll-interval, which is "1s"',
    ],
    [{ 'max-jobfailed': '-1' }, 'max-jobfailed: "-1" is not valid; use a whole number, 0 or more'],
    [
      { 'allowed-failed-machines': '200%' },
      'allowed-failed-machines: "200%" is not valid; use a number of machines, or a share of them such as 5%',
    ],
    [{ 'on-squashed': 'ignore' }, 'on-squashed: "ignore" is not valid; use fail or pass'],
    [{ 'on-timeout': 'true' }, 'on-timeout: "true" is not valid; use fail or pass'],
    [{ 'fail-fast': 'maybe' }, 'fail-fast: "maybe" is not valid; use true, false, 1 or 0'],
    [{ 'install-mode': 'once' }, 'install-mode: "once" is not valid; use poll or queue-once or watch'],
    [{ 'job-retries': 'two' }, 'job-retries: "two" is not valid; use a whole number, 0 or more'],
    [{ summary: 'no' }, 'summary: "no" is not valid; use true, false, 1 or 0'],
    [
      { 'api-url': 'http://host.example' },
      'api-url: "http://host.example" is not valid; use https (http is only for localhost and 127.0.0.0/8)',
    ],
  ])('%j', (inputs, problem) => {
    expect(problems(inputs)).toEqual([problem])
  })

  test('nothing to wait for', () => {
    expect(problems({ updateid: '' })).toEqual([
      'nothing to wait for; use at least one of updateid, diffid, imageversionid, jobid, imageid',
    ])
  })

  test.each(['null', 'undefined', 'NULL'])('an ID that is %s looks like an empty result', id => {
    expect(problems({ updateid: id })).toEqual([`updateid: "${id}" is not valid; ${EMPTY}`])
    expect(problems({ accountserviceid: id })).toEqual([`accountserviceid: "${id}" is not valid; ${EMPTY}`])
  })

  test('of several IDs the invalid ones', () => {
    expect(problems({ updateid: '1, x, 2, null' })).toEqual([
      expect.stringContaining('"null"'),
      expect.stringContaining('"x"'),
    ])
  })

  test('a long value is truncated, on one line', () => {
    expect(problems({ timeout: 'x\n'.repeat(5_000) })[0]).toContain(`"${'x '.repeat(20).slice(0, -1)}…"`)
  })

  test('a proxy variable is named without its value', () => {
    const environment = { HTTPS_PROXY: 'socks5://user:PASSW0RD@proxy' }
    const problem = 'HTTPS_PROXY: this variable is not valid; use an http or https URL of a proxy'
    expect(problems({}, environment)).toEqual([problem])
    expect(problems({ 'api-url': 'https://127.0.0.1' }, environment)).toEqual([])
    expect(problems({ timeout: '5' }, environment)).toEqual([expect.stringMatching(/^timeout/), problem])
  })
})

describe('credentials', () => {
  test.each<readonly [string, Inputs, RegExp]>([
    ['none', bearer, /^access-key, secret-key and bearer-token are all empty; .*secrets\.NAME/],
    [
      'half a pair',
      { 'secret-key': '' },
      /^secret-key is empty; use access-key and secret-key together\. .*secrets\.NAME, not vars\.NAME/,
    ],
    ['the other half', { 'access-key': '' }, /^access-key is empty/],
    [
      'both kinds',
      { 'bearer-token': 'abc' },
      /^bearer-token cannot be combined with access-key or secret-key/,
    ],
    ['a GitHub token', { ...bearer, 'bearer-token': 'ghp_0123456789' }, /looks like a GitHub token/],
    ['an installation’s token', { ...bearer, 'bearer-token': 'ghs_0123456789' }, /looks like a GitHub token/],
    ['a new GitHub token', { ...bearer, 'bearer-token': 'github_pat_11ABC' }, /looks like a GitHub token/],
    ['a token with a line break', { ...bearer, 'bearer-token': 'abc\ndef' }, /contains spaces, line breaks/],
    [
      'a token of other characters',
      { ...bearer, 'bearer-token': 'schlüssel' },
      /contains spaces, line breaks/,
    ],
  ])('%s', (_, inputs, problem) => {
    expect(problems(inputs)).toEqual([expect.stringMatching(problem)])
  })

  test.each(['ghost', 'gh0_abc', 'github.pat'])('%s is not a GitHub token', token => {
    expect(problems({ ...bearer, 'bearer-token': token })).toEqual([])
  })

  test('an ASID is required with a pair of keys, and for a rollout', () => {
    const token = { ...bearer, 'bearer-token': 'abc', accountserviceid: '' }
    expect(problems({ accountserviceid: '' })).toEqual([
      `accountserviceid is empty; ${ASID}. Secrets are read with secrets.NAME, not vars.NAME; secrets of an environment also need \`environment:\` in the job`,
    ])
    expect(problems(token)).toEqual([])
    expect(problems({ ...token, updateid: '', imageid: '44' })).toHaveLength(1)
  })
})
