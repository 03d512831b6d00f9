import { describe, expect, test } from '@jest/globals'
import {
  fieldNames,
  isDenied,
  type JobState,
  pickFields,
  readJob,
  readRollout,
} from '../../../src/clanforge/job.ts'
import type { JsonObject } from '../../../src/clanforge/json.ts'

describe('the state of a job', () => {
  test.each<readonly [JsonObject, JobState]>([
    [{ jobstateid: 1 }, 'created'],
    [{ jobstateid: 2 }, 'pending'],
    [{ jobstateid: 3 }, 'queued'],
    [{ jobstateid: 4 }, 'running'],
    [{ jobstateid: 5 }, 'complete'],
    [{ jobstateid: 6 }, 'failed'],
    [{ jobstateid: 7 }, 'squashed'],
    [{ jobstateid: '5' }, 'complete'],
    [{ jobstateid: 0 }, 'unknown'],
    [{ jobstateid: 8 }, 'unknown'],
    [{ jobstateid: -1 }, 'unknown'],
    [{ jobstateid: 4.5 }, 'unknown'],
    [{ jobstateid: 4, jobstatename: 'Complete' }, 'running'],
    [{ jobstateid: 99, jobstatename: 'Complete' }, 'unknown'],
    [{ jobstateid: null, jobstatename: 'Complete' }, 'complete'],
    [{ jobstateid: 'five', jobstatename: 'Complete' }, 'complete'],
    [{ jobstatename: 'Completed' }, 'complete'],
    [{ jobstatename: 'COMPLETED' }, 'complete'],
    [{ jobstatename: 'complete' }, 'complete'],
    [{ jobstatename: ' Running ' }, 'running'],
    [{ jobstatename: 'sQuAsHeD' }, 'squashed'],
    [{ jobstatename: 'Copying' }, 'unknown'],
    [{ jobstatename: 'unknown' }, 'unknown'],
    [{ jobstatename: 'absent' }, 'unknown'],
    [{ jobprogress: 40 }, 'absent'],
    [{ jobstatename: '', jobprogress: 40 }, 'absent'],
  ])('%j is %s', (answer, state) => {
    expect(readJob(answer)?.state).toBe(state)
  })

  test('is called by its name, or by its number', () => {
    expect(readJob({ jobstateid: 4, jobstatename: 'Läuft' })?.stateName).toBe('Läuft')
    expect(readJob({ jobstateid: 4 })?.stateName).toBe('Running')
    expect(readJob({ jobstateid: 9 })?.stateName).toBe('state 9')
    expect(readJob({ jobstateid: 9, jobstatename: 'Copying' })?.stateName).toBe('9 (Copying)')
    expect(readJob({ jobprogress: 4 })?.stateName).toBe('')
  })
})

describe('a reading', () => {
  test.each<readonly [string, JsonObject]>([
    ['jobstateid', { jobstateid: 4 }],
    ['jobstatename', { jobstatename: 'Running' }],
    ['jobprogress', { jobprogress: 0 }],
    ['jobfailed', { jobfailed: false }],
  ])('needs no more than %s', (_, answer) => {
    expect(readJob(answer)).toBeDefined()
  })

  test.each<readonly [string, JsonObject]>([
    ['nothing', {}],
    ['only other fields', { success: true, updateid: 101, jobeta: 5 }],
    ['fields that say nothing', { jobstateid: null, jobstatename: '', jobprogress: 'soon', jobfailed: [] }],
  ])('is not there with %s', (_, answer) => {
    expect(readJob(answer)).toBeUndefined()
  })

  test('takes every field in whatever type it comes', () => {
    const texts = {
      jobprogress: '40.5',
      jobfailed: 'true',
      jobeta: '300',
      jobstart: '100',
      jobupdated: '200',
    }
    const numbers = { jobprogress: 40.5, jobfailed: 1, jobeta: 300, jobstart: 100, jobupdated: 200 }
    expect(readJob({ ...texts, jobcreated: '50' })).toEqual(readJob({ ...numbers, jobcreated: 50 }))
    expect(readJob(numbers)).toMatchObject({
      progress: 40.5,
      failures: 1,
      eta: 300,
      start: 100,
      updated: 200,
    })
  })

  test.each<readonly [JsonObject, boolean]>([
    [{ success: true }, false],
    [{ success: false }, true],
    [{ success: 0 }, true],
    [{ error: true }, true],
    [{ error: '1' }, true],
    [{ success: true, error: true }, true],
    [{ error: false }, false],
    [{ error: 'No rows' }, false],
    [{}, false],
  ])('%j says that the request went wrong: %p', (answer, denied) => {
    expect(isDenied(answer)).toBe(denied)
    expect(readJob({ ...answer, jobstateid: 5 })?.denied).toBe(denied)
    expect(readRollout({ ...answer, pending_machines: 5 })?.denied).toBe(denied)
  })
})

describe('a rollout', () => {
  test('has its counters, in whatever type they come', () => {
    const counters = { pending_machines: '3', failed_machines: 1, completed_machines: '6' }
    expect(readRollout(counters)).toEqual({
      type: 'rollout',
      pending: 3,
      failed: 1,
      completed: 6,
      denied: false,
    })
    expect(readRollout({ pending_machines: 3 })).toMatchObject({ failed: 0, completed: 0 })
  })

  test('is nothing without pending_machines', () => {
    expect(readRollout({ failed_machines: 0, completed_machines: 6 })).toBeUndefined()
    expect(readRollout({ pending_machines: null, completed_machines: 6 })).toBeUndefined()
  })
})

describe('the fields that are kept', () => {
  test('are the named ones, as they came, and nothing else', () => {
    const answer = { jobprogress: '40', joberror: null, success: true, modified: ['a', 'b'], other: 1 }
    expect(pickFields(answer)).toEqual({ jobprogress: '40', joberror: null, success: true })
  })

  test('come in the order of the outputs', () => {
    const answer = Object.fromEntries(fieldNames.toReversed().map(name => [name, 1]))
    expect(Object.keys(pickFields(answer))).toEqual([...fieldNames])
  })

  test('are the answer’s own, whatever it is called', () => {
    const answer = JSON.parse('{"__proto__": {"jobstateid": 5}, "constructor": 1}') as JsonObject
    expect(pickFields(answer)).toEqual({})
  })
})
