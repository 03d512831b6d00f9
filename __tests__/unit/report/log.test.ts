// What a person sees of a wait for one job, line by line.
import { describe, expect, test } from '@jest/globals'
import { ApiError } from '../../../src/clanforge/errors.ts'
import { finalWarnings } from '../../../src/report/log-warnings.ts'
import { START, completeJob, failedJob, jobStatus, runningJob } from '../../support/job-states.ts'
import { Trace } from '../../support/log-trace.ts'

const UPDATE = 'update 101'
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
      '    5:50  Image update 101 is complete, after 5m 50s and 8 requests',
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
      '    0:08  update 101 failed at 60%: No space left on device; re-running (1 of 1)',
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
      .response(9, UPDATE, failedJob(60), noSpace)
      .response(41, UPDATE, failedJob(60), noSpace)
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
    expect(trace.lines(3).at(-1)).toBe('    0:03  Image update 101 was squashed, after 3s and 1 request')
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

  test.each([
    ['an ETA that moves', { eta: START + 250 }, {}],
    ['a new joberror', {}, noSpace],
    ['a higher jobfailed', { jobfailed: 1 }, {}],
  ])('%s is a change, too', (_, status, fields) => {
    const [same, changed] = [1, 2].map(() =>
      new Trace(UPDATE, { maxJobfailed: 1 }).response(0, UPDATE, runningJob(40)),
    )
    const quiet = same?.response(59, UPDATE, runningJob(40)).lines(61, 'deadline')
    expect(quiet?.join()).toContain('  (no change for 59s)')
    const news = changed?.response(59, UPDATE, runningJob(40, status), fields).lines(61, 'deadline')
    expect(news?.join()).not.toContain('no change')
  })

  test('a joberror of control characters only is not shown', () => {
    const trace = new Trace(UPDATE).response(0, UPDATE, runningJob(40, { hasError: true }), {
      joberror: '\u0007',
    })
    expect(trace.lines(1, 'deadline').join()).not.toContain('joberror')
  })

  test('passing at the timeout: a warning', () => {
    const trace = new Trace(UPDATE, { onTimeout: 'pass', timeout: 10_000 }).response(0, UPDATE)
    expect(trace.lines(10, 'deadline').slice(2)).toEqual([
      '    0:10  Image update 101 did not finish in time, after 10s and 1 request',
      'warning: The timeout of 10s passed before 1 job finished: update 101. The step succeeds because of on-timeout: pass. The job was left alone in Clanforge.',
    ])
  })

  test('passing at the timeout, but without outputs: the step fails, so no line says that it succeeds', () => {
    const trace = new Trace(UPDATE, { onTimeout: 'pass', timeout: 10_000 }).response(0, UPDATE)
    const report = trace.report(10, 'deadline', ['The outputs could not be written: EACCES'])
    expect(finalWarnings(report)).toEqual([])
  })

  test('complete, although it had failed before', () => {
    const trace = new Trace(UPDATE).response(0, UPDATE, completeJob({ jobfailed: 2 }))
    expect(trace.lines(0)[1]).toBe(
      '    0:00  update 101  ██████████  100%  Completed  it had failed before (jobfailed is 2)',
    )
  })

  test('failed by count', () => {
    const trace = new Trace(UPDATE).response(0, UPDATE, runningJob(40, { jobfailed: 2 }), noSpace)
    expect(trace.lines(0)[1]).toBe(
      '    0:00  update 101  ████░░░░░░   40%  Running    failed: jobfailed is 2 while Running: No space left on device',
    )
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
