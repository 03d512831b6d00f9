import { describe, expect, test } from '@jest/globals'
import { readSettings, type Settings, wantsSummary } from '../../src/inputs.ts'
import { enough, type Inputs, reading } from '../support/inputs.ts'

/** The settings of a step that sets these inputs besides what it needs. */
function settings(inputs: Inputs = {}): Settings {
  return readSettings(reading({ ...enough, ...inputs }))
}

/** `update 101, diff 5`. */
function targets(inputs: Inputs): string {
  return settings({ updateid: '', ...inputs })
    .targets.map(({ kind, id }) => `${kind} ${id}`)
    .join(', ')
}

test('a step that sets only what it needs', () => {
  expect(settings()).toEqual({
    targets: [{ kind: 'update', id: '101' }],
    scope: { asid: '1234567', mirroring: false },
    rules: {
      pace: { min: 2_000, max: 60_000 },
      timeout: 3_600_000,
      stallTimeout: undefined,
      outageTimeout: 300_000,
      maxJobfailed: 0,
      allowance: { machines: 0 },
      passSquashed: false,
      failFast: true,
      installMode: 'poll',
      retries: 0,
    },
    access: {
      url: 'https://api.multiplay.co.uk',
      authorization: `Basic ${Buffer.from('test-access-key:test-secret-key').toString('base64')}`,
    },
    summary: true,
    withoutEffect: [],
  })
})

test('every input set', () => {
  const { rules, scope, access, summary } = settings({
    jobid: '7',
    mirroring: 'TRUE',
    'api-url': 'http://localhost:8080/',
    timeout: '2h',
    'stall-timeout': '10m',
    'outage-timeout': '1m',
    'min-poll-interval': '500ms',
    'max-poll-interval': '500ms',
    'max-jobfailed': '3',
    'allowed-failed-machines': '5%',
    'on-squashed': 'pass',
    'fail-fast': '0',
    'install-mode': 'queue-once',
    'job-retries': '2',
    summary: 'False',
  })
  expect(rules).toEqual({
    pace: { min: 500, max: 500 },
    timeout: 7_200_000,
    stallTimeout: 600_000,
    outageTimeout: 60_000,
    maxJobfailed: 3,
    allowance: { percent: 5 },
    passSquashed: true,
    failFast: false,
    installMode: 'queue-once',
    retries: 2,
  })
  expect([scope.mirroring, access.url, summary]).toEqual([true, 'http://localhost:8080', false])
})

describe('what to wait for', () => {
  test.each([
    ['one id', { diffid: '5' }, 'diff 5'],
    ['commas', { updateid: '1,2, 3' }, 'update 1, update 2, update 3'],
    ['spaces', { updateid: '1 2   3' }, 'update 1, update 2, update 3'],
    ['line breaks', { updateid: '1\n2\r\n3\n' }, 'update 1, update 2, update 3'],
    ['too many separators', { updateid: ',1,, 2,' }, 'update 1, update 2'],
    ['twice the same', { updateid: '2,1,2' }, 'update 2, update 1'],
    ['the same number of two kinds', { updateid: '1', imageversionid: '1' }, 'update 1, version 1'],
    [
      'all kinds',
      { imageid: '44', jobid: '7', mirroring: '0', imageversionid: '9', diffid: '5', updateid: '1' },
      'update 1, diff 5, version 9, install 7, rollout 44',
    ],
  ])('%s', (_, inputs, expected) => {
    expect(targets(inputs)).toBe(expected)
  })
})

describe('a bearer token', () => {
  const bearer = { 'access-key': '', 'secret-key': '', 'bearer-token': 'abc.def' }

  test('stands for the pair of keys', () => {
    expect(settings(bearer).access.authorization).toBe('Bearer abc.def')
  })

  test('needs no ASID', () => {
    expect(settings({ ...bearer, accountserviceid: '' }).scope.asid).toBe('')
  })
})

describe('inputs without effect', () => {
  test.each([
    [{ mirroring: 'true' }, ['mirroring']],
    [{ mirroring: 'sideways' }, ['mirroring']],
    [{ 'install-mode': 'watch' }, ['install-mode']],
    [{ 'install-mode': 'poll' }, []],
    [{ 'allowed-failed-machines': '1' }, ['allowed-failed-machines']],
    [{ 'job-retries': '2' }, []],
    [{ updateid: '', imageversionid: '9', 'job-retries': '2' }, ['job-retries']],
    [{ updateid: '', imageversionid: '9', 'job-retries': '0' }, []],
    [
      { updateid: '', imageid: '44', 'max-jobfailed': '2', 'on-squashed': 'pass' },
      ['max-jobfailed', 'on-squashed'],
    ],
    [{ updateid: '', jobid: '7', mirroring: 'true', 'install-mode': 'watch' }, []],
  ])('%j: %j', (inputs: Inputs, names) => {
    expect(settings(inputs).withoutEffect).toEqual(names)
  })
})

test.each([
  ['', true],
  ['true', true],
  ['false', false],
  ['0', false],
  ['perhaps', true],
])('whether the summary is wanted, whatever else is wrong: %p', (summary, wanted) => {
  expect(wantsSummary(reading({ summary }))).toBe(wanted)
})
