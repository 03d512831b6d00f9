import { update } from './case-builders.ts'
import { archived, inState, raw, slowly, type VerdictCase } from './case-responses.ts'

const denied = { success: false }

/** The cases of the verdict table. */
export const jobCases: readonly VerdictCase[] = [
  ...update('state 5: complete', [
    ['state 5', [inState(5, 100)], 'complete', { polls: 1 }],
    ['state 5 at 40%', [inState(5, 40)], 'complete', { polls: 1 }],
    ['state 5 as text', [raw({ jobstateid: '5' })], 'complete', { polls: 1 }],
    ['the name Complete', [raw({ jobstatename: 'Complete' })], 'complete', { polls: 1 }],
    ['the name COMPLETED', [raw({ jobstatename: 'COMPLETED' })], 'complete', { polls: 1 }],
    [
      'the name, where the number is not documented',
      [archived(10, { jobstatename: 'Completed' })],
      'complete',
    ],
    ['state 5 with another name', [inState(5, 100, { jobstatename: 'Running' })], 'complete', { polls: 1 }],
    ['state 5 and joberror', [inState(5, 100, { joberror: 'none left' })], 'complete', { polls: 1 }],
    [
      'state 5 after failures',
      [inState(5, 100, { jobfailed: 2 })],
      'complete',
      { text: ['had failed before'] },
    ],
  ]),
  ...update('state 6, or jobfailed above max-jobfailed: failed', [
    [
      'state 6',
      [inState(4, 40), inState(6, 40, { joberror: 'disk full' })],
      'failed',
      { text: ['disk full'] },
    ],
    ['state 6 at 100%', [inState(6, 100)], 'failed', { polls: 1 }],
    ['the name Failed', [raw({ jobstatename: 'failed' })], 'failed', { polls: 1 }],
    ['state 6 and success: true', [inState(6, 0, { success: true })], 'failed', { polls: 1 }],
    ['state 6 and success: false', [inState(6, 0, denied)], 'failed', { polls: 1 }],
    ['state 6 and error: true', [inState(6, 0, { error: true })], 'failed', { polls: 1 }],
    [
      'jobfailed 1 while Running',
      [inState(4, 40, { jobfailed: 1 })],
      'failed',
      {
        text: [
          'jobfailed is 1 while Running; if this job was run again after a failure, set max-jobfailed to 1',
        ],
      },
    ],
    [
      'jobfailed 3 while Queued',
      [inState(3, 0, { jobfailed: '3' })],
      'failed',
      { text: ['jobfailed is 3 while Queued'] },
    ],
    ['jobfailed true', [inState(4, 40, { jobfailed: true })], 'failed', { polls: 1 }],
    [
      'jobfailed 1 at 100% without a state',
      [raw({ jobprogress: 100, jobfailed: 1 })],
      'failed',
      { polls: 1 },
    ],
    ['jobfailed 1 while Squashed', [inState(7, 0, { jobfailed: 1 })], 'failed', { polls: 1 }],
    [
      'jobfailed above max-jobfailed',
      [inState(4, 40, { jobfailed: 3 })],
      'failed',
      { inputs: { 'max-jobfailed': '2' } },
    ],
    [
      'jobfailed at max-jobfailed',
      [inState(4, 40, { jobfailed: 2 }), inState(5, 100, { jobfailed: 2 })],
      'complete',
      { polls: 2, inputs: { 'max-jobfailed': '2' } },
    ],
  ]),
  ...update('state 7: squashed', [
    ['state 7', [inState(7, 0)], 'squashed', { polls: 1 }],
    ['state 7 at 100%', [inState(7, 100)], 'squashed', { polls: 1 }],
    ['state 7 and success: false', [inState(7, 0, denied)], 'squashed', { polls: 1 }],
    ['on-squashed: pass', [inState(7, 0)], 'squashed', { exitCode: 0, inputs: { 'on-squashed': 'pass' } }],
  ]),
  ...update('100% and no state given: complete', [
    ['nothing but 100%', [raw({ jobprogress: 100 })], 'complete', { polls: 1 }],
    ['100% as text', [raw({ jobprogress: ' 100.0' })], 'complete', { polls: 1 }],
    ['more than 100%', [raw({ jobprogress: 101 })], 'complete', { polls: 1 }],
    [
      'null and an empty name',
      [raw({ jobstateid: null, jobstatename: '', jobprogress: 100 })],
      'complete',
      { polls: 1 },
    ],
    ['a name that is no text', [raw({ jobstatename: 6, jobprogress: 100 }), inState(6, 100)], 'failed'],
    ['99.9%', [raw({ jobprogress: 99.9 })], 'timed-out'],
  ]),
  ...update('100% in any other state: complete when the next response confirms it', [
    ['Running', [inState(4, 100)], 'complete', { polls: 2 }],
    [
      'Running, then at 70% and Failed',
      [inState(4, 100), inState(4, 70), inState(6, 70)],
      'failed',
      { polls: 3 },
    ],
    ['twice, not in a row', [inState(4, 100), inState(4, 70), inState(4, 100)], 'complete', { polls: 4 }],
    ['Running, then Failed at 100%', [inState(4, 100), inState(6, 100)], 'failed', { polls: 2 }],
    ['Archived once, then Failed', [archived(100), inState(6, 100)], 'failed', { polls: 2 }],
    ['Archived twice', [archived(100)], 'complete', { polls: 2, text: ['42 (Archived)'] }],
    ['Running, then Archived', [inState(4, 100), archived(100)], 'complete', { polls: 2 }],
    [
      'Running with the name Complete',
      [inState(4, 100, { jobstatename: 'Complete' })],
      'complete',
      { polls: 2 },
    ],
    [
      'a denied response in between',
      [inState(4, 100), inState(4, 100, denied), inState(4, 100)],
      'complete',
      { polls: 4 },
    ],
    ['an invalid response in between', [inState(4, 100), raw([]), inState(4, 100)], 'complete', { polls: 3 }],
    [
      'the second response is the final poll',
      [inState(4, 100)],
      'complete',
      { polls: 2, unitOnly: 'needs exact times', inputs: { ...slowly, timeout: '2s' } },
    ],
  ]),
  ...update('anything else: not finished', [
    ['Running', [inState(4, 99)], 'timed-out'],
    ['Running with the name Complete at 40%', [inState(4, 40, { jobstatename: 'Complete' })], 'timed-out'],
    ['Archived at 40%', [archived(40)], 'timed-out', { text: ['42 (Archived)'] }],
    ['on-timeout: pass', [inState(4, 99)], 'timed-out', { exitCode: 0, inputs: { 'on-timeout': 'pass' } }],
  ]),
]
