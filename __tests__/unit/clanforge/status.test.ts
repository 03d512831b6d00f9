import { describe, expect, test } from '@jest/globals'
import {
  fieldNames,
  pickFields,
  readDenial,
  readJobStatus,
  readRolloutStatus,
} from '../../../src/clanforge/status.ts'
import { isDocumentedState, type State } from '../../../src/clanforge/states.ts'
import type { JsonObject } from '../../../src/clanforge/json.ts'

describe('the state of a job', () => {
  test.each<readonly [JsonObject, State]>([
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
    // State 1 to 4 with a known name of another state contradicts itself; 5 to 7 decide.
    [{ jobstateid: 4, jobstatename: 'Complete' }, 'unknown'],
    [{ jobstateid: 1, jobstatename: 'running' }, 'unknown'],
    [{ jobstateid: 4, jobstatename: 'RUNNING' }, 'running'],
    [{ jobstateid: 4, jobstatename: 'Copying' }, 'running'],
    [{ jobstateid: 5, jobstatename: 'Running' }, 'complete'],
    [{ jobstateid: 6, jobstatename: 'Complete' }, 'failed'],
    [{ jobstateid: 7, jobstatename: 'Complete' }, 'squashed'],
    // Where the number is none of the documented ones, the name decides.
    [{ jobstateid: 99, jobstatename: 'Complete' }, 'complete'],
    [{ jobstateid: 99, jobstatename: 'Copying' }, 'unknown'],
    [{ jobstateid: true, jobstatename: 'Running' }, 'running'],
    [{ jobstateid: true }, 'unknown'],
    [{ jobstateid: [5] }, 'unknown'],
    [{ jobstateid: 12345678901234567890n }, 'unknown'],
    [{ jobstateid: '', jobstatename: 'Failed' }, 'failed'],
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
    [{ jobprogress: 40 }, 'none'],
    [{ jobstatename: '', jobprogress: 40 }, 'none'],
    [{ jobstateid: null, jobstatename: null, jobprogress: 40 }, 'none'],
    [{ jobstateid: ' ', jobprogress: 40 }, 'none'],
  ])('%j is %s', (body, state) => {
    expect(readJobStatus(body)?.state).toBe(state)
  })

  test('is named by its name, or by its number', () => {
    expect(readJobStatus({ jobstateid: 4, jobstatename: 'Läuft' })?.stateName).toBe('Läuft')
    expect(readJobStatus({ jobstateid: 4 })?.stateName).toBe('Running')
    expect(readJobStatus({ jobstateid: 9 })?.stateName).toBe('state 9')
    expect(readJobStatus({ jobstateid: 9, jobstatename: 'Copying' })?.stateName).toBe('9 (Copying)')
    expect(readJobStatus({ jobstateid: 4, jobstatename: 'Complete' })?.stateName).toBe('4 (Complete)')
    expect(readJobStatus({ jobstateid: [4] })?.stateName).toBe('state an unreadable number')
    expect(readJobStatus({ jobprogress: 4 })?.stateName).toBe('')
  })
})

describe('a status', () => {
  test.each<readonly [string, JsonObject]>([
    ['jobstateid', { jobstateid: 4 }],
    ['jobstatename', { jobstatename: 'Running' }],
    ['jobprogress', { jobprogress: 0 }],
    ['jobfailed', { jobfailed: false }],
  ])('needs no more than %s', (_, body) => {
    expect(readJobStatus(body)).toBeDefined()
  })

  test.each<readonly [string, JsonObject]>([
    ['nothing', {}],
    ['only other fields', { success: true, updateid: 101, jobeta: 5 }],
    ['fields without a value', { jobstateid: null, jobstatename: '', jobprogress: 'soon', jobfailed: null }],
  ])('is not there with %s', (_, body) => {
    expect(readJobStatus(body)).toBeUndefined()
  })

  test('reads every field in whatever type it comes', () => {
    const texts = {
      jobprogress: '40.5',
      jobfailed: 'true',
      jobeta: '300',
      jobstart: '100',
      jobupdated: '200',
    }
    const numbers = { jobprogress: 40.5, jobfailed: 1, jobeta: 300, jobstart: 100, jobupdated: 200 }
    expect(readJobStatus({ ...texts, jobcreated: '50' })).toEqual(
      readJobStatus({ ...numbers, jobcreated: 50 }),
    )
    expect(readJobStatus(numbers)).toMatchObject({
      progress: 40.5,
      jobfailed: 1,
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
  ])('%j is denied: %p', (body, denied) => {
    expect(readDenial(body) !== undefined).toBe(denied)
    expect(readJobStatus({ ...body, jobstateid: 5 })?.denial !== undefined).toBe(denied)
    expect(readRolloutStatus({ ...body, pending_machines: 5 })?.denial !== undefined).toBe(denied)
  })
})

describe('a rollout', () => {
  test('has its counters, in whatever type they come', () => {
    const counters = { pending_machines: '3', failed_machines: 1, completed_machines: '6' }
    expect(readRolloutStatus(counters)).toEqual({
      type: 'rollout',
      pending: 3,
      failed: 1,
      completed: 6,
      denial: undefined,
    })
    expect(readRolloutStatus({ pending_machines: 3 })).toMatchObject({ failed: 0, completed: 0 })
  })

  test('is nothing without pending_machines', () => {
    expect(readRolloutStatus({ failed_machines: 0, completed_machines: 6 })).toBeUndefined()
    expect(readRolloutStatus({ pending_machines: null, completed_machines: 6 })).toBeUndefined()
  })
})

describe('the fields that become outputs', () => {
  test('are the named ones, as they came, and nothing else', () => {
    const body = { jobprogress: '40', joberror: null, success: true, modified: ['a', 'b'], other: 1 }
    expect(pickFields(body)).toEqual({ jobprogress: '40', joberror: null, success: true })
  })

  test('come in the order of the outputs', () => {
    const body = Object.fromEntries(fieldNames.toReversed().map(name => [name, 1]))
    expect(Object.keys(pickFields(body))).toEqual([...fieldNames])
  })

  test('are own properties, whatever they are called', () => {
    const body = JSON.parse('{"__proto__": {"jobstateid": 5}, "constructor": 1}') as JsonObject
    expect(pickFields(body)).toEqual({})
  })
})

test.each([
  ['Running', true],
  [' completed ', true],
  ['COMPLETE', true],
  ['unknown', false],
  ['Copying', false],
  ['', false],
])('%p is a documented state: %p', (name, is) => {
  expect(isDocumentedState(name)).toBe(is)
})

test('a denial has the message of the response', () => {
  expect(readDenial({ error: true, error_message: ' No rows ' })).toEqual({ message: 'No rows' })
  expect(readDenial({ success: false })).toEqual({ message: '' })
})
