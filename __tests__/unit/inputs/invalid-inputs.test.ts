import { describe, expect, test } from '@jest/globals'
import { InputError } from '../../src/errors.ts'
import { readSettings } from '../../src/inputs.ts'
import { enough, type Inputs, reading } from '../support/inputs.ts'

/** What is said of a step that sets these inputs besides what it needs. */
function problems(inputs: Inputs): readonly string[] {
  try {
    readSettings(reading({ ...enough, ...inputs }))
  } catch (error) {
    if (error instanceof InputError) return error.problems
    throw error
  }
  return []
}

const IDS = 'accepted: positive integers, separated by commas, spaces or line breaks'
const bearer = { 'access-key': '', 'secret-key': '' }

describe('one bad input is named, with its value and what is accepted', () => {
  test.each<readonly [Inputs, string]>([
    [{ updateid: '12a' }, `updateid is "12a"; ${IDS}`],
    [{ updateid: '0' }, `updateid is "0"; ${IDS}`],
    [{ updateid: '-5' }, `updateid is "-5"; ${IDS}`],
    [{ updateid: '1.5' }, `updateid is "1.5"; ${IDS}`],
    [{ updateid: '007' }, `updateid is "007"; ${IDS}`],
    [{ updateid: '1e3' }, `updateid is "1e3"; ${IDS}`],
    [{ updateid: ',' }, `updateid is ","; ${IDS}`],
    [{ diffid: '[5]' }, `diffid is "[5]"; ${IDS}`],
    [
      { mirroring: '', jobid: '7' },
      'mirroring is empty, but jobid needs it; accepted: true or 1 for a mirror job, false or 0 for a machine job',
    ],
    [
      { mirroring: 'yes', jobid: '7' },
      'mirroring is "yes"; accepted: true or 1 for a mirror job, false or 0 for a machine job',
    ],
    [
      { accountserviceid: '' },
      'accountserviceid is empty; accepted: the account service ID (ASID) of the image',
    ],
    [
      { accountserviceid: '..' },
      'accountserviceid is ".."; accepted: the account service ID (ASID) of the image',
    ],
    [
      { accountserviceid: '.' },
      'accountserviceid is "."; accepted: the account service ID (ASID) of the image',
    ],
    [{ timeout: '30' }, 'timeout is "30"; accepted: a duration with a unit, such as 30s or 30m'],
    [{ 'stall-timeout': '0s' }, 'stall-timeout is "0s"; accepted: more than 0 and at most 24d'],
    [{ 'outage-timeout': '25d' }, 'outage-timeout is "25d"; accepted: more than 0 and at most 24d'],
    [
      { 'min-poll-interval': 'often' },
      'min-poll-interval is "often"; accepted: a duration such as 500ms, 90s, 45m or 1h30m',
    ],
    [
      { 'min-poll-interval': '2m' },
      'min-poll-interval is "2m", above max-poll-interval, "60s"; accepted: at most max-poll-interval',
    ],
    [
      { 'max-poll-interval': '1s' },
      'min-poll-interval is "2s", above max-poll-interval, "1s"; accepted: at most max-poll-interval',
    ],
    [{ 'max-jobfailed': '-1' }, 'max-jobfailed is "-1"; accepted: a whole number, 0 or more'],
    [
      { 'allowed-failed-machines': '200%' },
      'allowed-failed-machines is "200%"; accepted: a number of machines, or a share of them such as 5%',
    ],
    [{ 'on-squashed': 'ignore' }, 'on-squashed is "ignore"; accepted: fail or pass'],
    [{ 'fail-fast': 'maybe' }, 'fail-fast is "maybe"; accepted: true, false, 1 or 0'],
    [{ 'install-mode': 'once' }, 'install-mode is "once"; accepted: poll or queue-once or watch'],
    [{ 'job-retries': 'two' }, 'job-retries is "two"; accepted: a whole number, 0 or more'],
    [{ summary: 'no' }, 'summary is "no"; accepted: true, false, 1 or 0'],
    [
      { 'api-url': 'http://host.example' },
      'api-url is "http://host.example"; accepted: https; http is only for localhost and 127.0.0.0/8',
    ],
  ])('%j', (inputs, problem) => {
    expect(problems(inputs)).toEqual([problem])
  })

  test('nothing to wait for', () => {
    expect(problems({ updateid: '' })).toEqual([
      'there is nothing to wait for; accepted: at least one of updateid, diffid, imageversionid, jobid, imageid',
    ])
  })

  test.each(['null', 'undefined', 'NULL'])(
    'an id that is %s looks like an empty result of the step before',
    id => {
      const hint = 'it looks like an empty result of the step before'
      expect(problems({ updateid: id })).toEqual([expect.stringContaining(`updateid is "${id}"; ${hint}`)])
      expect(problems({ accountserviceid: id })).toEqual([expect.stringContaining(hint)])
    },
  )

  test('of several ids the bad ones', () => {
    expect(problems({ updateid: '1, x, 2, null' })).toEqual([
      expect.stringContaining('"null"'),
      expect.stringContaining('"x"'),
    ])
  })

  test('a value that is very long is cut', () => {
    expect(problems({ updateid: 'x'.repeat(5_000) })[0]).toContain(`"${'x'.repeat(100)}…"`)
  })
})

describe('credentials', () => {
  test.each<readonly [string, Inputs, RegExp]>([
    ['none', bearer, /^access-key, secret-key and bearer-token are empty/],
    [
      'half a pair',
      { 'secret-key': '' },
      /^secret-key is empty; accepted: access-key and secret-key together/,
    ],
    ['the other half', { 'access-key': '' }, /^access-key is empty/],
    ['both kinds', { 'bearer-token': 'abc' }, /^bearer-token is set beside access-key or secret-key/],
    ['a GitHub token', { ...bearer, 'bearer-token': 'ghp_0123456789' }, /looks like a GitHub token/],
    ['an installation’s token', { ...bearer, 'bearer-token': 'ghs_0123456789' }, /looks like a GitHub token/],
    ['a new GitHub token', { ...bearer, 'bearer-token': 'github_pat_11ABC' }, /looks like a GitHub token/],
    ['a token with a line break', { ...bearer, 'bearer-token': 'abc\ndef' }, /has spaces, line breaks/],
    ['a token of other characters', { ...bearer, 'bearer-token': 'schlüssel' }, /has spaces, line breaks/],
  ])('%s', (_, inputs, problem) => {
    expect(problems(inputs)).toEqual([expect.stringMatching(problem)])
  })

  test.each(['ghost', 'gh0_abc', 'github.pat'])('%s is no GitHub token', token => {
    expect(problems({ ...bearer, 'bearer-token': token })).toEqual([])
  })

  test('an ASID is needed with a pair of keys, and for a rollout', () => {
    const token = { ...bearer, 'bearer-token': 'abc', accountserviceid: '' }
    expect(problems({ accountserviceid: '' })).toHaveLength(1)
    expect(problems(token)).toEqual([])
    expect(problems({ ...token, updateid: '', imageid: '44' })).toHaveLength(1)
  })
})

describe('one message', () => {
  test('for all problems at once', () => {
    const wrong = {
      updateid: 'x',
      jobid: '7',
      mirroring: 'up',
      timeout: '5',
      'on-squashed': 'ok',
      'secret-key': '',
    }
    const told = problems(wrong)
    expect(told.map(problem => problem.split(' ')[0])).toEqual([
      'updateid',
      'mirroring',
      'timeout',
      'on-squashed',
      'secret-key',
    ])
    expect(() => readSettings(reading({ ...enough, ...wrong }))).toThrow(
      `several inputs are wrong:\n- ${told.join('\n- ')}`,
    )
  })

  test('in which no secret is', () => {
    const secrets = { 'access-key': 'KEY1234567', 'secret-key': '', 'bearer-token': 'ghp_SECRETSECRET' }
    const told = problems({ ...secrets, updateid: '' }).join('\n')
    expect(told).toMatch(/bearer-token/)
    expect(told).not.toMatch(/KEY1234567|SECRETSECRET/)
  })

  test.each([
    'https://user:hunter2@host.example/x?token=hunter2#hunter2',
    'https://user:hunt/hunter2@host.example',
    'https://user:hunter2/x@host.example',
    'https://user:hunter2?x@host.example',
    'https://host.example/x?a=b@hunter2',
    'user:hunter2@host.example',
    'https://host.example/#hunter2',
  ])('with api-url without user info and query: %s', url => {
    const told = problems({ 'api-url': url })
    expect(told).toEqual([expect.stringMatching(/^api-url is "/)])
    expect(told[0]).not.toContain('hunter2')
  })
})
