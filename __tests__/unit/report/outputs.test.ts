import { describe, expect, test } from '@jest/globals'
import { type Fields, fieldNames } from '../../../src/clanforge/job.ts'
import type { Json } from '../../../src/clanforge/json.ts'
import { toOutputs } from '../../../src/report/outputs.ts'
import { outcomeOf, plain } from '../../support/outcomes.ts'
import { isComplete, jobView } from '../../support/readings.ts'

interface JobEntry {
  readonly fields: Readonly<Record<string, Json>>
}

/** The outputs of a step whose only job has these fields. */
function outputsOf(fields: Fields, redact = plain) {
  const outcome = outcomeOf('complete', [jobView({ fields, ending: isComplete })])
  const outputs = toOutputs({ outcome, requests: 7, elapsed: 61_999 }, redact)
  const jobs = JSON.parse(outputs.jobs) as readonly JobEntry[]
  return { ...outputs, inJobs: jobs[0]?.fields ?? {} }
}

describe('every output', () => {
  test('is there, and empty where there is nothing to say', () => {
    const outputs = toOutputs(
      { outcome: { result: 'error', deciding: undefined, jobs: [] }, requests: 0, elapsed: 0 },
      plain,
    )
    const empty = Object.fromEntries(['kind', 'id', ...fieldNames].map(name => [name, '']))
    expect(outputs).toEqual({ ...empty, result: 'error', jobs: '[]', polls: '0', 'elapsed-seconds': '0' })
  })

  test('names the deciding job; polls are the step’s, seconds are whole', () => {
    expect(outputsOf({})).toMatchObject({
      result: 'complete',
      kind: 'update',
      id: '101',
      polls: '7',
      'elapsed-seconds': '61',
    })
  })
})

describe('a field', () => {
  test.each<readonly [Json, string]>([
    ['a text', 'a text'],
    ['  as it is \n', '  as it is \n'],
    ['', ''],
    [null, ''],
    [40, '40'],
    [40.5, '40.5'],
    [0, '0'],
    [true, 'true'],
    [false, 'false'],
    [{ a: [1, 'x'] }, '{"a":[1,"x"]}'],
    [[], '[]'],
  ])('%j is the output %p, and in jobs as it was', (value, text) => {
    const { joberror, inJobs } = outputsOf({ joberror: value })
    expect([joberror, inJobs]).toEqual([text, { joberror: value }])
  })

  test('that was absent is absent in jobs', () => {
    const { joberror, inJobs } = outputsOf({ jobprogress: 5 })
    expect([joberror, inJobs]).toEqual(['', { jobprogress: 5 }])
  })

  test('that JSON has no number for is empty, not the word null', () => {
    expect(outputsOf({ jobeta: JSON.parse('1e999') as number }).jobeta).toBe('')
  })
})

describe('a long text', () => {
  test.each([
    ['of 8,192 bytes is whole', 'x'.repeat(8_192), 8_192],
    ['of one more is cut, without a mark', 'x'.repeat(8_193), 8_192],
    ['is cut on a character boundary', '€'.repeat(3_000), 8_190],
    ['of emoji too', `x${'🎮'.repeat(3_000)}`, 8_189],
  ])('%s, in jobs too', (_, text, bytes) => {
    const { joberror, inJobs } = outputsOf({ joberror: text })
    expect(Buffer.byteLength(joberror)).toBe(bytes)
    expect(text.startsWith(joberror)).toBe(true)
    expect(inJobs['joberror']).toBe(joberror)
  })

  test('that is an object is its text, cut', () => {
    const { joberror, inJobs } = outputsOf({ joberror: Array<string>(2_000).fill('error') })
    expect(joberror).toHaveLength(8_192)
    expect(inJobs['joberror']).toBe(joberror)
  })
})

describe('secrets', () => {
  const redact = (text: string) => text.replaceAll('hunter2', '***')

  test('become *** in texts, in objects and in names, in jobs too', () => {
    const deep: Json = { hunter2: ['a hunter2 b'] }
    const outputs = outputsOf({ joberror: 'say hunter2', jobstatename: deep }, redact)
    expect(outputs).toMatchObject({ joberror: 'say ***', jobstatename: '{"***":["a *** b"]}' })
    expect(outputs.jobs).not.toContain('hunter2')
  })

  test('are looked for before a text is cut, so that none is cut in two', () => {
    const { joberror } = outputsOf({ joberror: `${'x'.repeat(8_189)}hunter2` }, redact)
    expect(joberror).toBe(`${'x'.repeat(8_189)}***`)
  })

  test('a number that is one is hidden as well', () => {
    expect(outputsOf({ updateid: 1234567 }, text => text.replaceAll('1234567', '***')).updateid).toBe('***')
  })
})

describe('jobs', () => {
  test('has every job, with its result, its polls and whether it is inferred', () => {
    const inferred = jobView({
      target: { kind: 'install', id: '7' },
      ending: { ...isComplete, inferred: true },
      polls: 3,
      fields: { jobprogress: 90 },
    })
    const { jobs } = toOutputs(
      { outcome: outcomeOf('timed-out', [jobView(), inferred]), requests: 9, elapsed: 1 },
      plain,
    )
    expect(JSON.parse(jobs)).toEqual([
      {
        kind: 'update',
        id: '101',
        result: 'pending',
        polls: 7,
        inferred: false,
        fields: { jobprogress: 40, jobstatename: 'Running' },
      },
      { kind: 'install', id: '7', result: 'complete', polls: 3, inferred: true, fields: { jobprogress: 90 } },
    ])
  })

  test('is never cut', () => {
    const many = Array.from({ length: 100 }, () => jobView({ fields: { joberror: 'x'.repeat(70_000) } }))
    const { jobs } = toOutputs({ outcome: outcomeOf('timed-out', many), requests: 9, elapsed: 1 }, plain)
    expect((JSON.parse(jobs) as unknown[]).length).toBe(100)
    expect(jobs.length).toBeGreaterThan(800_000)
  })
})
