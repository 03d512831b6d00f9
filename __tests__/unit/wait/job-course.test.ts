import { describe, expect, test } from '@jest/globals'
import type { JobReading } from '../../../src/clanforge/job.ts'
import { takeJob, type JobMemory } from '../../../src/wait/job-course.ts'
import { jobReading } from '../../support/readings.ts'

const MIN = 2_000
const fresh: JobMemory = { retriesLeft: 0, maxJobfailed: 0 }

function take(memory: JobMemory, reading: Partial<JobReading>, now: number, final = false) {
  return takeJob(memory, jobReading(reading), { now, final }, MIN)
}

describe('100 % while not over', () => {
  const nearly = { progress: 100 }

  test('is asked about again as soon as allowed', () => {
    expect(take(fresh, nearly, 0).step).toMatchObject({ do: 'ask-again', soon: true })
  })

  test.each([
    [1_999, 'ask-again'],
    [2_000, 'end'],
  ])('said again %d ms later: %s', (now, what) => {
    const { memory } = take(fresh, nearly, 0)
    expect(take(memory, nearly, now).step.do).toBe(what)
  })

  test('is counted from when it was first said', () => {
    const first = take(fresh, nearly, 0).memory
    const second = take(first, nearly, 1_500).memory
    expect(take(second, nearly, 2_500).step.do).toBe('end')
  })

  test('is forgotten when the next answer says something else', () => {
    const { memory } = take(take(fresh, nearly, 0).memory, { progress: 30 }, 5_000)
    expect(take(memory, nearly, 10_000).step.do).toBe('ask-again')
  })

  test('is confirmed by the last look, however soon it comes', () => {
    const { memory } = take(fresh, nearly, 0)
    expect(take(memory, nearly, 10, true).step.do).toBe('end')
    expect(take(fresh, nearly, 10, true).step.do).toBe('ask-again')
  })

  test('complete by it, with what had failed before', () => {
    const { memory } = take({ ...fresh, maxJobfailed: 2 }, { ...nearly, failures: 2 }, 0)
    const { step } = take(memory, { ...nearly, failures: 2 }, MIN)
    expect(step).toEqual({ do: 'end', ending: { result: 'complete', inferred: false, failedBefore: 2 } })
  })
})

describe('Failed', () => {
  const failure = { state: 'failed', failures: 2, updated: 900 } as const
  const willing: JobMemory = { retriesLeft: 1, maxJobfailed: 0 }

  test('is run again while runs are left, and its failures are allowed from then on', () => {
    const { step, memory } = take(willing, failure, 5_000)
    expect(step).toEqual({ do: 'run-again' })
    expect(memory).toMatchObject({ retriesLeft: 0, maxJobfailed: 2, rerun: { at: 5_000 } })
  })

  test('a higher max-jobfailed stays', () => {
    expect(take({ ...willing, maxJobfailed: 5 }, failure, 0).memory.maxJobfailed).toBe(5)
  })

  test.each([
    ['the same within 60 s: stale', failure, 59_999, 'ask-again'],
    ['the same after 60 s: a new failure', failure, 60_000, 'end'],
    ['another jobupdated: a new failure', { ...failure, updated: 901 }, 1, 'end'],
    ['another jobfailed: a new failure', { ...failure, failures: 3 }, 1, 'end'],
  ])('after it was run again, %s', (_, reading, now, what) => {
    const { memory } = take(willing, failure, 0)
    expect(take(memory, reading, now).step.do).toBe(what)
  })

  test('is not run again at the deadline, nor without runs left', () => {
    expect(take(willing, failure, 0, true).step).toMatchObject({ do: 'end', ending: { by: 'state' } })
    expect(take(fresh, failure, 0).step).toMatchObject({ do: 'end', ending: { by: 'state' } })
  })
})

test.each([
  ['created', false],
  ['pending', false],
  ['queued', false],
  ['running', true],
  ['unknown', true],
  ['absent', true],
] as const)('the schedule is told whether it has started: %s', (state, started) => {
  expect(take(fresh, { state, eta: 7, start: 5, updated: 6 }, 0).step).toEqual({
    do: 'ask-again',
    hints: { started, progress: 40, eta: 7, start: 5, updated: 6 },
  })
})
