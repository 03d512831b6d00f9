// Every text that explains a step. Read them aloud: a colleague would say each of them so.
import { describe, expect, test } from '@jest/globals'
import { ApiError } from '../../../src/clanforge/errors.ts'
import { explain, headline, titleOf, verdictLine } from '../../../src/report/messages.ts'
import type { Ending, JobState } from '../../../src/wait/job-state.ts'
import type { WaitOptions } from '../../../src/wait/options.ts'
import type { StopReason } from '../../../src/wait/outcome.ts'
import {
  START,
  endedJob,
  isComplete,
  jobState,
  responseAt,
  rolloutStatus,
  runningJob,
} from '../../support/job-states.ts'
import { reportOf } from '../../support/step-reports.ts'

const UPDATE = { kind: 'update', id: '101' } as const
const INSTALL = { kind: 'install', id: '7' } as const
const ROLLOUT = { kind: 'rollout', id: '44' } as const
const SAFE = 'Re-running this step is safe (read-only).'
const LEFT_ALONE = 'The job was left alone in Clanforge.'

describe('a step that timed out', () => {
  const running = (more: Partial<JobState> = {}) =>
    jobState({ lastResponse: responseAt(78_000, runningJob(40, { eta: START + 330 })), ...more })
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
    expect(timedOut(jobState({ lastFault: failing }))).toMatchObject({
      cause:
        'Image update 101 did not finish within 1m 30s (timeout). No valid response was received. ' +
        'The last request failed: no complete response within 30 s.',
      advice: 'Check api-url, the network and, if there is one, the proxy.',
    })
  })

  test('after a denied response', () => {
    const lastResponse = responseAt(89_500, runningJob(100, { denial: { message: 'Request in progress' } }))
    expect(timedOut(jobState({ lastResponse }))).toMatchObject({
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
      ),
      rerun: `The unfinished jobs were left alone in Clanforge. ${SAFE}`,
    })
    expect(timedOut(blocked, complete).cause).toContain('It was blocked by the image versions of this step.')
  })
})

test('a step that was cancelled', () => {
  const job = jobState({ lastResponse: responseAt(60_000) })
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

  test('of a rollout with failed machines that were allowed', () => {
    const lastResponse = responseAt(60_000, rolloutStatus(0, 1, 39))
    const allowedFailedMachines = { type: 'share', text: '5%', numerator: 5n, denominator: 100n } as const
    const job = endedJob(ROLLOUT, isComplete, 60_000, { lastResponse })
    expect(headline(reportOf([job], 'finished', { allowedFailedMachines }))).toBe(
      'Rollout of image 44 is complete, 1 of 40 machines failed (5% allowed)',
    )
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
    expect(verdictLine(report)).toBe('Image update 0 is complete, after 1m 30s and 12 requests')
    expect(verdictLine({ ...report, elapsed: 7_999, requests: 1 })).toBe(
      'Image update 0 is complete, after 7s and 1 request',
    )
    expect(verdictLine({ ...report, elapsed: 450 })).toBe(
      'Image update 0 is complete, after 450ms and 12 requests',
    )
  })
})
