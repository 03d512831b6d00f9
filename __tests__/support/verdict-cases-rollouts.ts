import {
  type CaseDetails,
  type CaseResponse,
  type VerdictCase,
  briefly,
  inState,
  installs,
  machines,
  slowly,
} from './case-responses.ts'
import { LIST, ROLLOUT, VERSION } from './paths.ts'

type RolloutCase = readonly [
  name: string,
  responses: readonly CaseResponse[],
  result: string,
  details?: CaseDetails,
]

function rollout(row: string, cases: readonly RolloutCase[]): readonly VerdictCase[] {
  return cases.map(([name, responses, result, { inputs, ...details } = {}]) => ({
    row,
    name: `rollout: ${name}`,
    inputs: { imageid: '44', ...(result === 'timed-out' ? briefly : {}), ...inputs },
    responses: { [ROLLOUT]: responses },
    result,
    ...details,
  }))
}

type VersionCase = readonly [
  name: string,
  version: readonly CaseResponse[],
  lists: readonly CaseResponse[],
  result: string,
  details?: CaseDetails,
]

function withVersion(row: string, cases: readonly VersionCase[]): readonly VerdictCase[] {
  return cases.map(([name, version, lists, result, { inputs, ...details } = {}]) => ({
    row,
    name: `rollout of a version: ${name}`,
    inputs: { imageid: '44', imageversionid: '9', ...(result === 'timed-out' ? briefly : {}), ...inputs },
    responses: { [VERSION]: version, [ROLLOUT]: [machines(10, 0, 0), done], [LIST]: lists },
    result,
    ...details,
  }))
}

const done = machines(0, 0, 10)
const unreadable = { inputs: { 'outage-timeout': '1s' } }
const share = { 'allowed-failed-machines': '4.6%' }
const long = { inputs: slowly, unitOnly: 'takes too long' } as const
const complete = [inState(5, 100)]
const installOf = (target_imageversionid: number | string, jobstateid: number) =>
  installs({ jobid: 1, target_imageversionid, jobstateid, jobprogress: 40 })

/** The cases of rollouts. */
export const rolloutCases: readonly VerdictCase[] = [
  ...rollout('failed when failed_machines exceeds allowed-failed-machines', [
    [
      'one machine',
      [machines(9, 1, 0)],
      'failed',
      { text: ['1 machine had already failed at the first response'] },
    ],
    ['one machine later', [machines(10, 0, 0), machines(9, 1, 0)], 'failed', { polls: 2 }],
    ['at the end', [machines(10, 0, 0), machines(0, 1, 9)], 'failed', { polls: 2 }],
    [
      'one is allowed',
      [machines(9, 1, 0), machines(0, 1, 9)],
      'complete',
      { polls: 3, inputs: { 'allowed-failed-machines': '1' } },
    ],
    [
      'two, one is allowed',
      [machines(9, 1, 0), machines(0, 2, 8)],
      'failed',
      { polls: 2, inputs: { 'allowed-failed-machines': '1' } },
    ],
    [
      '69 of 1,500, 4.6% are allowed',
      [machines(10, 69, 1421), machines(0, 69, 1431)],
      'complete',
      { polls: 3, inputs: share },
    ],
    [
      '70 of 1,500, 4.6% are allowed',
      [machines(10, 69, 1421), machines(0, 70, 1430)],
      'failed',
      { polls: 2, inputs: share },
    ],
    ['a denied response', [machines(9, 1, 0, { success: false })], 'failed', { polls: 1 }],
  ]),
  ...rollout('a counter that cannot be read makes the response invalid', [
    ['failed_machines "n/a"', [machines(0, 'n/a', 10)], 'error', unreadable],
    ['failed_machines [1,2]', [machines(0, [1, 2], 10)], 'error', unreadable],
    ['failed_machines -1', [machines(0, -1, 10)], 'error', unreadable],
    ['failed_machines 1.5', [machines(0, 1.5, 10)], 'error', unreadable],
    ['completed_machines ""', [machines(0, 0, '')], 'error', unreadable],
    ['pending_machines null', [machines(null, 0, 10)], 'error', unreadable],
    ['pending_machines "few"', [machines('few', 0, 10)], 'error', unreadable],
    ['numbers as text', [machines('10', '0', '0'), machines('0', '0', '10')], 'complete', { polls: 3 }],
    ['failed_machines null', [machines(10, null, 0), machines(0, null, 10)], 'complete', { polls: 3 }],
  ]),
  ...rollout('complete after machines were seen pending: when a second response confirms 0', [
    ['10, 4, 0, 0', [machines(10, 0, 0), machines(4, 0, 6), done], 'complete', { polls: 4 }],
    ['0, then pending again', [machines(10, 0, 0), machines(0, 0, 1), machines(9, 0, 1)], 'timed-out'],
    ['0 twice, not in a row', [machines(10, 0, 0), done, machines(1, 0, 9), done], 'complete', { polls: 5 }],
    [
      'fewer machines, then pending',
      [machines(10, 0, 0), done, machines(0, 0, 9), machines(9, 0, 1)],
      'timed-out',
    ],
    ['fewer machines, confirmed', [machines(10, 0, 0), done, machines(0, 0, 9)], 'complete', { polls: 4 }],
    ['more machines', [machines(10, 0, 0), done, machines(0, 0, 11)], 'complete', { polls: 3 }],
    ['no machine at all', [machines(10, 0, 0), machines(0, 0, 0)], 'timed-out'],
    ['denied', [machines(10, 0, 0), machines(0, 0, 10, { success: false })], 'timed-out'],
    [
      'denied in between',
      [machines(10, 0, 0), done, machines(0, 0, 10, { error: true }), done],
      'complete',
      { polls: 5 },
    ],
  ]),
  ...rollout('complete without machines seen pending: after 60 s of 0', [
    ['0 all along', [done], 'complete', long],
    ['not before', [done], 'timed-out'],
    ['autoscaling', [done, machines(0, 0, 11), machines(0, 0, 12)], 'timed-out'],
    ['autoscaling for 60 s', [done, machines(0, 0, 11), machines(0, 0, 12)], 'complete', long],
    ['fewer machines', [done, machines(0, 0, 9), machines(0, 0, 8)], 'complete', long],
    ['0 of 0', [machines(0, 0, 0)], 'timed-out', long],
    ['pending in between', [done, machines(1, 0, 9), done], 'complete', { polls: 4 }],
  ]),
  ...withVersion('with imageversionid', [
    [
      'polled once the version is complete',
      [inState(4, 40), inState(5, 100)],
      [installs()],
      'complete',
      { polls: 6 },
    ],
    ['an install of it is running', complete, [installOf(9, 4)], 'timed-out'],
    [
      'an install of it without a state',
      complete,
      [installs({ jobid: 1, target_imageversionid: '9' })],
      'timed-out',
    ],
    ['an install of it ran', complete, [installOf('9', 4), installs()], 'complete', { polls: 7 }],
    ['an install of another one is running', complete, [installOf(8, 4)], 'complete', { polls: 5 }],
    ['a complete install stays listed', complete, [installOf(9, 5)], 'complete', { polls: 5 }],
    ['a squashed install stays listed', complete, [installOf(9, 7)], 'complete', { polls: 5 }],
    [
      'a failed install stays listed',
      complete,
      [installOf(9, 6)],
      'complete',
      { polls: 5, inputs: { 'allowed-failed-machines': '1' } },
    ],
    [
      'the version failed',
      [inState(6, 40)],
      [installs()],
      'failed',
      { polls: 1, inputs: { 'fail-fast': 'false' } },
    ],
    [
      'the version was squashed',
      [inState(7, 40)],
      [installs()],
      'squashed',
      { polls: 1, inputs: { 'fail-fast': 'false' } },
    ],
    [
      'a squashed version passes',
      [inState(7, 40)],
      [installs()],
      'squashed',
      { polls: 5, exitCode: 0, inputs: { 'on-squashed': 'pass' } },
    ],
    ['a list that is denied', complete, [{ body: { installs: [], error: true } }], 'timed-out'],
  ]),
]
