// What a person sees of a wait for an install, and for a rollout.
import { describe, expect, test } from '@jest/globals'
import { ApiError } from '../../../src/clanforge/errors.ts'
import { noteOf } from '../../../src/report/row-notes.ts'
import {
  START,
  completeJob,
  defaultOptions,
  jobState,
  jobStatus,
  responseAt,
  rolloutStatus,
  runningJob,
} from '../../support/job-states.ts'
import { Trace } from '../../support/log-trace.ts'

const INSTALL = 'install 7'
const ROLLOUT = 'rollout 44'
const queued = jobStatus({ state: 'queued', stateName: 'Queued', progress: 0 })

test('a rollout whose install list has not been received yet is not to be confirmed', () => {
  const zeroPending = { since: 0, total: 10 }
  const first = rolloutStatus(1, 0, 9)
  const job = jobState({
    target: { kind: 'rollout', id: '44' },
    phase: 'installs',
    lastResponse: responseAt(0, rolloutStatus(0, 0, 10)),
    rollout: { first, firstDate: START, hasSeenPending: true, zeroPending },
  })
  expect(noteOf(job, defaultOptions)).toBe('waiting for the install list')
})

describe('the log of an install', () => {
  const watch = { installMode: 'watch' } as const

  test('that leaves the list: assumed complete, with a warning', () => {
    const trace = new Trace(INSTALL, watch)
      .notListed(0, INSTALL)
      .listed(5, INSTALL, runningJob(90))
      .notListed(15, INSTALL)
      .notListed(26, INSTALL)
    expect(trace.lines(26).slice(1)).toEqual([
      '    0:00  install 7  not in the install list yet',
      '    0:05  install 7  █████████░   90%  Running',
      '    0:26  install 7  █████████░   90%  Running    ⚠️ no longer in the install list; assumed complete',
      '    0:26  Image install 7 is assumed complete, after 26s and 4 requests',
      'warning: Assumed complete because missing from the install list. The API does not report how such a job ended ' +
        '(https://docs.unity.com/en-us/clanforge/api/endpoints/image-install-status). Check in Clanforge: install 7',
    ])
  })

  test('that was seen only when it was queued', () => {
    const trace = new Trace(INSTALL, { installMode: 'queue-once' })
      .called(0, INSTALL, queued)
      .notListed(10, INSTALL)
      .notListed(70, INSTALL)
    expect(trace.lines(70)[3]).toBe(
      '    1:10  install 7  ░░░░░░░░░░    0%  Queued     ⚠️ never in the install list; assumed complete',
    )
  })

  test('that is never listed', () => {
    const trace = new Trace(INSTALL, watch)
      .notListed(0, INSTALL)
      .notListed(30, INSTALL)
      .notListed(60, INSTALL)
    expect(trace.lines(60).slice(1)).toEqual([
      '    0:00  install 7  not in the install list yet',
      '    1:00  install 7  not in the install list yet',
    ])
  })
})

test('the log of an install whose entry was never valid does not say that it was never listed', () => {
  const error = new ApiError('invalid-response', 'the response is not valid: jobfailed is not a count')
  const trace = new Trace(`${INSTALL}, install 8`, { installMode: 'watch', failFast: false })
    .listedUnreadable(0, INSTALL, error)
    .listed(0, 'install 8')
    .notListed(5, INSTALL)
    .notListed(66, INSTALL)
  expect(trace.lines(66, 'cancelled').filter(line => line.includes(INSTALL))).toEqual([
    'Waiting for image install 7, 8 for up to 1h, polling every 2s to 1m',
    '    0:00  install 7: the response is not valid: jobfailed is not a count; retrying in 2.5s',
    '          install 7                    no response yet',
    '          install 7                    no longer in the install list',
    '    1:06  install 7                    no valid response  could not be tracked: in the install list, but its entry was never valid',
  ])
})

describe('the log of a rollout', () => {
  test('with a version: what blocks it, what had failed before, what is still listed', () => {
    const allowedFailedMachines = { type: 'share', text: '5%', numerator: 5n, denominator: 100n } as const
    const trace = new Trace(`version 9, ${ROLLOUT}`, { allowedFailedMachines })
      .response(0, 'version 9', runningJob(40, { eta: START + 100 }))
      .response(50, 'version 9', completeJob())
      .unblocked(50, ROLLOUT)
      .response(51, ROLLOUT, rolloutStatus(38, 1, 1))
      .response(70, ROLLOUT, rolloutStatus(4, 1, 35))
      .response(90, ROLLOUT, rolloutStatus(0, 1, 39))
      .response(93, ROLLOUT, rolloutStatus(0, 1, 39))
      .installsChecked(93, ROLLOUT, { type: 'listed' })
      .response(99, ROLLOUT, rolloutStatus(0, 1, 39))
      .installsChecked(99, ROLLOUT)
    expect(trace.lines(99)).toEqual([
      'Waiting for image version 9; rollout of image 44 for up to 1h, polling every 2s to 1m',
      'Polling of rollout 44 starts after version 9 succeeds',
      '    0:01  2 jobs: 1 unfinished, 1 blocked',
      '          version 9   ████░░░░░░   40%  Running    about 1m 30s left',
      '          rollout 44                    blocked by its versions',
      '    0:50  version 9   ██████████  100%  Completed',
      '    0:50  rollout 44: its versions have finished; polling starts',
      '    0:51  rollout 44: 1 machine had already failed at the first response',
      '    0:52  2 jobs: 1 complete, 1 unfinished',
      '          rollout 44  ░░░░░░░░░░    5%  1 of 40 machines done, 1 failed',
      '    1:11  2 jobs: 1 complete, 1 unfinished',
      '          rollout 44  █████████░   90%  35 of 40 machines done, 1 failed',
      '    1:31  2 jobs: 1 complete, 1 unfinished',
      '          rollout 44  ██████████  100%  39 of 40 machines done, 1 failed  to be confirmed',
      '    1:33  rollout 44: no machine is pending, but installs of its versions are still listed',
      '    1:39  rollout 44  ██████████  100%  39 of 40 machines done, 1 failed  ⚠️ complete: 1 of 40 machines failed (5% allowed)',
      '    1:39  All 2 jobs are complete, after 1m 39s and 9 requests',
    ])
  })

  test('that fails', () => {
    const trace = new Trace(ROLLOUT)
      .response(0, ROLLOUT, rolloutStatus(3, 0, 7))
      .response(9, ROLLOUT, rolloutStatus(2, 1, 7))
    expect(trace.lines(9).slice(1)).toEqual([
      '    0:00  rollout 44  ███████░░░   70%  7 of 10 machines done',
      '    0:09  rollout 44  ████████░░   80%  7 of 10 machines done, 1 failed  failed: 1 of 10 machines failed (0 allowed)',
    ])
  })
})
