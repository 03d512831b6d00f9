// Every text that explains an ending. Read them aloud: a colleague would say each of them so.
import { describe, expect, test } from '@jest/globals'
import { ApiError } from '../../../src/clanforge/errors.ts'
import { explain, headline, titleOf, verdictLine } from '../../../src/report/messages.ts'
import type { Ending, JobState } from '../../../src/wait/job-state.ts'
import type { WaitOptions } from '../../../src/wait/options.ts'
import { type StopReason, outcomeOf } from '../../../src/wait/outcome.ts'
import type { StepReport } from '../../../src/report/step-report.ts'
import {
  START,
  defaultOptions,
  endedJob,
  failedJob,
  isComplete,
  jobState,
  responseAt,
  rolloutStatus,
  runningJob,
} from '../../support/job-states.ts'

const DOCS = 'https://docs.unity.com/en-us/clanforge'
const UPDATE = { kind: 'update', id: '101' } as const
const INSTALL = { kind: 'install', id: '7' } as const
const ROLLOUT = { kind: 'rollout', id: '44' } as const
const SAFE = 'Re-running this step is safe (read-only).'
const LEFT_ALONE = 'The job was left alone in Clanforge.'
const noSpace = { joberror: 'No space left on device' }

/** The report of a step that stopped 90 s after its start. */
function reportOf(
  jobs: readonly JobState[],
  reason: StopReason = 'finished',
  more: Partial<WaitOptions> = {},
): StepReport {
  const options = { ...defaultOptions, ...more }
  const outcome = outcomeOf(jobs, reason, options)
  return { outcome, requests: 12, elapsed: 90_000, options, problems: [], now: 90_000, wallClock: 0 }
}

/** The explanation of a job that ended, 60 s after the start; it was last seen at 40%, then. */
function why(ending: Ending, job: Partial<JobState> = {}, options: Partial<WaitOptions> = {}) {
  const last = responseAt(60_000)
  return explain(reportOf([endedJob(UPDATE, ending, 60_000, { last, ...job })], 'finished', options))
}

const fault = (status: number, detail = ''): Ending => ({
  type: 'fault',
  error: new ApiError('status', `HTTP ${String(status)}`, { status, detail }),
})

describe('a job that failed', () => {
  const last = responseAt(60_000, failedJob(60), noSpace)

  test('at which percentage, why, and that the step could re-run it', () => {
    expect(why({ type: 'failed' }, { last })).toEqual({
      cause: 'Image update 101 failed at 60%: No space left on device.',
      advice: `Check the job in Clanforge, or set job-retries so that this step re-runs it: ${DOCS}/legacy/error-message-reference`,
      rerun: SAFE,
    })
  })

  test('after a re-run', () => {
    const retries = { left: 0, used: 2, maxJobfailed: 2, rerun: undefined }
    expect(why({ type: 'failed' }, { last, retries }, { jobRetries: 2 })).toEqual({
      cause: 'Image update 101 failed at 60%, after 2 re-runs: No space left on device.',
      advice: `Check the job in Clanforge: ${DOCS}/legacy/error-message-reference`,
      rerun: 'Re-running this step is safe, but it may re-run a failed job (job-retries).',
    })
  })

  test('without a reason or a percentage', () => {
    const silent = responseAt(60_000, failedJob(60, { progress: undefined }), { joberror: ' ' })
    expect(why({ type: 'failed' }, { last: silent }).cause).toBe(
      'Image update 101 failed. Clanforge gives no reason (joberror is empty).',
    )
  })

  test('an install: where its failures are documented, and that a re-run queues it again', () => {
    expect(why({ type: 'failed' }, { last, target: INSTALL })).toMatchObject({
      advice: `Check the job in Clanforge: ${DOCS}/legacy/game-image-installation-failure`,
      rerun: 'Re-running this step queues the install again.',
    })
  })

  test('because of a lock', () => {
    const locked = responseAt(60_000, failedJob(0), { joberror: 'image locked by diffid: 218595' })
    expect(why({ type: 'failed' }, { last: locked }).advice).toBe(
      `Accept or reject the diff that locks the image, then start again: ${DOCS}/api/endpoints/image-diff-reject`,
    )
  })

  test('and whose re-run was refused', () => {
    const refusal = new ApiError('refusal', 'Clanforge refused the request', {
      detail: 'image locked by diffid: 5',
    })
    expect(why({ type: 'retry-refused', error: refusal }, { last })).toMatchObject({
      cause:
        'Image update 101 failed at 60%: No space left on device. ' +
        'Clanforge refused to re-run it: image locked by diffid: 5.',
      advice: expect.stringContaining('Accept or reject the diff') as string,
    })
    const forbidden = new ApiError('status', 'HTTP 403', { status: 403, detail: 'Forbidden' })
    expect(why({ type: 'retry-refused', error: forbidden }, { last })).toMatchObject({
      cause: expect.stringContaining('Clanforge refused to re-run it: HTTP 403: Forbidden.') as string,
      advice: expect.stringContaining('these credentials have access') as string,
    })
  })

  test('by count: which input would allow it', () => {
    const counted = responseAt(60_000, runningJob(40, { jobfailed: 3 }), noSpace)
    expect(why({ type: 'failed-by-count' }, { last: counted })).toEqual({
      cause:
        'Image update 101 failed: jobfailed is 3 while Running; if this job was run again after a failure, ' +
        'set max-jobfailed to 3. joberror: No space left on device.',
      advice: `Check the job in Clanforge: ${DOCS}/api/topics/image-job-fields`,
      rerun: SAFE,
    })
  })

  test('a text of the API is truncated and stays one line', () => {
    const long = responseAt(60_000, failedJob(60), { joberror: `a\n::error::${'x'.repeat(999)}` })
    expect(why({ type: 'failed' }, { last: long }).cause).toMatch(
      /^Image update 101 failed at 60%: a : :error: :x{486}…$/,
    )
  })
})

describe('a rollout that failed', () => {
  const rollout = {
    first: rolloutStatus(38, 1, 1),
    firstDate: START,
    isPendingSeen: true,
    zeroPending: undefined,
  }
  const last = responseAt(60_000, rolloutStatus(5, 3, 32))

  test.each([
    [{ type: 'machines', count: 1 } as const, '1'],
    [{ type: 'share', text: '5%', numerator: 5n, denominator: 100n } as const, '5%'],
  ])(
    'how many machines, how many are allowed, how many had failed before',
    (allowedFailedMachines, allowed) => {
      const told = why(
        { type: 'machines-failed' },
        { target: ROLLOUT, last, rollout },
        { allowedFailedMachines },
      )
      expect(told).toEqual({
        cause:
          `Rollout of image 44 failed: 3 of 40 machines failed (allowed-failed-machines: ${allowed}). ` +
          '1 machine had already failed at the first response.',
        advice: `Check these machines in Clanforge, or raise allowed-failed-machines: ${DOCS}/api/endpoints/image-status`,
        rerun: SAFE,
      })
    },
  )
})

describe('other endings', () => {
  const network = new ApiError('network', 'the connection broke (ECONNRESET)')
  const certificate = new ApiError('certificate', 'the certificate was rejected (CERT_HAS_EXPIRED)')
  const refused = new ApiError('refusal', 'Clanforge refused the request', {
    detail: 'No rows in result set',
  })
  const invalid = new ApiError('invalid-response', 'the response is not valid: it is not a JSON object')
  const SEEN = 'Last response, 30s ago: Running, 40%.'
  const EXISTS = 'Check the ID and accountserviceid: the job must exist and belong to this ASID.'

  test.each<readonly [string, Ending, string, string]>([
    [
      'squashed',
      { type: 'squashed' },
      'Image update 101 was squashed, which usually means that another job replaced it.',
      `Wait for the job that replaced it, or set on-squashed: pass if this is expected: ${DOCS}/api/topics/image-job-states`,
    ],
    [
      'stalled',
      { type: 'stalled' },
      'Image update 101 stalled: its state, progress and jobupdated have not changed for 10m (stall-timeout). It is still at Running, 40%.',
      'Check in Clanforge whether it hangs, or raise stall-timeout.',
    ],
    [
      'never listed',
      { type: 'never-listed' },
      'Image update 101 could not be tracked: it was never in the install list.',
      `Check jobid, mirroring and accountserviceid. An install that finished before the step started is not listed: ${DOCS}/api/endpoints/image-install-status`,
    ],
    [
      'denied and missing',
      { type: 'denied-and-missing', message: 'No rows' },
      'Image update 101 could not be tracked: it is no longer in the install list, and its last response was denied (success: false or error: true): No rows.',
      'Check in Clanforge how the install ended.',
    ],
    [
      'outage',
      { type: 'outage', error: network },
      `Image update 101 could not be tracked: requests failed for 5m (outage-timeout), most recently: the connection broke (ECONNRESET). ${SEEN}`,
      'Check api-url, the network and, if there is one, the proxy. To wait through longer outages, raise outage-timeout.',
    ],
    [
      'certificate',
      { type: 'fault', error: certificate },
      `Image update 101 could not be tracked: the certificate was rejected (CERT_HAS_EXPIRED). ${SEEN}`,
      'Check api-url. If the server uses a private CA, set NODE_EXTRA_CA_CERTS to the file of its certificate.',
    ],
    [
      'refusal',
      { type: 'fault', error: refused },
      `Image update 101 could not be tracked: Clanforge refused the request: No rows in result set. ${SEEN}`,
      `${EXISTS} Clanforge's errors: ${DOCS}/legacy/error-message-reference`,
    ],
    [
      'invalid response',
      { type: 'outage', error: invalid },
      `Image update 101 could not be tracked: requests failed for 5m (outage-timeout), most recently: the response is not valid: it is not a JSON object. ${SEEN}`,
      'Check api-url: the response does not look like one of the Clanforge API. To wait through longer outages, raise outage-timeout.',
    ],
    [
      '401',
      fault(401),
      `Image update 101 could not be tracked: HTTP 401. ${SEEN}`,
      `Clanforge rejected the credentials. Check the secrets passed to access-key and secret-key, or to bearer-token: ${DOCS}/api/topics/authentication`,
    ],
    [
      '403',
      fault(403, 'Forbidden'),
      `Image update 101 could not be tracked: HTTP 403: Forbidden. ${SEEN}`,
      `Check that accountserviceid is right and that these credentials have access to it: ${DOCS}/legacy/what-are-the-clanforge-api-permission-levels`,
    ],
    ['404', fault(404), `Image update 101 could not be tracked: HTTP 404. ${SEEN}`, EXISTS],
    [
      '302',
      fault(302),
      `Image update 101 could not be tracked: HTTP 302. ${SEEN}`,
      'Check api-url. Redirects are not followed, because they could send the credentials to another server.',
    ],
    [
      '410',
      fault(410),
      `Image update 101 could not be tracked: HTTP 410. ${SEEN}`,
      'Check api-url and the ID.',
    ],
  ])('%s', (_, ending, cause, advice) => {
    const { cause: actual, advice: told } = why(ending, {}, { stallTimeout: 600_000 })
    expect({ cause: actual, advice: told }).toEqual({ cause, advice })
  })

  test.each([
    [429, 'Raise min-poll-interval, or start fewer steps at the same time.'],
    [503, 'The server or a gateway in front of it has a problem. Check api-url, or try again later.'],
  ])('an outage of HTTP %d', (status, advice) => {
    const error = new ApiError('status', `HTTP ${String(status)}`, { status })
    expect(why({ type: 'outage', error }).advice).toBe(
      `${advice} To wait through longer outages, raise outage-timeout.`,
    )
  })

  test('a job that was never seen', () => {
    expect(why(fault(404), { last: undefined }).cause).toBe(
      'Image update 101 could not be tracked: HTTP 404. No valid response was received.',
    )
  })

  test('a rollout stalls by its counters', () => {
    const last = responseAt(60_000, rolloutStatus(5, 0, 5))
    expect(why({ type: 'stalled' }, { target: ROLLOUT, last }, { stallTimeout: 60_000 }).cause).toBe(
      'Rollout of image 44 stalled: its counters have not changed for 1m (stall-timeout). It is still at 5 of 10 machines done, 50%.',
    )
  })

  test.each<Ending>([isComplete, { type: 'inferred', wasListed: true }])(
    '%j has nothing to explain',
    ending => {
      expect(why(ending)).toMatchObject({ cause: '', advice: '' })
    },
  )
})

describe('a step that timed out', () => {
  const running = (more: Partial<JobState> = {}) =>
    jobState({ last: responseAt(78_000, runningJob(40, { eta: START + 330 })), ...more })
  const timedOut = (...jobs: readonly JobState[]) => explain(reportOf(jobs, 'deadline', { timeout: 90_000 }))

  test('where the job is, when it may finish, and that it was left alone', () => {
    expect(timedOut(running())).toEqual({
      cause:
        'Image update 101 did not finish within 1m 30s (timeout). Last response, 12s ago: Running, 40%. ' +
        "Clanforge's ETA: 2027-01-15 08:05:30 UTC.",
      advice: 'If the job needs longer, raise timeout.',
      rerun: `${LEFT_ALONE} ${SAFE}`,
    })
  })

  test('while requests fail', () => {
    const failing = new ApiError('timeout', 'no complete response within 30 s')
    expect(timedOut(jobState({ fault: failing }))).toMatchObject({
      cause:
        'Image update 101 did not finish within 1m 30s (timeout). No valid response was received. ' +
        'The last request failed: no complete response within 30 s.',
      advice: 'Check api-url, the network and, if there is one, the proxy.',
    })
  })

  test('after a denied response', () => {
    const last = responseAt(89_500, runningJob(100, { denial: { message: 'Request in progress' } }))
    expect(timedOut(jobState({ last }))).toMatchObject({
      cause:
        'Image update 101 did not finish within 1m 30s (timeout). Last response, just now: Running, 100%. ' +
        'That response was denied (success: false or error: true): Request in progress.',
      advice: 'Check the job in Clanforge.',
    })
  })

  test('of many jobs: the first that has not finished', () => {
    const complete = endedJob({ kind: 'update', id: '100' }, isComplete, 5_000)
    const blocked = jobState({ target: ROLLOUT, phase: 'blocked' })
    expect(timedOut(complete, running(), blocked)).toMatchObject({
      cause: expect.stringMatching(
        /^The timeout of 1m 30s passed\. The first unfinished job is image update 101\. Last response, 12s ago/,
      ) as string,
      rerun: `The unfinished jobs were left alone in Clanforge. ${SAFE}`,
    })
    expect(timedOut(blocked, complete).cause).toContain('It was blocked by the image versions of this step.')
  })
})

test('a step that was cancelled', () => {
  const job = jobState({ last: responseAt(60_000) })
  expect(explain(reportOf([job], 'cancelled'))).toEqual({
    cause:
      'Image update 101 had not finished when the step was cancelled. Last response, 30s ago: Running, 40%.',
    advice: '',
    rerun: `${LEFT_ALONE} ${SAFE}`,
  })
  expect(explain(reportOf([job, jobState({ target: INSTALL })], 'cancelled'))).toEqual({
    cause: 'The first unfinished job is image update 101. Last response, 30s ago: Running, 40%.',
    advice: '',
    rerun: 'The unfinished jobs were left alone in Clanforge. Re-running this step queues the install again.',
  })
})

describe('whether re-running the step is safe', () => {
  const install = endedJob(INSTALL, { type: 'failed' }, 5_000)
  const update = endedJob(UPDATE, { type: 'failed' }, 5_000)
  test.each<readonly [string, readonly JobState[], Partial<WaitOptions>, string]>([
    ['an update', [update], {}, SAFE],
    [
      'an update that may be re-run',
      [update],
      { jobRetries: 1 },
      'Re-running this step is safe, but it may re-run a failed job (job-retries).',
    ],
    ['an install', [update, install], {}, 'Re-running this step queues the install again.'],
    [
      'two installs',
      [install, install],
      { installMode: 'queue-once' },
      'Re-running this step queues the installs again.',
    ],
    ['an install that is only watched', [install], { installMode: 'watch', jobRetries: 1 }, SAFE],
  ])('%s', (_, jobs, options, rerun) => {
    expect(explain(reportOf(jobs, 'finished', options)).rerun).toBe(rerun)
  })
})

describe('the headline', () => {
  const end = (id: string, ending: Ending) => endedJob({ kind: 'update', id }, ending, 5_000)
  const many = (...endings: readonly Ending[]) => endings.map((ending, index) => end(String(index), ending))
  const failed: Ending = { type: 'failed' }
  const inferred: Ending = { type: 'inferred', wasListed: true }
  const unfinished = jobState({ target: INSTALL })
  const blocked = jobState({ target: ROLLOUT, phase: 'blocked' })

  test.each<readonly [string, readonly JobState[], StopReason]>([
    ['Image update 0 is complete', many(isComplete), 'finished'],
    ['Image update 0 is assumed complete', many(inferred), 'finished'],
    ['All 3 jobs are complete', many(isComplete, isComplete, isComplete), 'finished'],
    ['All 3 jobs are complete (1 assumed complete)', many(isComplete, inferred, isComplete), 'finished'],
    ['Image update 0 failed', many(failed), 'finished'],
    ['1 of 3 jobs failed', many(isComplete, failed, isComplete), 'finished'],
    [
      '2 of 4 jobs failed, 1 stalled, 1 could not be tracked',
      many(failed, failed, { type: 'stalled' }, { type: 'never-listed' }),
      'finished',
    ],
    ['1 of 2 jobs was squashed', many(isComplete, { type: 'squashed' }), 'finished'],
    ['2 of 2 jobs were squashed', many({ type: 'squashed' }, { type: 'squashed' }), 'finished'],
    ['Image install 7 did not finish in time', [unfinished], 'deadline'],
    ['2 of 3 jobs did not finish in time', [...many(isComplete), unfinished, blocked], 'deadline'],
    [
      '1 of 2 jobs had not finished when the step was cancelled',
      [...many(isComplete), unfinished],
      'cancelled',
    ],
    ['The step ended with an unexpected error', [unfinished], 'crashed'],
    ['The step ended with an unexpected error', [], 'crashed'],
  ])('%s', (text, jobs, reason) => {
    expect(headline(reportOf(jobs, reason))).toBe(text)
  })

  test('of invalid inputs', () => {
    const report = {
      ...reportOf([], 'crashed'),
      options: undefined,
      problems: ['timeout: "30" is not valid'],
    }
    expect(headline(report)).toBe('The inputs of this step are not valid')
    expect(explain(report)).toEqual({ cause: '', advice: '', rerun: 'No request was sent.' })
  })

  test('is the title of the annotation, unless only the outputs went wrong', () => {
    expect(titleOf(reportOf(many(failed)))).toBe('Image update 0 failed')
    expect(titleOf(reportOf(many(isComplete)))).toBe('The outputs could not be written')
  })

  test('and what it cost, in full seconds', () => {
    const report = reportOf(many(isComplete))
    expect(verdictLine(report)).toBe('Image update 0 is complete after 1m 30s and 12 requests')
    expect(verdictLine({ ...report, elapsed: 7_999, requests: 1 })).toBe(
      'Image update 0 is complete after 7s and 1 request',
    )
    expect(verdictLine({ ...report, elapsed: 450 })).toBe(
      'Image update 0 is complete after 450ms and 12 requests',
    )
  })
})
