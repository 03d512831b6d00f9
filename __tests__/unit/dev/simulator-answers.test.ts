import { describe, expect, test } from '@jest/globals'
import { START_MS, worldOf } from '../../../dev/simulator/ask-world.ts'

const T0 = START_MS / 1000
const UPDATE = '/cfp/v1/imageupdate/101/status'

describe('the answer of an update over its life', () => {
  const { get } = worldOf(['update 101: created 1s, pending 1s, queued 2s, running 10s'])
  const fixed = { success: true, updateid: 101, jobcreated: T0, jobfailed: 0, joberror: null }

  test.each([
    [0, 1, 'Created', 0, null, null, 0],
    [1, 2, 'Pending', 0, null, null, 1],
    [2, 3, 'Queued', 0, T0 + 14, null, 2],
    [4, 4, 'Running', 0, T0 + 14, `${T0 + 4}`, 4],
    [9, 4, 'Running', 50, T0 + 14, `${T0 + 4}`, 9],
    [13.99, 4, 'Running', 99, T0 + 14, `${T0 + 4}`, 13],
    [14, 5, 'Completed', 100, T0 + 14, `${T0 + 4}`, 14],
    [999, 5, 'Completed', 100, T0 + 14, `${T0 + 4}`, 14],
  ])('after %d s: state %d', (at, jobstateid, jobstatename, jobprogress, jobeta, jobstart, updated) => {
    const own = { jobstateid, jobstatename, jobprogress, jobeta, jobstart, jobupdated: T0 + updated }
    expect(get(UPDATE, at)).toEqual({ ...fixed, ...own })
  })
})

describe('endings', () => {
  test('a failure has a text, and is counted', () => {
    const { get } = worldOf(['update 101: running 10s, fails at 60%, joberror "no space"'])
    expect(get(UPDATE, 5.9)).toMatchObject({ jobstateid: 4, jobfailed: 0, joberror: null })
    const failed = {
      jobstateid: 6,
      jobstatename: 'Failed',
      jobprogress: 60,
      jobfailed: 1,
      joberror: 'no space',
    }
    expect(get(UPDATE, 6)).toMatchObject({ ...failed, success: true, jobupdated: T0 + 6 })
  })

  test('squashed', () => {
    const { get } = worldOf(['version 9: running 5s, squashed at 40%'])
    const squashed = {
      imageversionid: 9,
      jobstateid: 7,
      jobstatename: 'Squashed',
      jobprogress: 40,
      joberror: null,
    }
    expect(get('/cfp/v1/imageversion/9/status', 2)).toMatchObject(squashed)
  })

  test('a job that hangs stands still for ever', () => {
    const { get } = worldOf(['update 101: running 10s, hangs at 40%'])
    expect(get(UPDATE, 4)).toMatchObject({ jobstateid: 4, jobprogress: 40, jobupdated: T0 + 4 })
    expect(get(UPDATE, 99_999)).toEqual(get(UPDATE, 4))
  })

  test('a phase may last for ever', () => {
    const { get } = worldOf(['update 101: queued forever, running 2s', 'update 102: running forever'])
    expect(get(UPDATE, 1e6)).toMatchObject({ jobstateid: 3, jobeta: null, jobprogress: 0, jobupdated: T0 })
    const stuck = { jobstateid: 4, jobeta: null, jobprogress: 0, jobupdated: T0 }
    expect(get('/cfp/v1/imageupdate/102/status', 1e6)).toMatchObject(stuck)
  })
})

describe('progress', () => {
  const course = (clauses: string, seed = 1): readonly unknown[] => {
    const { get } = worldOf([`update 101: running 100s, ${clauses}`], { seed })
    return Array.from({ length: 101 }, (_, at) => get(UPDATE, at)['jobprogress'])
  }

  test('honest, zero, ahead, hangs and flashes', () => {
    expect(course('progress honest')).toEqual(Array.from({ length: 101 }, (_, at) => at))
    expect(new Set(course('progress zero').slice(0, 100))).toEqual(new Set([0]))
    expect(course('progress ahead 2').slice(49, 52)).toEqual([98, 100, 100])
    expect(course('progress hangs at 99').slice(50, 101)).toEqual([...Array<number>(50).fill(99), 100])
    expect(course('progress flashes').slice(39, 51)).toEqual([39, ...Array<number>(10).fill(100), 50])
  })

  test.each(['bursts', 'stalls'])(
    '%s: never falls, stands for long, ends at 100, follows from the seed',
    style => {
      const values = course(`progress ${style}`) as number[]
      expect(values).toEqual(values.toSorted((a, b) => a - b))
      expect(new Set(values).size).toBeLessThan(70)
      expect(values.at(-1)).toBe(100)
      expect(course(`progress ${style}`)).toEqual(values)
      expect(course(`progress ${style}`, 2)).not.toEqual(values)
    },
  )

  test('jobupdated stands while progress stands, unless there is a heartbeat', () => {
    const still = worldOf(['update 101: running 100s, progress zero'])
    expect(still.get(UPDATE, 60)).toMatchObject({ jobupdated: T0 })
    const beating = worldOf(['update 101: running 100s, progress zero, heartbeat'])
    expect(beating.get(UPDATE, 60)).toMatchObject({ jobupdated: T0 + 60 })
  })
})

test.each([
  ['honest', T0 + 100],
  ['none', null],
  ['zero', 0],
  ['late 1.5', T0 + 150],
  ['early 2', T0 + 50],
  ['drifting', T0 + 60],
])('eta %s', (style, jobeta) => {
  const { get } = worldOf([`update 101: running 100s, eta ${style}`])
  expect(get(UPDATE, 20)).toMatchObject({ jobeta })
})

test('times are drawn from the seed and the job, not from the order of things', () => {
  const line = 'update 101: running 1s..1h'
  const end = (lines: readonly string[], seed: number) => worldOf(lines, { seed }).get(UPDATE, 0)['jobeta']
  expect(end([line], 1)).toBe(end(['update 7: running 3s..5s', line], 1))
  expect(end([line], 1)).not.toBe(end([line], 2))
})

describe('diffs', () => {
  const DIFF = '/cfp/v1/imagediff/5/status'
  const { get } = worldOf(['diff 5: running 5s, added 2000, modified 3, removed 1, image 44'])

  test('list their files, and more with diff_info=1', () => {
    const plain = get(`${DIFF}?diff_info=0`)
    expect(plain).toMatchObject({ success: true, diffid: 5, jobstateid: 4 })
    const counts = ['added', 'modified', 'removed'].map(name => Object.keys(plain[name] as object).length)
    expect(counts).toEqual([2000, 3, 1])
    expect(plain).not.toHaveProperty('game')
    expect(get(`${DIFF}?diff_info=1`)).toMatchObject({ game: {}, machine: {}, image: { id: 44 }, added: {} })
  })
})

describe('wire quirks', () => {
  test('of a job', () => {
    const quirks = ['strings', 'jobfailed-boolean', 'complete', 'stateless', 'extra-fields']
    const { get } = worldOf([`update 101: running 1s, ${quirks.map(quirk => `wire ${quirk}`).join(', ')}`])
    const answer = get(UPDATE, 1)
    expect(answer).toMatchObject({
      jobprogress: '100',
      jobfailed: false,
      jobstatename: 'Complete',
      updateid: '101',
    })
    expect(answer).not.toHaveProperty('jobstateid')
    expect(answer).toHaveProperty('jobnotes')
  })

  test('of a world', () => {
    const { get } = worldOf(['update 101: unknown 1s, running 1s'], { wire: ['jobstart-number', 'nameless'] })
    expect(get(UPDATE, 0)).toMatchObject({ jobstateid: 8 })
    expect(get(UPDATE, 1.5)).toMatchObject({ jobstart: T0 + 1 })
    expect(get(UPDATE, 1.5)).not.toHaveProperty('jobstatename')
  })
})

test('a skewed clock moves the Date header and the stamps alike', () => {
  const { get, respond } = worldOf(['update 101: queued 1s, running 2s'], { clockSkewMs: -90_000 })
  expect(respond(UPDATE).headers['date']).toBe(new Date(START_MS - 90_000).toUTCString())
  expect(get(UPDATE, 1)).toMatchObject({ jobcreated: T0 - 90, jobeta: T0 - 87, jobstart: `${T0 - 89}` })
})
