import { describe, expect, test } from '@jest/globals'
import { ApiError } from '../../../src/errors.ts'
import type { Ending, JobView } from '../../../src/wait/job.ts'
import { conclude, endedWell, inOrder } from '../../../src/wait/outcome.ts'
import { isComplete, jobView, over } from '../../support/readings.ts'
import { targetsOf } from '../../support/wait-run.ts'

const unfinished = jobView()
const complete = over('diff', '5', isComplete)
const squashed = over('version', '9', { result: 'squashed' })
const failed = over('install', '7', { result: 'failed', by: 'state' })
const held = jobView({ target: { kind: 'rollout', id: '44' }, held: true })

/** The result of a step and its deciding job. */
function told(
  jobs: readonly JobView[],
  finished: readonly JobView[],
  end: Parameters<typeof conclude>[2],
  pass = false,
) {
  const { result, deciding } = conclude(jobs, finished, end, pass)
  return [result, deciding?.target.id]
}

describe('how a step ends', () => {
  test.each([
    ['all complete', [complete], [complete], 'over', ['complete', '5']],
    ['a squashed one', [complete, squashed], [squashed, complete], 'over', ['squashed', '9']],
    ['a failed one', [unfinished, failed], [failed], 'over', ['failed', '7']],
    ['the first bad one decides', [squashed, failed], [failed, squashed], 'over', ['failed', '7']],
    ['out of time', [unfinished, complete], [complete], 'deadline', ['timed-out', '101']],
    ['out of time after a failure', [unfinished, failed], [failed], 'deadline', ['failed', '7']],
    ['cancelled', [unfinished], [], 'cancelled', ['cancelled', '101']],
    ['a crash', [unfinished, complete], [complete], 'crashed', ['error', '101']],
    ['a crash after a failure', [unfinished, failed], [failed], 'crashed', ['error', '7']],
    ['a crash when all was over', [complete], [complete], 'crashed', ['error', '5']],
  ] as const)('%s', (_, jobs, finished, end, expected) => {
    expect(told(jobs, finished, end)).toEqual(expected)
  })

  test.each<Ending>([
    { result: 'stalled' },
    { result: 'error', why: 'nowhere' },
    { result: 'error', why: 'fault', error: new ApiError('status', 'HTTP 400') },
  ])('a job that ended as %j decides', ending => {
    const job = over('update', '1', ending)
    expect(told([job], [job], 'over')).toEqual([ending.result, '1'])
  })

  test('with on-squashed: pass the last to finish decides, and the result says squashed', () => {
    expect(told([complete, squashed], [squashed, complete], 'over', true)).toEqual(['squashed', '5'])
    expect(told([unfinished, squashed], [squashed], 'deadline', true)).toEqual(['timed-out', '101'])
  })
})

describe('what is said of every job', () => {
  const results = (end: Parameters<typeof conclude>[2], version: JobView, pass = false) =>
    conclude([unfinished, version, held], [], end, pass).jobs.map(({ result }) => result)

  test.each([
    ['over', ['pending', 'squashed', 'pending']],
    ['deadline', ['timed-out', 'squashed', 'pending']],
    ['cancelled', ['cancelled', 'squashed', 'pending']],
  ] as const)('a rollout that is never asked stays pending: %s', (end, expected) => {
    expect(results(end, squashed)).toEqual(expected)
  })

  test('one that was not asked yet stays pending when the time is over', () => {
    expect(results('deadline', squashed, true)).toEqual(['timed-out', 'squashed', 'pending'])
  })
})

test('which endings are good', () => {
  const good = (job: JobView) => [endedWell(job, false), endedWell(job, true)]
  expect([complete, squashed, failed, unfinished].map(good)).toEqual([
    [true, true],
    [false, true],
    [false, false],
    [false, false],
  ])
})

test('jobs are named in the order of their kinds, within one as written', () => {
  const targets = ['rollout 1', 'install 3', 'install 2', 'version 4', 'diff 5', 'update 9', 'update 6']
  expect(inOrder(targetsOf(targets.join(', '))).map(({ kind, id }) => `${kind} ${id}`)).toEqual([
    'update 9',
    'update 6',
    'diff 5',
    'version 4',
    'install 3',
    'install 2',
    'rollout 1',
  ])
})
