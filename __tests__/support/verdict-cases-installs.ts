import {
  type CaseDetails,
  type CaseResponse,
  type VerdictCase,
  briefly,
  entry,
  installs,
  raw,
  slowly,
} from './case-responses.ts'
import { LIST } from './paths.ts'

type WatchCase = readonly [
  name: string,
  lists: readonly CaseResponse[],
  result: string,
  details?: CaseDetails,
]

function watch(row: string, cases: readonly WatchCase[]): readonly VerdictCase[] {
  return cases.map(([name, lists, result, { inputs, ...details } = {}]) => ({
    row,
    name: `watch: ${name}`,
    inputs: {
      jobid: '7',
      mirroring: 'false',
      'install-mode': 'watch',
      ...(result === 'timed-out' ? briefly : { timeout: '20s' }),
      ...inputs,
    },
    responses: { [LIST]: lists },
    result,
    ...details,
  }))
}

const none = installs()
const running = installs(entry(4, 40))
const denied = { success: false, error_message: 'image locked' }
const unreadable = installs(entry(4, 40, { jobfailed: 'n/a' }))
const assumed = 'no longer in the install list'
const long = { inputs: slowly, unitOnly: 'takes too long' } as const

/** The cases of the install list. */
export const installCases: readonly VerdictCase[] = [
  ...watch('the verdict table applies to entries', [
    ['state 5', [running, installs(entry(5, 100))], 'complete', { polls: 2 }],
    ['state 6', [running, installs(entry(6, 40, { joberror: 'disk full' }))], 'failed', { polls: 2 }],
    ['state 7', [installs(entry(7, 0))], 'squashed', { polls: 1 }],
    ['jobfailed', [installs(entry(4, 40, { jobfailed: 1 }))], 'failed', { polls: 1 }],
    ['100% twice', [installs(entry(4, 100))], 'complete', { polls: 2 }],
    ['Queued at 100%', [installs(entry(3, 100))], 'timed-out'],
    ['a denied entry', [installs(entry(5, 100, denied))], 'timed-out'],
    ['a jobfailed that cannot be read', [unreadable], 'timed-out'],
    ['jobid as text', [installs(entry(5, 100, { jobid: '7', mirroring: 0 }))], 'complete', { polls: 1 }],
    [
      'the other mirroring',
      [installs(entry(6, 40, { mirroring: true }), entry(5, 100))],
      'complete',
      { polls: 1 },
    ],
    ['no mirroring', [installs({ jobid: 7, jobstateid: 5 })], 'complete', { polls: 1 }],
    [
      'the same mirroring before no mirroring',
      [installs({ jobid: 7, jobstateid: 5 }, entry(6, 40))],
      'failed',
      { polls: 1 },
    ],
  ]),
  ...watch('missing from every list over at least 10 s, at least two lists: complete, inferred', [
    ['after it was listed', [running, none], 'complete', { inferred: true, text: [assumed] }],
    ['after 90%', [installs(entry(4, 90)), none], 'complete', { ...long, inferred: true }],
    ['listed again in between', [running, none, running, installs(entry(6, 40))], 'failed', { polls: 4 }],
    [
      'an invalid list in between',
      [running, none, raw({ installs: null }), none],
      'complete',
      { inferred: true },
    ],
    [
      'an entry that cannot be read in between',
      [running, none, none, unreadable, none, none, installs(entry(6, 40))],
      'failed',
      {
        polls: 7,
        unitOnly: 'needs exact times',
        inputs: { 'min-poll-interval': '3s', 'max-poll-interval': '3s', timeout: '1m' },
      },
    ],
    ['two lists', [running, none], 'complete', { ...long, polls: 3, inferred: true }],
    ['only 2 s', [running, none], 'timed-out'],
    [
      'a list that is denied',
      [running, raw({ installs: [], success: false })],
      'timed-out',
      { inputs: { timeout: '15s' } },
    ],
    [
      'a list with an entry that is not an object',
      [running, raw({ installs: [7] })],
      'timed-out',
      { inputs: { timeout: '15s' } },
    ],
    ['after it failed', [installs(entry(6, 40)), none], 'failed', { polls: 1 }],
  ]),
  ...watch('not assumed complete after a denied response', [
    [
      'but an error after 60 s',
      [installs(entry(4, 40, denied)), none],
      'error',
      { ...long, text: ['image locked'] },
    ],
    ['not before', [installs(entry(4, 40, denied)), none], 'timed-out', { inputs: { timeout: '12s' } }],
  ]),
  ...watch('not seen anywhere within 60 s: error', [
    ['an empty list', [none], 'error', { ...long, text: ['never in the install list'] }],
    ['nothing but other installs', [installs(entry(4, 40, { jobid: 8 }))], 'error', long],
    ['only the other mirroring', [installs(entry(4, 40, { mirroring: true }))], 'error', long],
    ['listed before', [none, none, installs(entry(5, 100))], 'complete', { polls: 3 }],
  ]),
]
