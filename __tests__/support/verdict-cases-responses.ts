import { rerun, update } from './case-builders.ts'
import { archived, http, inState, raw, slowly, type VerdictCase } from './case-responses.ts'

const denied = { success: false }
const refusal = raw({ success: false, error: true, error_message: 'No rows in result set' })
const imageLocked = { success: false, error: true, error_message: 'image locked by diffid: 218595' }
const unreadable = { inputs: { 'outage-timeout': '1s' } }

/** The cases of 100% that does or does not count, of denied and invalid responses, and of re-runs. */
export const responseCases: readonly VerdictCase[] = [
  ...update('100% in state 1 to 3 counts once a percentage below 100 was seen', [
    ['Created', [inState(1, 100)], 'timed-out'],
    ['Pending', [inState(2, 100)], 'timed-out'],
    ['Queued', [inState(3, 100)], 'timed-out'],
    ['Queued at 60% first', [inState(3, 60), inState(3, 100)], 'complete', { polls: 3 }],
    [
      'Queued at 60% in between',
      [inState(3, 100), inState(3, 60), inState(3, 100)],
      'complete',
      { polls: 4 },
    ],
    ['Running at 100% in between', [inState(3, 100), inState(4, 100), inState(3, 100)], 'timed-out'],
    ['Queued, then Running', [inState(3, 100), inState(4, 100)], 'complete', { polls: 3 }],
  ]),
  ...rerun('100% after a re-run counts once a percentage below 100 was seen', [
    ['Running at 100% all along', [inState(6, 100), inState(4, 100)], [inState(4, 100)], 'timed-out'],
    ['100% in the response to /retry', [inState(6, 100), inState(4, 100)], [inState(3, 100)], 'timed-out'],
    [
      'Running at 60% in between',
      [inState(6, 100), inState(4, 100), inState(4, 60), inState(4, 100)],
      [inState(3, 100)],
      'complete',
      { polls: 6 },
    ],
    ['state 5', [inState(6, 100), inState(5, 100)], [inState(3, 100)], 'complete', { polls: 3 }],
  ]),
  ...update('100% in an unknown state does not count while joberror is given', [
    ['no space left', [archived(100, { joberror: 'no space left' })], 'timed-out'],
    ['a blank joberror', [archived(100, { joberror: '  ' })], 'complete', { polls: 2 }],
    ['null', [archived(100, { joberror: null })], 'complete', { polls: 2 }],
    ['once', [archived(100, { joberror: 'no space left' }), archived(100)], 'complete', { polls: 3 }],
    ['Running', [inState(4, 100, { joberror: 'no space left' })], 'complete', { polls: 2 }],
  ]),
  ...update('a denied response never results in complete', [
    ['state 5 and success: false', [inState(5, 100, denied)], 'timed-out'],
    ['state 5 and error: true', [inState(5, 100, { error: true })], 'timed-out'],
    ['100% without a state', [raw({ jobprogress: 100, success: false })], 'timed-out'],
    ['Running at 100%', [inState(4, 100, denied)], 'timed-out'],
    ['until it is no longer denied', [inState(5, 100, denied), inState(5, 100)], 'complete', { polls: 2 }],
  ]),
  ...update('an invalid response is a fault', [
    ['jobfailed "2 times" at 100%', [raw({ jobprogress: 100, jobfailed: '2 times' })], 'error', unreadable],
    ['jobfailed -1', [inState(5, 100, { jobfailed: -1 })], 'error', unreadable],
    ['jobfailed 1.5', [inState(5, 100, { jobfailed: 1.5 })], 'error', unreadable],
    ['jobfailed [1]', [inState(5, 100, { jobfailed: [1] })], 'error', unreadable],
    ['jobfailed ""', [inState(5, 100, { jobfailed: '' })], 'error', unreadable],
    ['another job', [inState(5, 100, { updateid: 102 })], 'error', unreadable],
    ['an array', [raw([inState(5, 100).body ?? null])], 'error', unreadable],
    ['none of the fields', [raw({ success: true, updateid: 101 })], 'error', unreadable],
    ['null in all of the fields', [raw({ jobstateid: null, jobprogress: null })], 'error', unreadable],
    ['that passes', [raw([]), inState(5, 100)], 'complete', { polls: 2 }],
  ]),
  ...update('a refusal is an error at the third in a row', [
    [
      'three',
      [refusal],
      'error',
      { polls: 3, inputs: slowly, text: ['No rows in result set'], unitOnly: 'takes too long' },
    ],
    [
      'two',
      [refusal, refusal, inState(5, 100)],
      'complete',
      { polls: 3, inputs: slowly, unitOnly: 'takes too long' },
    ],
  ]),
  ...rerun('a failed update or diff is re-run', [
    [
      'and complete',
      [inState(6, 40), inState(4, 10), inState(5, 100)],
      [inState(3, 0)],
      'complete',
      { polls: 4 },
    ],
    [
      'and fails again',
      [inState(6, 40), inState(4, 10), inState(6, 40, { jobupdated: 1_800_000_000 })],
      [inState(3, 0)],
      'failed',
      { polls: 4 },
    ],
    [
      'stale',
      [inState(6, 40), inState(6, 40), inState(4, 10), inState(5, 100)],
      [inState(6, 40)],
      'complete',
    ],
    ['whose response was lost', [inState(6, 40), inState(4, 10), inState(5, 100)], [http(500)], 'complete'],
    ['refused with a status', [inState(6, 40)], [http(404)], 'failed', { polls: 2 }],
    [
      'refused with fields',
      [inState(6, 40)],
      [inState(3, 0, imageLocked)],
      'failed',
      { polls: 2, text: ['image locked by diffid: 218595'] },
    ],
    ['only in state 6', [inState(4, 40, { jobfailed: 1 })], [http(404)], 'failed', { polls: 1 }],
    [
      'with max-jobfailed raised',
      [inState(6, 40, { jobfailed: 1 }), inState(4, 10, { jobfailed: 1 }), inState(5, 100, { jobfailed: 1 })],
      [inState(3, 0, { jobfailed: 1 })],
      'complete',
    ],
  ]),
]
