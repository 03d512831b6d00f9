import { describe, expect, test } from '@jest/globals'
import { type Json, parseJson } from '../../../src/clanforge/json.ts'
import { type Fields, fieldNames } from '../../../src/clanforge/status.ts'
import { toOutputs } from '../../../src/report/outputs.ts'
import type { Ending, JobState } from '../../../src/wait/job-state.ts'
import type { Result } from '../../../src/wait/outcome.ts'
import {
  endedJob,
  isComplete,
  jobState,
  jobStatus,
  outcomeWith,
  responseAt,
} from '../../support/job-states.ts'

const plain = (text: string): string => text
const update = { kind: 'update', id: '101' } as const
const install = { kind: 'install', id: '7' } as const
const isInferred: Ending = { type: 'inferred', wasListed: true }

/** An update job that is complete, with these fields in its last response. */
function completeWith(fields: Fields): JobState {
  return endedJob(update, isComplete, 1_000, { lastResponse: responseAt(1_000, jobStatus(), fields) })
}

function outputsOfStep(result: Result, jobs: readonly JobState[], redact = plain) {
  return toOutputs({ outcome: outcomeWith(result, jobs), requests: 7, elapsed: 61_999 }, redact)
}

/** The outputs of a step whose only job has these fields, and the fields in `jobs`. */
function outputsOf(fields: Fields, redact = plain) {
  const outputs = outputsOfStep('complete', [completeWith(fields)], redact)
  const jobs = parseJson(outputs.jobs) as unknown as readonly { readonly fields: Fields }[]
  return { ...outputs, inJobs: jobs[0]?.fields ?? {} }
}

describe('every output', () => {
  test('is set, and empty where nothing is known', () => {
    const outcome = { result: 'error', deciding: undefined, jobs: [] } as const
    const outputs = toOutputs({ outcome, requests: 0, elapsed: 0 }, plain)
    const empty = Object.fromEntries(['kind', 'id', ...fieldNames].map(name => [name, '']))
    const own = { result: 'error', inferred: 'false', jobs: '[]', polls: '0', 'elapsed-seconds': '0' }
    expect(outputs).toEqual({ ...empty, ...own })
  })

  test('names the deciding job; polls are those of the step, seconds are whole', () => {
    const expected = { result: 'complete', kind: 'update', id: '101', polls: '7', 'elapsed-seconds': '61' }
    expect(outputsOf({})).toMatchObject(expected)
  })
})

describe('a field', () => {
  test.each<readonly [Json, string]>([
    ['a text', 'a text'],
    ['  exactly \r\n as sent\n', '  exactly \r\n as sent\n'],
    ['', ''],
    [null, ''],
    [40, '40'],
    [40.5, '40.5'],
    [0, '0'],
    [true, 'true'],
    [false, 'false'],
    [{ a: [1, 'x'] }, '{"a":[1,"x"]}'],
    [[], '[]'],
  ])('%j is the output %p, and unchanged in jobs', (value, text) => {
    const { joberror, inJobs } = outputsOf({ joberror: value })
    expect([joberror, inJobs]).toEqual([text, { joberror: value }])
  })

  test('that was absent is absent in jobs', () => {
    const { joberror, inJobs } = outputsOf({ jobprogress: 5 })
    expect([joberror, inJobs]).toEqual(['', { jobprogress: 5 }])
  })

  test.each(['9007199254740993', '-9007199254740993', '18446744073709551615', '1'.repeat(400)])(
    'the whole number %s is exact, in an object and in jobs too',
    digits => {
      const fields = parseJson(`{"updateid":${digits},"joberror":{"of":[${digits}]}}`) as Fields
      const outputs = outputsOf(fields)
      expect([outputs.updateid, outputs.joberror]).toEqual([digits, `{"of":[${digits}]}`])
      expect(outputs.jobs).toContain(`"joberror":{"of":[${digits}]},"updateid":${digits}`)
    },
  )

  test('that is too large for a number is empty, not the word null', () => {
    expect(outputsOf({ jobeta: parseJson('1e999') }).jobeta).toBe('')
  })
})

describe('a long text', () => {
  test.each([
    ['of 8,192 bytes is complete', 'x'.repeat(8_192), 8_192],
    ['of one byte more is truncated without a mark', 'x'.repeat(8_193), 8_192],
    ['is truncated on a character boundary', '€'.repeat(3_000), 8_190],
    ['is truncated even if it is a number', '0'.repeat(9_000), 8_192],
    ['of emoji too', `x${'🎮'.repeat(3_000)}`, 8_189],
  ])('%s, in jobs too', (_, text, bytes) => {
    const { joberror, inJobs } = outputsOf({ joberror: text })
    expect(Buffer.byteLength(joberror)).toBe(bytes)
    expect(text.startsWith(joberror)).toBe(true)
    expect(inJobs.joberror).toBe(joberror)
  })

  test('that is an array is its JSON text, truncated', () => {
    const { joberror, inJobs } = outputsOf({ joberror: Array<string>(2_000).fill('error') })
    expect(joberror).toHaveLength(8_192)
    expect(inJobs.joberror).toBe(joberror)
  })
})

describe('the last redaction', () => {
  const redact = (text: string) => text.replaceAll('hunter2', '***').replaceAll('1234567', '***')

  test('replaces secrets in texts, objects and names, in jobs too', () => {
    const outputs = outputsOf(
      { joberror: 'with hunter2', jobstatename: { hunter2: ['a hunter2 b'] } },
      redact,
    )
    expect(outputs).toMatchObject({ joberror: 'with ***', jobstatename: '{"***":["a *** b"]}' })
    expect(outputs.inJobs).toEqual({ joberror: 'with ***', jobstatename: '{"***":["a *** b"]}' })
  })

  test('comes before a text is truncated, so that no part of a secret is left', () => {
    const { joberror } = outputsOf({ joberror: `${'x'.repeat(8_189)}hunter2` }, redact)
    expect(joberror).toBe(`${'x'.repeat(8_189)}***`)
  })

  test('leaves jobs valid JSON, and numbers as they are', () => {
    const outputs = outputsOf({ updateid: 1234567, jobeta: '1234567', joberror: [1234567] }, redact)
    expect(outputs).toMatchObject({ updateid: '1234567', jobeta: '1234567', joberror: '[***]' })
    expect(outputs.inJobs).toEqual({ updateid: 1234567, jobeta: '1234567', joberror: '[***]' })
  })

  test('changes no documented state, and none of our own values', () => {
    const short = (text: string) => text.replaceAll(/ail|omp|101/g, '***')
    const outputs = outputsOf({ jobstatename: 'Failed', joberror: 'Failed at mail' }, short)
    expect(outputs).toMatchObject({ result: 'complete', id: '101', jobstatename: 'Failed' })
    expect(outputs.joberror).toBe('F***ed at m***')
  })
})

describe('jobs', () => {
  test('has every job with its result, polls, fields, and whether it is inferred', () => {
    const lastResponse = responseAt(0, jobStatus(), { jobprogress: 40, jobstatename: 'Running' })
    const inferred = endedJob(install, isInferred, 2_000, {
      polls: 3,
      lastResponse: responseAt(0, jobStatus(), { jobprogress: 90 }),
    })
    const outputs = outputsOfStep('timed-out', [jobState({ polls: 2, lastResponse }), inferred])
    const running = { jobprogress: 40, jobstatename: 'Running' }
    expect(JSON.parse(outputs.jobs)).toEqual([
      { kind: 'update', id: '101', result: 'pending', polls: 2, inferred: false, fields: running },
      { kind: 'install', id: '7', result: 'complete', polls: 3, inferred: true, fields: { jobprogress: 90 } },
    ])
    expect(outputs.inferred).toBe('true')
  })

  test('is never truncated', () => {
    const many = Array.from({ length: 100 }, () => completeWith({ joberror: 'x'.repeat(70_000) }))
    const { jobs } = outputsOfStep('complete', many)
    expect((JSON.parse(jobs) as unknown[]).length).toBe(100)
    expect(jobs.length).toBeGreaterThan(800_000)
  })
})
