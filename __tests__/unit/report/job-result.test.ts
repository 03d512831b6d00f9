import { describe, expect, test } from '@jest/globals'
import { ApiError } from '../../../src/clanforge/errors.ts'
import { jobResultOf } from '../../../src/report/job-result.ts'
import type { Ending, JobState } from '../../../src/wait/job-state.ts'
import { type JobOutcome, resultOf } from '../../../src/wait/outcome.ts'
import {
  defaultOptions,
  isComplete,
  jobState,
  jobStatus,
  responseAt,
  rolloutStatus,
} from '../../support/job-states.ts'

const share = { type: 'share', text: '5%', numerator: 5n, denominator: 100n } as const
const error = new ApiError('status', 'HTTP 404', { status: 404, detail: 'No such job' })
const failed = responseAt(0, jobStatus({ state: 'failed', stateName: 'Failed', progress: 60 }), {
  joberror: 'disk full',
})

/** Icon and text of a job that ended so, or that did not. */
function textOf(
  ending: Ending | undefined,
  more: Partial<JobState> = {},
  unfinished: JobOutcome['result'] = 'pending',
) {
  const job = jobState({ ending, lastResponse: responseAt(0), ...more })
  const result = ending === undefined ? unfinished : resultOf(ending)
  const { icon, text } = jobResultOf({ job, result }, { ...defaultOptions, allowedFailedMachines: share })
  return `${icon} ${text}`
}

function rollout(failedMachines: number): Partial<JobState> {
  return {
    target: { kind: 'rollout', id: '44' },
    lastResponse: responseAt(0, rolloutStatus(0, failedMachines, 40 - failedMachines)),
  }
}

describe('the result of a job', () => {
  test.each<readonly [string, string, Ending, Partial<JobState>]>([
    ['complete', '✅ complete', isComplete, {}],
    [
      'complete after a failure',
      '✅ complete: it had failed before (jobfailed is 2)',
      { ...isComplete, failedBefore: 2 },
      {},
    ],
    [
      'complete after a re-run',
      '✅ complete: it had failed before (jobfailed is 1)',
      { ...isComplete, failedBefore: 1 },
      { retries: { left: 0, used: 1, maxJobfailed: 1, rerun: undefined } },
    ],
    [
      'complete in an unknown state',
      '⚠️ complete: 100% in state Done, which Clanforge does not document',
      { ...isComplete, isStateUnknown: true },
      { lastResponse: responseAt(0, jobStatus({ state: 'unknown', stateName: 'Done', progress: 100 })) },
    ],
    [
      'no longer listed',
      '⚠️ no longer in the install list; assumed complete',
      { type: 'inferred', wasListed: true },
      {},
    ],
    [
      'never listed',
      '⚠️ never in the install list; assumed complete',
      { type: 'inferred', wasListed: false },
      {},
    ],
    ['failed', '❌ failed at 60%: disk full', { type: 'failed' }, { lastResponse: failed }],
    ['failed without a reason', '❌ failed at 40%', { type: 'failed' }, {}],
    [
      'failed by count',
      '❌ failed: jobfailed is 1 while Running: disk full',
      { type: 'failed-by-count' },
      { lastResponse: responseAt(0, jobStatus({ jobfailed: 1 }), { joberror: 'disk full' }) },
    ],
    [
      'not re-run',
      '❌ failed at 60%: disk full; re-run refused: HTTP 404: No such job',
      { type: 'retry-refused', error },
      { lastResponse: failed },
    ],
    [
      'not re-run, with the reason of a refusal',
      '❌ failed at 60%: disk full; re-run refused: image locked',
      {
        type: 'retry-refused',
        error: new ApiError('refusal', 'Clanforge refused the request', { detail: 'image locked' }),
      },
      { lastResponse: failed },
    ],
    ['squashed', '⚠️ squashed', { type: 'squashed' }, {}],
    ['stalled', '🧊 stalled: Running, 40%', { type: 'stalled' }, {}],
    ['a fault', '❌ could not be tracked: HTTP 404: No such job', { type: 'fault', error }, {}],
    ['an outage', '❌ could not be tracked: HTTP 404: No such job', { type: 'outage', error }, {}],
    ['never in the list', '❌ could not be tracked: never in the install list', { type: 'never-listed' }, {}],
    [
      'denied',
      '❌ could not be tracked: no longer in the install list, and its last response was denied: busy',
      { type: 'denied-and-missing', message: 'busy' },
      {},
    ],
    ['a rollout', '✅ complete', isComplete, rollout(0)],
    [
      'a rollout with tolerated failures',
      '⚠️ complete: 1 of 40 machines failed (5% allowed)',
      isComplete,
      rollout(1),
    ],
    [
      'a failed rollout',
      '❌ failed: 3 of 40 machines failed (5% allowed)',
      { type: 'machines-failed' },
      rollout(3),
    ],
  ])('of %s is: %s', (_, expected, ending, more) => {
    expect(textOf(ending, more)).toBe(expected)
  })

  test.each<readonly [string, Partial<JobState>, JobOutcome['result']]>([
    ['⏰ timed out: Running, 40%', {}, 'timed-out'],
    ['🚫 cancelled: Running, 40%', {}, 'cancelled'],
    ['⏳ unfinished: Running, 40%', {}, 'pending'],
    [
      '⏰ timed out: Running, 40%; the last request failed: HTTP 404: No such job',
      { lastFault: error },
      'timed-out',
    ],
    [
      '⏳ not polled: blocked by the image versions of this step',
      { phase: 'blocked', lastResponse: undefined },
      'pending',
    ],
    ['⏰ timed out: 39 of 40 machines done, 1 failed', rollout(1), 'timed-out'],
  ])('of an unfinished one is: %s', (expected, more, result) => {
    expect(textOf(undefined, more, result)).toBe(expected)
  })

  test('of no inferred ending has the green tick', () => {
    for (const wasListed of [true, false]) expect(textOf({ type: 'inferred', wasListed })).not.toContain('✅')
  })
})
