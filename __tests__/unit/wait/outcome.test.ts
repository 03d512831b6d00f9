import { describe, expect, test } from '@jest/globals'
import { ApiError } from '../../../src/clanforge/errors.ts'
import type { Target } from '../../../src/clanforge/endpoints.ts'
import { initialJobs } from '../../../src/wait/initial-state.ts'
import type { Ending, JobState } from '../../../src/wait/job-state.ts'
import {
  type StopReason,
  hasFailed,
  hasSucceeded,
  isSuccess,
  decideOutcome,
} from '../../../src/wait/outcome.ts'
import { defaultOptions, endedJob, isComplete, jobState } from '../../support/job-states.ts'
import { targetsOf } from '../../support/wait-run.ts'

const ended = (kind: Target['kind'], id: string, ending: Ending, at: number) =>
  endedJob({ kind, id }, ending, at)
const unfinished = jobState()
const completeAt = (at: number) => ended('diff', '5', isComplete, at)
const squashedAt = (at: number) => ended('version', '9', { type: 'squashed' }, at)
const failedAt = (at: number) => ended('install', '7', { type: 'failed' }, at)
const blocked = jobState({ target: { kind: 'rollout', id: '44' }, phase: 'blocked' })
const pass = { ...defaultOptions, onSquashed: 'pass' } as const

/** The result of a step and its deciding job. */
function decided(jobs: readonly JobState[], reason: StopReason, options = defaultOptions) {
  const { result, deciding } = decideOutcome(jobs, reason, options)
  return [result, deciding?.target.id]
}

describe('the deciding job', () => {
  test.each([
    ['all complete', [completeAt(1)], 'finished', ['complete', '5']],
    ['a squashed job', [completeAt(2), squashedAt(1)], 'finished', ['squashed', '9']],
    ['a failed job', [unfinished, failedAt(1)], 'finished', ['failed', '7']],
    ['the first failure decides', [squashedAt(2), failedAt(1)], 'finished', ['failed', '7']],
    ['a tie goes to the order of the inputs', [squashedAt(1), failedAt(1)], 'finished', ['squashed', '9']],
    ['timed out', [unfinished, completeAt(1)], 'deadline', ['timed-out', '101']],
    ['timed out after a failure', [unfinished, failedAt(1)], 'deadline', ['failed', '7']],
    ['cancelled', [unfinished], 'cancelled', ['cancelled', '101']],
    ['cancelled after a failure', [unfinished, failedAt(1)], 'cancelled', ['failed', '7']],
    ['a crash', [unfinished, completeAt(1)], 'crashed', ['error', '101']],
    ['a crash after a failure', [unfinished, failedAt(1)], 'crashed', ['error', '7']],
    ['a crash when all had ended', [completeAt(1)], 'crashed', ['error', '5']],
  ] as const)('%s', (_, jobs, reason, expected) => {
    expect(decided(jobs, reason)).toEqual(expected)
  })

  test.each<readonly [string, Ending]>([
    ['stalled', { type: 'stalled' }],
    ['failed', { type: 'failed-by-count' }],
    ['failed', { type: 'machines-failed' }],
    ['failed', { type: 'retry-refused', error: new ApiError('refusal', 'refused') }],
    ['error', { type: 'never-listed' }],
    ['error', { type: 'denied-and-missing', message: '' }],
    ['error', { type: 'outage', error: new ApiError('network', 'reset') }],
    ['error', { type: 'fault', error: new ApiError('status', 'HTTP 400') }],
  ])('%s: a job that ended as %j decides', (result, ending) => {
    expect(decided([ended('update', '1', ending, 1), completeAt(2)], 'finished')).toEqual([result, '1'])
  })

  test('with on-squashed: pass the last job to finish decides, and the result is squashed', () => {
    expect(decided([completeAt(2), squashedAt(1)], 'finished', pass)).toEqual(['squashed', '5'])
    expect(decided([completeAt(1), squashedAt(2)], 'finished', pass)).toEqual(['squashed', '9'])
    expect(decided([unfinished, squashedAt(1)], 'deadline', pass)).toEqual(['timed-out', '101'])
  })

  test('an inferred ending is complete', () => {
    const inferred = ended('install', '7', { type: 'inferred', wasListed: true }, 3)
    expect(decided([completeAt(1), inferred], 'finished')).toEqual(['complete', '7'])
  })
})

describe('the result of every job', () => {
  const results = (reason: StopReason, options = defaultOptions) =>
    decideOutcome([unfinished, squashedAt(1), blocked], reason, options).jobs.map(({ result }) => result)

  test.each([
    ['finished', ['pending', 'squashed', 'pending']],
    ['deadline', ['timed-out', 'squashed', 'pending']],
    ['cancelled', ['cancelled', 'squashed', 'pending']],
    ['crashed', ['pending', 'squashed', 'pending']],
  ] as const)('a rollout that is never polled stays pending: %s', (reason, expected) => {
    expect(results(reason)).toEqual(expected)
  })

  test('a rollout that was not polled yet stays pending when the step times out', () => {
    expect(results('deadline', pass)).toEqual(['timed-out', 'squashed', 'pending'])
  })
})

test('which endings succeed', () => {
  const success = (job: JobState) => [hasSucceeded(job, defaultOptions), hasSucceeded(job, pass)]
  const failure = (job: JobState) => [hasFailed(job, defaultOptions), hasFailed(job, pass)]
  const jobs = [completeAt(1), squashedAt(1), failedAt(1), unfinished]
  expect(jobs.map(success)).toEqual([
    [true, true],
    [false, true],
    [false, false],
    [false, false],
  ])
  expect(jobs.map(failure)).toEqual([
    [false, false],
    [true, false],
    [true, true],
    [false, false],
  ])
})

test('which results succeed', () => {
  const options = { onSquashed: 'pass', onTimeout: 'pass' } as const
  const results = ['complete', 'squashed', 'timed-out', 'failed', 'stalled', 'cancelled', 'error'] as const
  expect(results.filter(result => isSuccess(result, defaultOptions))).toEqual(['complete'])
  expect(results.filter(result => isSuccess(result, options))).toEqual(['complete', 'squashed', 'timed-out'])
})

test('jobs are in the order of their kinds, within one as written', () => {
  const targets = ['rollout 1', 'install 3', 'install 2', 'version 4', 'diff 5', 'update 9', 'update 6']
  const jobs = initialJobs(targetsOf(targets.join(', ')), defaultOptions, 0)
  expect(jobs.map(({ target: { kind, id } }) => `${kind} ${id}`)).toEqual([
    'update 9',
    'update 6',
    'diff 5',
    'version 4',
    'install 3',
    'install 2',
    'rollout 1',
  ])
})
