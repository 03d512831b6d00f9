import { describe, expect, test } from '@jest/globals'
import type { Quirk } from '../../../dev/simulator/quirks.ts'
import type { JobSpec, ScenarioJob } from '../../../dev/simulator/scenario.ts'
import { START_MS } from '../../../dev/virtual/virtual-api.ts'
import { virtualClanforge } from '../../support/virtual-clanforge.ts'

const T0 = START_MS / 1000
const UPDATE = '/cfp/v1/imageupdate/101/status'

describe('the response of an update while it runs', () => {
  const { get } = virtualClanforge([
    { kind: 'update', id: 101, created: '1s', pending: '1s', queued: '2s', running: '10s' },
  ])
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
    const { get } = virtualClanforge([
      { kind: 'update', id: 101, running: '10s', failsAt: 60, joberror: 'no space' },
    ])
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
    const { get } = virtualClanforge([{ kind: 'version', id: 9, running: '5s', squashedAt: 40 }])
    const squashed = {
      imageversionid: 9,
      jobstateid: 7,
      jobstatename: 'Squashed',
      jobprogress: 40,
      joberror: null,
    }
    expect(get('/cfp/v1/imageversion/9/status', 2)).toMatchObject(squashed)
  })

  test('a job that hangs never changes again', () => {
    const { get } = virtualClanforge([{ kind: 'update', id: 101, running: '10s', hangsAt: 40 }])
    expect(get(UPDATE, 4)).toMatchObject({ jobstateid: 4, jobprogress: 40, jobupdated: T0 + 4 })
    expect(get(UPDATE, 99_999)).toEqual(get(UPDATE, 4))
  })

  test('a phase can last forever', () => {
    const { get } = virtualClanforge([
      { kind: 'update', id: 101, queued: 'forever', running: '2s' },
      { kind: 'update', id: 102, running: 'forever' },
    ])
    expect(get(UPDATE, 1e6)).toMatchObject({ jobstateid: 3, jobeta: null, jobprogress: 0, jobupdated: T0 })
    const stuck = { jobstateid: 4, jobeta: null, jobprogress: 0, jobupdated: T0 }
    expect(get('/cfp/v1/imageupdate/102/status', 1e6)).toMatchObject(stuck)
  })
})

describe('progress', () => {
  const progressOf = (spec: Partial<JobSpec>, seed = 1): readonly unknown[] => {
    const { get } = virtualClanforge([{ ...spec, kind: 'update', id: 101, running: '100s' }], { seed })
    return Array.from({ length: 101 }, (_, at) => get(UPDATE, at)['jobprogress'])
  }

  test('steady, zero, ahead, stopping and flashes', () => {
    expect(progressOf({ progress: 'steady' })).toEqual(Array.from({ length: 101 }, (_, at) => at))
    expect(new Set(progressOf({ progress: 'zero' }).slice(0, 100))).toEqual(new Set([0]))
    expect(progressOf({ progressFactor: 2 }).slice(49, 52)).toEqual([98, 100, 100])
    expect(progressOf({ progressStopsAt: 99 }).slice(50, 101)).toEqual([...Array<number>(50).fill(99), 100])
    expect(progressOf({ progress: 'flashes' }).slice(39, 51)).toEqual([
      39,
      ...Array<number>(10).fill(100),
      50,
    ])
  })

  test.each(['bursts', 'stalls'] as const)(
    '%s: never falls, often does not change, ends at 100, follows from the seed',
    progress => {
      const values = progressOf({ progress }) as number[]
      expect(values).toEqual(values.toSorted((a, b) => a - b))
      expect(new Set(values).size).toBeLessThan(70)
      expect(values.at(-1)).toBe(100)
      expect(progressOf({ progress })).toEqual(values)
      expect(progressOf({ progress }, 2)).not.toEqual(values)
    },
  )

  test('jobupdated changes only with the progress, unless there is a heartbeat', () => {
    const still = virtualClanforge([{ kind: 'update', id: 101, running: '100s', progress: 'zero' }])
    expect(still.get(UPDATE, 60)).toMatchObject({ jobupdated: T0 })
    const beating = virtualClanforge([
      { kind: 'update', id: 101, running: '100s', progress: 'zero', heartbeat: true },
    ])
    expect(beating.get(UPDATE, 60)).toMatchObject({ jobupdated: T0 + 60 })
  })
})

test.each<[Partial<JobSpec>, number | null]>([
  [{ eta: 'exact' }, T0 + 100],
  [{ eta: 'none' }, null],
  [{ eta: 'zero' }, 0],
  [{ etaFactor: 1.5 }, T0 + 150],
  [{ etaFactor: 0.5 }, T0 + 50],
  [{ eta: 'drifting' }, T0 + 60],
])('%j', (spec, jobeta) => {
  const { get } = virtualClanforge([{ ...spec, kind: 'update', id: 101, running: '100s' }])
  expect(get(UPDATE, 20)).toMatchObject({ jobeta })
})

test('times are drawn from the seed and the job, regardless of other jobs', () => {
  const job: ScenarioJob = { kind: 'update', id: 101, running: '1s..1h' }
  const end = (jobs: readonly ScenarioJob[], seed: number) =>
    virtualClanforge(jobs, { seed }).get(UPDATE, 0)['jobeta']
  expect(end([job], 1)).toBe(end([{ kind: 'update', id: 7, running: '3s..5s' }, job], 1))
  expect(end([job], 1)).not.toBe(end([job], 2))
})

describe('diffs', () => {
  const DIFF = '/cfp/v1/imagediff/5/status'
  const { get } = virtualClanforge([
    { kind: 'diff', id: 5, running: '5s', added: 2000, modified: 3, removed: 1 },
  ])

  test('list their files', () => {
    const response = get(DIFF)
    expect(response).toMatchObject({ success: true, diffid: 5, jobstateid: 4 })
    const counts = ['added', 'modified', 'removed'].map(name => Object.keys(response[name] as object).length)
    expect(counts).toEqual([2000, 3, 1])
  })
})

describe('quirks', () => {
  test('of a job', () => {
    const quirks: Quirk[] = [
      'numbers-as-strings',
      'boolean-jobfailed',
      'name-complete',
      'no-jobstateid',
      'no-success',
      'extra-fields',
    ]
    const { get } = virtualClanforge([{ kind: 'update', id: 101, running: '1s', quirks }])
    const response = get(UPDATE, 1)
    expect(response).toMatchObject({
      jobprogress: '100',
      jobfailed: false,
      jobstatename: 'Complete',
      updateid: '101',
    })
    expect(response).not.toHaveProperty('jobstateid')
    expect(response).not.toHaveProperty('success')
    expect(response).toHaveProperty('jobnotes')
  })

  test('of every response', () => {
    const { get } = virtualClanforge([{ kind: 'update', id: 101, unknown: '1s', running: '1s' }], {
      quirks: ['numeric-jobstart', 'no-jobstatename'],
    })
    expect(get(UPDATE, 0)).toMatchObject({ jobstateid: 8 })
    expect(get(UPDATE, 1.5)).toMatchObject({ jobstart: T0 + 1 })
    expect(get(UPDATE, 1.5)).not.toHaveProperty('jobstatename')
  })
})

test('success can be the outcome of the job', () => {
  const { get } = virtualClanforge([
    { kind: 'update', id: 101, running: '2s', failsAt: 50, quirks: ['success-is-outcome'] },
  ])
  expect(get(UPDATE, 0)).toMatchObject({ success: true })
  expect(get(UPDATE, 1)).toMatchObject({ success: false, jobstateid: 6 })
})

test('a skewed clock changes the Date header and all timestamps', () => {
  const { get, respond } = virtualClanforge([{ kind: 'update', id: 101, queued: '1s', running: '2s' }], {
    clockSkewSeconds: -90,
  })
  expect(respond(UPDATE).headers['date']).toBe(new Date(START_MS - 90_000).toUTCString())
  expect(get(UPDATE, 1)).toMatchObject({ jobcreated: T0 - 90, jobeta: T0 - 87, jobstart: `${T0 - 89}` })
})
