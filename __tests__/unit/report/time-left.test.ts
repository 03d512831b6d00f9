import { describe, expect, test } from '@jest/globals'
import { timeLeft } from '../../../src/report/time-left.ts'
import type { JobStatus } from '../../../src/clanforge/status.ts'
import {
  START,
  endedJob,
  failedJob,
  isComplete,
  jobState,
  responseAt,
  runningJob,
} from '../../support/job-states.ts'

/** What a row says 10 s after a response at the start, with this ETA in seconds after the start. */
function left(
  eta: number,
  shownEta?: number,
  status: JobStatus = runningJob(40, { eta: START + eta }),
): string {
  const job = jobState({ lastResponse: responseAt(0, status) })
  return timeLeft(job, 10_000, shownEta === undefined ? undefined : START + shownEta)
}

describe('the time left', () => {
  test.each([
    [11, 'about 5s left (ETA 08:00:11 UTC)'],
    [51, 'about 40s left (ETA 08:00:51 UTC)'],
    [68, 'about 1m left (ETA 08:01:08 UTC)'],
    [99, 'about 1m 30s left (ETA 08:01:39 UTC)'],
    [250, 'about 4m left (ETA 08:04:10 UTC)'],
    [3_912, 'about 1h 5m left (ETA 09:05:12 UTC)'],
    [90_010, 'about 1d 1h left (ETA 2027-01-16 09:00:10 UTC)'],
    [10, 'ETA passed (ETA 08:00:10 UTC)'],
    [-170, 'ETA passed 3m ago (ETA 07:57:10 UTC)'],
  ])('%d s after the start', (eta, text) => {
    expect(left(eta)).toBe(text)
  })

  test.each([
    [250, 245, 'about 4m left'],
    [250, 190, 'about 4m left (ETA 08:04:10 UTC, 1m later)'],
    [250, 262, 'about 4m left (ETA 08:04:10 UTC, 12s earlier)'],
  ])('has the ETA only when that has moved by ten seconds', (eta, shown, text) => {
    expect(left(eta, shown)).toBe(text)
  })

  test('is nothing where the ETA is garbage, or absent', () => {
    expect(left(99 * 86_400)).toBe('')
    expect(left(0, undefined, runningJob(40, { eta: -5 }))).toBe('')
    expect(left(0, undefined, runningJob(40, { eta: 1e300 }))).toBe('')
    expect(left(0, undefined, runningJob(40))).toBe('')
    expect(timeLeft(jobState(), 0, undefined)).toBe('')
  })

  test('is the ETA alone, with its date, where the server gives no time', () => {
    const lastResponse = { ...responseAt(0, runningJob(40, { eta: START + 60 })), date: undefined }
    expect(timeLeft(jobState({ lastResponse }), 10_000, undefined)).toBe('ETA 2027-01-15 08:01:00 UTC')
    expect(timeLeft(jobState({ lastResponse }), 10_000, START + 60)).toBe('')
  })

  test('is nothing for a job that has ended, or failed', () => {
    const lastResponse = responseAt(0, runningJob(40, { eta: START + 60 }))
    expect(
      timeLeft(endedJob({ kind: 'update', id: '1' }, isComplete, 0, { lastResponse }), 0, undefined),
    ).toBe('')
    expect(left(0, undefined, failedJob(40, { eta: START + 60 }))).toBe('')
  })
})
