// Why a step that gave up did so, although the last response may look like that of a finished job.
import { describe, expect, test } from '@jest/globals'
import { explain } from '../../../src/report/messages.ts'
import { lastSeen } from '../../../src/report/messages-unfinished.ts'
import { listed, listedUnreadable, missingAfter, neverListed } from '../../../src/wait/install-list.ts'
import type { JobState } from '../../../src/wait/job-state.ts'
import { initialConfirmation } from '../../../src/wait/job-verdict.ts'
import {
  START,
  failedJob,
  jobState,
  responseAt,
  rolloutStatus,
  runningJob,
} from '../../support/job-states.ts'
import { reportOf, why } from '../../support/step-reports.ts'

const INSTALL = { kind: 'install', id: '7' } as const
const ROLLOUT = { kind: 'rollout', id: '44' } as const

/** The cause after the sentence about the last response. */
function causeOf(job: JobState): string {
  const { cause } = explain(reportOf([job], 'deadline', { timeout: 90_000 }))
  return cause.replace(/^.*? Last response, 12s ago: [^.]*\. ?/, '')
}

const updateAt100 = (status: Parameters<typeof runningJob>[1], more: Partial<JobState> = {}) =>
  jobState({ lastResponse: responseAt(78_000, runningJob(100, status)), ...more })
const rolloutAt = (more: Partial<JobState>) =>
  jobState({ target: ROLLOUT, lastResponse: responseAt(78_000, rolloutStatus(0, 0, 10)), ...more })

describe('at the timeout', () => {
  test.each<readonly [string, JobState, string]>([
    [
      'a 100% that no other response confirmed',
      updateAt100({}, { confirmation: { ...initialConfirmation, unconfirmedSince: 78_000 } }),
      'The 100% was not confirmed by another response.',
    ],
    [
      'a 100% of a job that has not started',
      updateAt100({ state: 'queued', stateName: 'Queued' }),
      'The 100% may be left over from an earlier run: no percentage below 100 was reported, and the job has not started.',
    ],
    [
      'a 100% after a re-run',
      updateAt100(
        {},
        {
          confirmation: { ...initialConfirmation, mayBeStale: true },
          retries: { left: 0, used: 1, maxJobfailed: 1, rerun: undefined },
        },
      ),
      'The 100% may be left over from an earlier run: no percentage below 100 was reported since the re-run.',
    ],
    [
      'a 100% after a queue call',
      updateAt100({}, { target: INSTALL, confirmation: { ...initialConfirmation, mayBeStale: true } }),
      'The 100% may be left over from an earlier run: no percentage below 100 was reported since the queue call.',
    ],
    [
      'a 100% in an unknown state with a joberror',
      jobState({
        lastResponse: responseAt(
          78_000,
          runningJob(100, { state: 'unknown', stateName: 'Verifying', hasError: true }),
          { joberror: 'disk full' },
        ),
      }),
      'The 100% does not count in an unknown state with a joberror: disk full.',
    ],
    [
      'an install that is missing from the list',
      jobState({
        target: INSTALL,
        lastResponse: responseAt(78_000),
        listing: missingAfter(listed, 85_000, undefined),
      }),
      'The job is missing from the install list, but not for long enough to be assumed complete.',
    ],
    [
      'a rollout without pending machines, not confirmed',
      rolloutAt({
        rollout: {
          first: rolloutStatus(0, 0, 10),
          firstDate: START,
          hasSeenPending: false,
          zeroPending: { since: 78_000, total: 10 },
        },
      }),
      'That no machine is pending was not confirmed.',
    ],
    [
      'a rollout whose installs are listed',
      rolloutAt({ installsBlocker: { type: 'listed' } }),
      'No machine is pending, but installs of its versions are still listed.',
    ],
    [
      'a rollout whose install list is denied',
      rolloutAt({ installsBlocker: { type: 'denied', message: 'nix' } }),
      'No machine is pending, but the install list was denied (success: false or error: true): nix.',
    ],
    ['nothing that looks finished', jobState({ lastResponse: responseAt(78_000) }), ''],
  ])('%s', (_, job, cause) => {
    expect(causeOf(job)).toBe(cause)
  })

  test('an ETA in milliseconds is not repeated as a date', () => {
    const lastResponse = responseAt(78_000, runningJob(40, { eta: START * 1000 }))
    expect(causeOf(jobState({ lastResponse }))).toBe('')
  })
})

test('a failed job whose re-run has not shown yet', () => {
  const lastResponse = responseAt(78_000, failedJob(60), { joberror: 'disk full' })
  const waiting = jobState({ lastResponse })
  expect(lastSeen(waiting, 90_000)).toBe('Last response, 12s ago: Failed, 60%: disk full.')
  const retries = { left: 0, used: 1, maxJobfailed: 1, rerun: undefined }
  const { cause } = explain(reportOf([{ ...waiting, retries }], 'deadline', { timeout: 90_000 }))
  expect(cause).toMatch(/: disk full\. A re-run was requested\.$/)
})

test('re-running a step queues an install that was not queued, not again', () => {
  const install = jobState({ target: INSTALL, phase: 'queue', nextPollAt: undefined })
  const options = { timeout: 90_000, installMode: 'queue-once' } as const
  const { rerun } = explain(reportOf([install], 'deadline', options))
  expect(rerun).toBe('The job was left alone in Clanforge. Re-running this step queues the install.')
})

test('a stalled job whose last response was denied', () => {
  const lastResponse = responseAt(60_000, runningJob(40, { denial: { message: 'nix' } }))
  expect(why({ type: 'stalled' }, { lastResponse }, { stallTimeout: 600_000 }).cause).toMatch(
    /\. That response was denied \(success: false or error: true\): nix\.$/,
  )
})

describe('a job without a valid response', () => {
  test.each<readonly [string, Partial<JobState>, string]>([
    ['no response at all', {}, 'No valid response was received.'],
    ['blocked', { phase: 'blocked' }, 'It was blocked by the image versions of this step.'],
    ['not queued by the deadline', { phase: 'queue', nextPollAt: undefined }, 'It was not queued.'],
    [
      'listed without a status',
      { phase: 'list', listing: listed },
      'It was in the install list, but without a status.',
    ],
    [
      'listed in entries that could not be read, then missing',
      { phase: 'list', listing: missingAfter(listedUnreadable(neverListed), 0, undefined) },
      'It was in the install list, but its entry was never valid.',
    ],
    [
      'never listed',
      { phase: 'list', listing: missingAfter(neverListed, 0, undefined) },
      'It was not in the install list.',
    ],
  ])('%s', (_, more, text) => {
    expect(lastSeen(jobState({ target: INSTALL, ...more }), 90_000)).toBe(text)
  })
})
