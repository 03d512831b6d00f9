// Every text that explains a failure. Read them aloud: a colleague would say each of them so.
import { describe, expect, test } from '@jest/globals'
import { ApiError } from '../../../src/clanforge/errors.ts'
import { START, failedJob, responseAt, rolloutStatus, runningJob } from '../../support/job-states.ts'
import { why } from '../../support/step-reports.ts'

const DOCS = 'https://docs.unity.com/en-us/clanforge'
const INSTALL = { kind: 'install', id: '7' } as const
const ROLLOUT = { kind: 'rollout', id: '44' } as const
const SAFE = 'Re-running this step is safe (read-only).'
const SEEN = 'Last response, 30s ago: Failed, 60%.'
const noSpace = { joberror: 'No space left on device' }

describe('a job that failed', () => {
  const lastResponse = responseAt(60_000, failedJob(60), noSpace)

  test('at which percentage, why, and that the step could re-run it', () => {
    expect(why({ type: 'failed' }, { lastResponse })).toEqual({
      cause: `Image update 101 failed at 60%: No space left on device. ${SEEN}`,
      advice: `Check the job in Clanforge, or set job-retries so that this step re-runs it: ${DOCS}/legacy/error-message-reference`,
      rerun: SAFE,
    })
  })

  test('after a re-run', () => {
    const retries = { left: 0, used: 2, maxJobfailed: 2, rerun: undefined }
    expect(why({ type: 'failed' }, { lastResponse, retries }, { jobRetries: 2 })).toEqual({
      cause: `Image update 101 failed at 60%, after 2 re-runs: No space left on device. ${SEEN}`,
      advice: `Check the job in Clanforge: ${DOCS}/legacy/error-message-reference`,
      rerun: 'Re-running this step is safe, but it may re-run a failed job (job-retries).',
    })
  })

  test('without a reason or a percentage', () => {
    const silent = responseAt(60_000, failedJob(60, { progress: undefined }), { joberror: ' ' })
    expect(why({ type: 'failed' }, { lastResponse: silent }).cause).toBe(
      'Image update 101 failed. Clanforge gave no reason (joberror is empty). Last response, 30s ago: Failed.',
    )
  })

  test('an install: where its failures are documented, and that a re-run queues it again', () => {
    expect(why({ type: 'failed' }, { lastResponse, target: INSTALL })).toMatchObject({
      advice: `Check the job in Clanforge: ${DOCS}/legacy/game-image-installation-failure`,
      rerun: 'Re-running this step queues the install again.',
    })
  })

  test('because of a lock', () => {
    const locked = responseAt(60_000, failedJob(0), { joberror: 'image locked by diffid: 218595' })
    expect(why({ type: 'failed' }, { lastResponse: locked }).advice).toBe(
      `Accept or reject the diff that locks the image, then start again: ${DOCS}/api/endpoints/image-diff-reject`,
    )
  })

  test('because of a lock by an update', () => {
    const locked = responseAt(60_000, failedJob(0), { joberror: 'Image locked by updateid: 5' })
    expect(why({ type: 'failed' }, { lastResponse: locked }).advice).toBe(
      'Wait until the job that locks the image has finished, then start again.',
    )
  })

  test('and whose re-run was refused', () => {
    const refusal = new ApiError('refusal', 'Clanforge refused the request', {
      detail: 'image locked by diffid: 5',
    })
    expect(why({ type: 'retry-refused', error: refusal }, { lastResponse })).toMatchObject({
      cause:
        'Image update 101 failed at 60%: No space left on device. ' +
        `Clanforge refused to re-run it: image locked by diffid: 5. ${SEEN}`,
      advice: expect.stringContaining('Accept or reject the diff'),
    })
    const forbidden = new ApiError('status', 'HTTP 403', { status: 403, detail: 'Forbidden' })
    expect(why({ type: 'retry-refused', error: forbidden }, { lastResponse })).toMatchObject({
      cause: expect.stringContaining('Clanforge refused to re-run it: HTTP 403: Forbidden.'),
      advice: expect.stringContaining('these credentials have access'),
    })
  })

  test('by count: which input would allow it', () => {
    const counted = responseAt(60_000, runningJob(40, { jobfailed: 3 }), noSpace)
    expect(why({ type: 'failed-by-count' }, { lastResponse: counted })).toEqual({
      cause:
        'Image update 101 failed: jobfailed is 3 while Running; if this job was run again after a failure, ' +
        'set max-jobfailed to 3. joberror: No space left on device. Last response, 30s ago: Running, 40%.',
      advice: `Check the job in Clanforge: ${DOCS}/api/topics/image-job-fields`,
      rerun: SAFE,
    })
  })

  test('a text of the API is truncated and stays one line', () => {
    const long = responseAt(60_000, failedJob(60), { joberror: `a\n::error::${'x'.repeat(999)}` })
    expect(why({ type: 'failed' }, { lastResponse: long }).cause).toMatch(
      /^Image update 101 failed at 60%: a : :error: :x{486}… Last response, 30s ago: Failed, 60%\.$/,
    )
  })
})

describe('a rollout that failed', () => {
  const rollout = {
    first: rolloutStatus(38, 1, 1),
    firstDate: START,
    hasSeenPending: true,
    zeroPending: undefined,
  }
  const lastResponse = responseAt(60_000, rolloutStatus(5, 3, 32))

  test.each([
    [{ type: 'machines', count: 1 } as const, '1'],
    [{ type: 'share', text: '5%', numerator: 5n, denominator: 100n } as const, '5%'],
  ])(
    'how many machines, how many are allowed, how many had failed before',
    (allowedFailedMachines, allowed) => {
      const explained = why(
        { type: 'machines-failed' },
        { target: ROLLOUT, lastResponse, rollout },
        { allowedFailedMachines },
      )
      expect(explained).toEqual({
        cause:
          `Rollout of image 44 failed: 3 of 40 machines failed (allowed-failed-machines: ${allowed}). ` +
          '1 machine had already failed at the first response. Last response, 30s ago: 32 of 40 machines done, 3 failed.',
        advice: `Check these machines in Clanforge, or raise allowed-failed-machines: ${DOCS}/api/endpoints/image-status`,
        rerun: SAFE,
      })
    },
  )
})
