import { describe, expect, test } from '@jest/globals'
import { readInputs, type Inputs as Read, wantsSummary } from '../../../src/inputs/inputs.ts'
import { enough, type Inputs, readerOf } from '../../support/inputs.ts'

/** The inputs of a step that sets these besides those that it needs. */
function inputsOf(inputs: Inputs = {}): Read {
  return readInputs(readerOf({ ...enough, ...inputs }), {})
}

/** `update 101, diff 5`. */
function targets(inputs: Inputs): string {
  return inputsOf({ updateid: '', ...inputs })
    .targets.map(({ kind, id }) => `${kind} ${id}`)
    .join(', ')
}

test('a step that sets only what it needs', () => {
  expect(inputsOf()).toEqual({
    targets: [{ kind: 'update', id: '101' }],
    scope: { asid: '1234567', mirroring: false },
    options: {
      timeout: 3_600_000,
      stallTimeout: undefined,
      outageTimeout: 300_000,
      minPollInterval: 2_000,
      maxPollInterval: 60_000,
      maxJobfailed: 0,
      allowedFailedMachines: { type: 'machines', count: 0 },
      onSquashed: 'fail',
      onTimeout: 'fail',
      failFast: true,
      installMode: 'poll',
      jobRetries: 0,
    },
    access: {
      url: 'https://api.multiplay.co.uk',
      proxy: undefined,
      authorization: `Basic ${Buffer.from('test-access-key:test-secret-key').toString('base64')}`,
    },
    summary: true,
    ignoredInputs: [],
  })
})

test('every input set', () => {
  const { options, scope, access, summary } = inputsOf({
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
    'on-timeout': 'pass',
    'fail-fast': '0',
    'install-mode': 'queue-once',
    'job-retries': '2',
    summary: 'False',
  })
  expect(options).toEqual({
    timeout: 7_200_000,
    stallTimeout: 600_000,
    outageTimeout: 60_000,
    minPollInterval: 500,
    maxPollInterval: 500,
    maxJobfailed: 3,
    allowedFailedMachines: { type: 'share', text: '5%', numerator: 5n, denominator: 100n },
    onSquashed: 'pass',
    onTimeout: 'pass',
    failFast: false,
    installMode: 'queue-once',
    jobRetries: 2,
  })
  expect([scope.mirroring, access.url, summary]).toEqual([true, 'http://localhost:8080', false])
})

describe('what to wait for', () => {
  test.each([
    ['one id', { diffid: '5' }, 'diff 5'],
    ['20 digits', { diffid: '12345678901234567891' }, 'diff 12345678901234567891'],
    ['an array of numbers', { updateid: '[1,2]' }, 'update 1, update 2'],
    ['an array of texts', { updateid: '["1", " 2 ", "1"]' }, 'update 1, update 2'],
    [
      'an array over several lines, as toJSON prints it',
      { updateid: '[\n  1,\n  "2"\n]' },
      'update 1, update 2',
    ],
    ['an array of exact numbers', { diffid: '[12345678901234567891]' }, 'diff 12345678901234567891'],
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

describe('a proxy', () => {
  const environment = { HTTPS_PROXY: 'http://proxy.example:3128' }

  test('that applies', () => {
    const { access } = readInputs(readerOf(enough), environment)
    expect(access.proxy?.href).toBe('http://proxy.example:3128/')
  })

  test('does not apply to this machine', () => {
    const inputs = { ...enough, 'api-url': 'http://localhost:8080' }
    const { access } = readInputs(readerOf(inputs), { ...environment, http_proxy: 'http://proxy.example' })
    expect(access.proxy).toBeUndefined()
  })
})

describe('a bearer token', () => {
  const bearer = { 'access-key': '', 'secret-key': '', 'bearer-token': 'abc.def' }

  test('replaces the pair of keys', () => {
    expect(inputsOf(bearer).access.authorization).toBe('Bearer abc.def')
  })

  test('needs no ASID', () => {
    expect(inputsOf({ ...bearer, accountserviceid: '' }).scope.asid).toBe('')
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
    expect(inputsOf(inputs).ignoredInputs).toEqual(names)
  })
})

test.each([
  ['', true],
  ['true', true],
  ['false', false],
  ['0', false],
  ['perhaps', true],
])('whether the summary is wanted, whatever else is invalid: %p', (summary, wanted) => {
  expect(wantsSummary(readerOf({ summary }))).toBe(wanted)
})
