import {
  type CaseDetails,
  type CaseResponse,
  type VerdictCase,
  briefly,
  entry,
  http,
  inState,
  installs,
  slowly,
} from './case-responses.ts'
import { LIST, QUEUE } from './paths.ts'

type QueueCase = readonly [
  name: string,
  queue: readonly CaseResponse[],
  lists: readonly CaseResponse[],
  result: string,
  details?: CaseDetails,
]

function queueOnce(row: string, cases: readonly QueueCase[]): readonly VerdictCase[] {
  return cases.map(([name, queue, lists, result, { inputs, ...details } = {}]) => ({
    row,
    name: `queue-once: ${name}`,
    inputs: {
      jobid: '7',
      mirroring: 'false',
      'install-mode': 'queue-once',
      ...(result === 'timed-out' ? briefly : {}),
      ...inputs,
    },
    responses: { [QUEUE]: queue, [LIST]: lists },
    result,
    ...details,
  }))
}

const none = installs()
const running = installs(entry(4, 40))
const long = { inputs: slowly, unitOnly: 'takes too long' } as const

/** The cases of installs that are queued once and then followed in the list. */
export const queueOnceCases: readonly VerdictCase[] = [
  ...queueOnce('queued once, then watched', [
    ['complete by its entry', [inState(3, 0)], [running, installs(entry(5, 100))], 'complete', { polls: 3 }],
    ['failed by its response', [inState(6, 0)], [none], 'failed', { polls: 1 }],
    ['state 5 in its response', [inState(5, 100)], [none], 'complete', { polls: 1 }],
    [
      'seen only in its response',
      [inState(4, 40)],
      [none],
      'complete',
      { ...long, inferred: true, text: ['never in the install list'] },
    ],
    ['a lost response', [http(500)], [running, installs(entry(5, 100))], 'complete', { polls: 3 }],
    ['a lost response and no entry', [http(500)], [none], 'error', long],
    [
      'no longer listed',
      [inState(4, 40)],
      [running, none],
      'complete',
      { inferred: true, inputs: { timeout: '20s' } },
    ],
    ['refused', [http(404)], [none], 'error', { polls: 1 }],
    ['refused with 401', [http(401)], [none], 'error', { polls: 1 }],
    [
      'denied with job fields',
      [inState(3, 0, { success: false, error: true, error_message: 'image locked by diffid: 218595' })],
      [none],
      'error',
      { polls: 1, text: ['image locked by diffid: 218595'] },
    ],
  ]),
  ...queueOnce('100% after the queue call counts once a percentage below 100 was seen', [
    ['100% all along', [inState(4, 100)], [installs(entry(4, 100))], 'timed-out'],
    [
      '100% after 60%',
      [inState(4, 100)],
      [installs(entry(4, 60)), installs(entry(4, 100))],
      'complete',
      { polls: 4 },
    ],
  ]),
  {
    row: 'a list says something about a job only if it was requested after its queue call',
    name: 'queue-once: a list from before the response shows the failure of an earlier run',
    inputs: {
      jobid: '7, 9',
      mirroring: 'false',
      'install-mode': 'queue-once',
      'min-poll-interval': '300ms',
    },
    responses: {
      [QUEUE]: [inState(3, 0)],
      '/cfp/v1/imageinstall/9/queue': [{ ...inState(3, 0), takes: 1_000 }],
      [LIST]: [
        ...[1, 2, 3].map(() => installs(entry(4, 40), entry(6, 40, { jobid: 9 }))),
        installs(entry(5, 100), entry(5, 100, { jobid: 9 })),
      ],
    },
    result: 'complete',
    unitOnly: 'needs exact times',
  },
]
