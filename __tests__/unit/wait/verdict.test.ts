import { describe, expect, test } from '@jest/globals'
import type { JobReading } from '../../../src/clanforge/job.ts'
import { judge, type Verdict } from '../../../src/wait/verdict.ts'
import { jobReading } from '../../support/readings.ts'

type Row = readonly [says: string, reading: Partial<JobReading>, verdict: Verdict]

const complete: Verdict = { is: 'complete', failedBefore: 0 }
const unfinished: Verdict = { is: 'unfinished' }

// Design, section 2, from top to bottom; the first row that holds.
describe('the verdict table', () => {
  test.each<Row>([
    ['state 5', { state: 'complete', progress: 100 }, complete],
    ['state 5, whatever the progress', { state: 'complete', progress: 0 }, complete],
    ['state 5 with jobfailed', { state: 'complete', failures: 3 }, { is: 'complete', failedBefore: 3 }],
    ['state 6', { state: 'failed' }, { is: 'failed', by: 'state' }],
    ['state 6 at 100 %', { state: 'failed', progress: 100 }, { is: 'failed', by: 'state' }],
    ['jobfailed while running', { failures: 1 }, { is: 'failed', by: 'count' }],
    ['jobfailed while queued', { state: 'queued', failures: 1 }, { is: 'failed', by: 'count' }],
    ['jobfailed at 100 %', { progress: 100, failures: 1 }, { is: 'failed', by: 'count' }],
    ['jobfailed without a state', { state: 'absent', failures: 1 }, { is: 'failed', by: 'count' }],
    ['state 7 with jobfailed', { state: 'squashed', failures: 1 }, { is: 'failed', by: 'count' }],
    ['state 7', { state: 'squashed' }, { is: 'squashed' }],
    ['100 % without a state', { state: 'absent', progress: 100 }, complete],
    ['100 % in an unknown state', { state: 'unknown', progress: 101 }, complete],
    ['100 % in state 1', { state: 'created', progress: 100 }, { is: 'nearly' }],
    ['100 % in state 2', { state: 'pending', progress: 100 }, { is: 'nearly' }],
    ['100 % in state 3', { state: 'queued', progress: 100 }, { is: 'nearly' }],
    ['100 % in state 4', { state: 'running', progress: 100 }, { is: 'nearly' }],
    ['99.9 %', { progress: 99.9 }, unfinished],
    ['an unknown state', { state: 'unknown', progress: 50 }, unfinished],
    ['nothing but a state', { state: 'queued', progress: undefined }, unfinished],
  ])('%s', (_, reading, verdict) => {
    expect(judge(jobReading(reading), 0)).toEqual(verdict)
  })

  test.each<Row>([
    ['state 5', { state: 'complete' }, unfinished],
    ['100 % without a state', { state: 'absent', progress: 100 }, unfinished],
    ['100 % while running', { progress: 100 }, unfinished],
    ['state 6', { state: 'failed' }, { is: 'failed', by: 'state' }],
    ['state 7', { state: 'squashed' }, { is: 'squashed' }],
    ['jobfailed', { failures: 1 }, { is: 'failed', by: 'count' }],
  ])('an answer that says it went wrong never gives complete: %s', (_, reading, verdict) => {
    expect(judge(jobReading({ ...reading, denied: true }), 0)).toEqual(verdict)
  })

  test.each([
    [2, 2, 'unfinished'],
    [3, 2, 'failed'],
  ])('jobfailed %d with max-jobfailed %d: %s', (failures, limit, is) => {
    expect(judge(jobReading({ failures }), limit).is).toBe(is)
  })
})
