// What a person sees of a wait for one job, line by line.
import { describe, expect, test } from '@jest/globals'
import { ApiError } from '../../../src/clanforge/errors.ts'
import {
  completeJob,
  failedJob,
  jobStatus,
  rolloutStatus,
  runningJob,
  START,
} from '../../support/job-states.ts'
import { Trace } from '../../support/log-trace.ts'

const UPDATE = 'update 101'
const INSTALL = 'install 7'
const ROLLOUT = 'rollout 44'
const queued = jobStatus({ state: 'queued', stateName: 'Queued', progress: 0 })
const noSpace = { joberror: 'No space left on device' }
const WAITING = 'Waiting for image update 101 for up to 1h, polling every 2s to 1m'

describe('the log of one job', () => {
  test('complete: a line per change, with the time left and a new ETA only when it has moved', () => {
    const trace = new Trace(UPDATE)
      .response(0, UPDATE, queued)
      .response(10, UPDATE, runningJob(5, { eta: START + 250 }))
      .response(20, UPDATE, runningJob(5, { eta: START + 250 }))
      .response(30, UPDATE, runningJob(50, { eta: START + 252 }))
      .response(60, UPDATE, runningJob(60, { eta: START + 352 }))
      .response(119, UPDATE, runningJob(60, { eta: START + 352 }))
      .response(340, UPDATE, runningJob(99, { eta: START + 330 }))
      .response(350, UPDATE, completeJob())
    expect(trace.lines(350)).toEqual([
      WAITING,
      '    0:00  update 101  ░░░░░░░░░░    0%  Queued',
      '    0:10  update 101  ░░░░░░░░░░    5%  Running    about 4m left (ETA 08:04:10 UTC)',
      '    0:30  update 101  █████░░░░░   50%  Running    about 3m 30s left',
      '    1:00  update 101  ██████░░░░   60%  Running    about 5m left (ETA 08:05:52 UTC, 1m 42s later)',
      '    2:00  update 101  ██████░░░░   60%  Running    about 4m left  (no change for 59s)',
      '    3:00  update 101  ██████░░░░   60%  Running    about 3m left  (no change for 59s)',
      '    4:00  update 101  ██████░░░░   60%  Running    about 2m left  (no change for 59s)',
      '    5:00  update 101  ██████░░░░   60%  Running    about 50s left  (no change for 59s)',
      '    5:40  update 101  █████████░   99%  Running    ETA passed 10s ago (ETA 08:05:30 UTC, 22s earlier)',
      '    5:50  update 101  ██████████  100%  Completed',
      '    5:50  Image update 101 is complete after 5m 50s and 8 requests',
    ])
  })

  test('failed, and failed again after a re-run: the reason of both', () => {
    const trace = new Trace(UPDATE, { jobRetries: 1 })
      .response(0, UPDATE, runningJob(20, { eta: START + 60 }))
      .response(8, UPDATE, failedJob(60, { eta: START + 60 }), noSpace)
      .called(8, UPDATE, failedJob(60, { eta: START + 60 }))
      .response(12, UPDATE, runningJob(0, { jobfailed: 1 }))
      .response(30, UPDATE, failedJob(70, { jobfailed: 2, eta: START + 60 }), noSpace)
    expect(trace.lines(30)).toEqual([
      WAITING,
      '    0:00  update 101  ██░░░░░░░░   20%  Running    about 1m left (ETA 08:01:00 UTC)',
      '    0:08  update 101 failed at 60%: No space left on device; retrying (1 of 1)',
      '    0:12  update 101  ░░░░░░░░░░    0%  Running',
      '    0:30  update 101  ███████░░░   70%  Failed     No space left on device',
    ])
  })

  test('failed, and the re-run is refused', () => {
    const detail = 'image locked by diffid: 218595'
    const trace = new Trace(UPDATE, { jobRetries: 1 })
      .response(8, UPDATE, failedJob(60), noSpace)
      .callRefused(9, UPDATE, new ApiError('refusal', 'Clanforge refused the request', { detail }))
    expect(trace.lines(9)).toEqual([
      WAITING,
      `    0:09  update 101  ██████░░░░   60%  Failed     No space left on device; re-run refused: ${detail}`,
    ])
  })

  test('while a re-run has not started: says what it waits for', () => {
    const trace = new Trace(UPDATE, { jobRetries: 1 })
      .response(8, UPDATE, failedJob(60), noSpace)
      .called(8, UPDATE, failedJob(60))
      .response(40, UPDATE, failedJob(60), noSpace)
    expect(trace.lines(68, 'cancelled').at(-1)).toBe(
      '    1:08  update 101  ██████░░░░   60%  Failed     waiting for the re-run to start  (no change for 32s)',
    )
  })

  test('squashed', () => {
    const trace = new Trace(UPDATE).response(
      3,
      UPDATE,
      jobStatus({ state: 'squashed', stateName: 'Squashed' }),
    )
    expect(trace.lines(3)).toEqual([WAITING, '    0:03  update 101  ████░░░░░░   40%  Squashed'])
  })

  test('squashed, and that passes: how the step ended', () => {
    const squashed = jobStatus({ state: 'squashed', stateName: 'Squashed' })
    const trace = new Trace(UPDATE, { onSquashed: 'pass' }).response(3, UPDATE, squashed)
    expect(trace.lines(3).at(-1)).toBe('    0:03  Image update 101 was squashed after 3s and 1 request')
  })

  test.each(['deadline', 'cancelled', 'crashed'] as const)('%s: the annotation says all the rest', reason => {
    const trace = new Trace(UPDATE).response(0, UPDATE)
    expect(trace.lines(5, reason)).toEqual([WAITING, '    0:00  update 101  ████░░░░░░   40%  Running'])
  })

  test('stalled and tracked no more: the annotation says all the rest', () => {
    const row = '    0:00  update 101  ████░░░░░░   40%  Running'
    const stalled = new Trace(UPDATE, { stallTimeout: 30_000 }).response(0, UPDATE).response(30, UPDATE)
    expect(stalled.lines(30)).toEqual([WAITING, row])
    const gone = new ApiError('status', 'HTTP 410', { status: 410 })
    expect(new Trace(UPDATE).response(0, UPDATE).failure(9, UPDATE, gone).lines(9)).toEqual([WAITING, row])
  })

  test('passing at the timeout: a warning', () => {
    const trace = new Trace(UPDATE, { onTimeout: 'pass', timeout: 10_000 }).response(0, UPDATE)
    expect(trace.lines(10, 'deadline').slice(2)).toEqual([
      '    0:10  Image update 101 did not finish in time after 10s and 1 request',
      'warning: The timeout of 10s passed before 1 job finished: update 101. The step succeeds because of on-timeout: pass.',
    ])
  })

  test('complete, although it had failed before', () => {
    const trace = new Trace(UPDATE).response(0, UPDATE, completeJob({ jobfailed: 2 }))
    expect(trace.lines(0)[1]).toBe(
      '    0:00  update 101  ██████████  100%  Completed  complete (jobfailed is 2: it had failed before)',
    )
  })

  test('failed by count', () => {
    const trace = new Trace(UPDATE).response(0, UPDATE, runningJob(40, { jobfailed: 2 }), noSpace)
    expect(trace.lines(0)[1]).toBe(
      '    0:00  update 101  ████░░░░░░   40%  Running    failed: jobfailed is 2: No space left on device',
    )
  })

  test('in an unknown state: named once; complete in one: a warning', () => {
    const copying = (progress: number) => runningJob(progress, { state: 'unknown', stateName: '9 (Copying)' })
    const trace = new Trace(UPDATE)
      .response(0, UPDATE, copying(50))
      .response(20, UPDATE, copying(100))
      .response(22, UPDATE, copying(100))
    expect(trace.lines(22)).toEqual([
      WAITING,
      '    0:00  update 101: Clanforge does not document state 9 (Copying); still waiting',
      '    0:00  update 101  █████░░░░░   50%  9 (Copying)',
      '    0:20  update 101  ██████████  100%  9 (Copying)  to be confirmed',
      '    0:22  update 101  ██████████  100%  9 (Copying)  complete in an unknown state',
      '    0:22  Image update 101 is complete after 22s and 3 requests',
      'warning: Complete because of jobprogress, in a state that Clanforge does not document: update 101 in ' +
        'state 9 (Copying). The documented states: https://docs.unity.com/en-us/clanforge/api/topics/image-job-states',
    ])
  })

  test('a server that invents states has twenty of them named', () => {
    const trace = new Trace(UPDATE)
    for (let second = 0; second < 40; second++) {
      const stateName = `invented ${String(second)}`
      trace.response(second, UPDATE, runningJob(5, { state: 'unknown', stateName }))
    }
    const named = trace.lines(40, 'cancelled').filter(line => line.includes('does not document'))
    expect(named).toHaveLength(20)
  })

  test('a denied response, and an error of a job that still runs', () => {
    const denied = runningJob(40, { denial: { message: 'Request in progress' } })
    const trace = new Trace(UPDATE)
      .response(0, UPDATE, runningJob(40, { hasError: true }), { joberror: 'slow mirror' })
      .response(9, UPDATE, denied)
      .response(20, UPDATE, runningJob(40, { denial: { message: '' } }))
    expect(trace.lines(20, 'cancelled').slice(1)).toEqual([
      '    0:00  update 101  ████░░░░░░   40%  Running    joberror: slow mirror',
      '    0:09  update 101  ████░░░░░░   40%  Running    response denied (success: false or error: true): Request in progress',
    ])
  })

  test('inputs without effect are named', () => {
    expect(new Trace(UPDATE).lines(0, 'cancelled', ['mirroring', 'job-retries'])).toEqual([
      WAITING,
      'Inputs without effect in this step: mirroring, job-retries',
    ])
  })

  test('a text of the API becomes neither a second line nor a command', () => {
    const trace = new Trace(UPDATE).response(0, UPDATE, failedJob(60), {
      joberror: 'a\n::error::b ##[group]',
    })
    expect(trace.lines(0).at(-1)).toBe(
      '    0:00  update 101  ██████░░░░   60%  Failed     a : :error: :b ## [group]',
    )
  })
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
      '    0:26  Image install 7 is assumed complete after 26s and 4 requests',
      'warning: Assumed complete because missing from the install list: install 7. The API does not report how ' +
        'such a job ended, so check it in Clanforge: https://docs.unity.com/en-us/clanforge/api/endpoints/image-install-status',
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
      .installsChecked(93, ROLLOUT, false)
      .response(99, ROLLOUT, rolloutStatus(0, 1, 39))
      .installsChecked(99, ROLLOUT, true)
    expect(trace.lines(99)).toEqual([
      'Waiting for image version 9; rollout of image 44 for up to 1h, polling every 2s to 1m',
      'Rollout 44 is polled once version 9 has finished',
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
      '    1:39  rollout 44  ██████████  100%  39 of 40 machines done, 1 failed  complete, with 1 failed machine',
      '    1:39  All 2 jobs are complete after 1m 39s and 9 requests',
    ])
  })

  test('that fails', () => {
    const trace = new Trace(ROLLOUT)
      .response(0, ROLLOUT, rolloutStatus(3, 0, 7))
      .response(9, ROLLOUT, rolloutStatus(2, 1, 7))
    expect(trace.lines(9).slice(1)).toEqual([
      '    0:00  rollout 44  ███████░░░   70%  7 of 10 machines done',
      '    0:09  rollout 44  ████████░░   80%  7 of 10 machines done, 1 failed  failed: more failed machines than allowed-failed-machines',
    ])
  })
})
