import { describe, expect, test } from '@jest/globals'
import { jobResultOf } from '../../../src/report/job-result.ts'
import { jobTable } from '../../../src/report/job-table.ts'
import { listed, missingAfter } from '../../../src/wait/install-list.ts'
import type { JobState } from '../../../src/wait/job-state.ts'
import { counted, lived, rerun, seen, toServerTime } from '../../support/histories.ts'
import {
  START,
  defaultOptions,
  endedJob,
  isComplete,
  jobState,
  outcomeWith,
  rolloutStatus,
} from '../../support/job-states.ts'

/** The lines of the table, with the signs that entities stand for. */
function linesOf(jobs: readonly JobState[]): readonly string[] {
  const context = { requests: 7, elapsed: 60_900, now: 60_000, toServerTime }
  const results = outcomeWith('complete', jobs).jobs.map(job => jobResultOf(job, defaultOptions))
  return jobTable(results, context).map(line =>
    line
      .replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
      .replaceAll('\u00a0', ' '),
  )
}

/** How long each job took and when, and the line below the table. */
function times(...jobs: readonly JobState[]) {
  const lines = linesOf(jobs)
  const rows = lines.filter(line => line.startsWith('| image') || line.startsWith('| rollout'))
  return { rows: rows.map(row => row.slice(2, -2).split(' | ').slice(2)), caption: lines.at(-1) }
}

/** A job that is complete, with these stamps; the last response is from 08:00:00. */
function stamped(start: number | undefined, updated: number | undefined): JobState {
  return lived([seen(0, 'complete', { start, updated })], { ending: isComplete, endedAt: 0 })
}

describe('the table of jobs', () => {
  test('has job, result, duration and times', () => {
    expect(linesOf([stamped(START - 290, START - 10)])).toEqual([
      '',
      '| Job | Result | Took | When |',
      '| --- | --- | --- | --- |',
      '| image update 101 | ✅ complete | 4m 40s | 07:55:10 → 07:59:50 |',
      '',
      'The step took 1m and made 7 requests. Times are UTC, on 2027-01-15.',
    ])
  })

  test('has no time of a start in milliseconds', () => {
    const [, , , row, , caption] = linesOf([stamped((START - 290) * 1000, START - 10)])
    expect(row).not.toContain('55')
    expect(caption).toMatch(/on 2027-01-15\.$/)
  })

  test('shows the error of every failure that was re-run, and counts the time of both runs', () => {
    const history = [
      rerun(20, 'disk | full', { start: START + 5 }),
      rerun(30, ''),
      seen(50, 'complete', { start: START + 35, updated: START + 50 }),
    ]
    expect(linesOf([lived(history, { ending: isComplete, endedAt: 50_000 })])[3]).toBe(
      '| image update 101 | ✅ complete<br>Re-run at 08:00:20 after the failure: disk | full' +
        '<br>Re-run at 08:00:30 after a failure without joberror | 45s | 08:00:05 → 08:00:50 |',
    )
  })

  test('lists five re-runs and the number of the others', () => {
    const reruns = Array.from({ length: 8 }, (_, index) => rerun(index, 'x'))
    const retries = { left: 0, used: 8, maxJobfailed: 8, rerun: undefined }
    const [, , , row = ''] = linesOf([lived([...reruns, seen(50, 'running')], { retries })])
    expect(row.match(/Re-run at/g)).toHaveLength(5)
    expect(row).toContain('<br>3 more re-runs |')
  })

  test('with many jobs hides those that are complete until they are opened', () => {
    const jobs = Array.from({ length: 30 }, (_, index) =>
      endedJob({ kind: 'install', id: String(index) }, index === 7 ? { type: 'failed' } : isComplete, 0),
    )
    const lines = linesOf(jobs)
    const fold = lines.indexOf('<summary>29 jobs complete</summary>')
    expect(lines.slice(0, fold).filter(line => line.startsWith('| image'))).toEqual([
      '| image install 7 | ❌ failed | | until 08:00:00 |'.replace('| |', '|  |'),
    ])
    expect(lines.slice(fold).filter(line => line.startsWith('| image'))).toHaveLength(29)
  })
})

describe('the times of a job', () => {
  test.each<readonly [string, JobState, readonly string[]]>([
    ['its own stamps', stamped(START - 90, START - 5), ['1m 25s', '07:58:30 → 07:59:55']],
    [
      'about, by the date of the response, without jobupdated',
      stamped(START - 90, undefined),
      ['about 1m 30s', '07:58:30 → 08:00:00'],
    ],
    [
      'about, by the date of the response, for a jobupdated after it',
      stamped(START - 90, START + 99),
      ['about 1m 30s', '07:58:30 → 08:00:00'],
    ],
    ['no duration without jobstart', stamped(undefined, START), ['', 'until 08:00:00']],
    ['no duration for a jobstart of zero', stamped(0, START), ['', 'until 08:00:00']],
    ['no duration backwards', stamped(START + 5, START), ['', '08:00:05 → 08:00:00']],
    [
      'what has passed of a job that runs',
      lived([seen(0, 'running', { start: START - 30 })]),
      ['1m 30s so far', 'since 07:59:30'],
    ],
    [
      'about what a job took that is no longer listed',
      lived([seen(0, 'running', { start: START })], {
        listing: missingAfter(missingAfter(listed, 40_000, undefined), 52_000, undefined),
        ending: { type: 'inferred', wasListed: true },
        endedAt: 52_000,
      }),
      ['about 40s', '08:00:00 → 08:00:40'],
    ],
    ['none of a job that has not started', lived([seen(0, 'queued', { start: START - 30 })]), ['', '']],
    ['none without a response', jobState(), ['', '']],
  ])('are %s', (_, job, expected) => {
    expect(times(job).rows).toEqual([expected])
  })
})

describe('the times of a rollout', () => {
  const target = { kind: 'rollout', id: '44' } as const
  const done = (since: number, first = rolloutStatus(0, 0, 40)) => ({
    target,
    rollout: {
      first,
      firstDate: START,
      hasSeenPending: true,
      zeroPending: { since, total: 40 },
    },
    ending: isComplete,
    endedAt: since + 2_000,
  })

  test('of ten seconds are neither 0 ms nor those of its end', () => {
    const history = [counted(0, 0, 0, 40), counted(10, 40, 0, 0), counted(20, 0, 0, 40)]
    expect(times(lived(history, done(20_000))).rows).toEqual([['about 10s', '08:00:10 → 08:00:20']])
  })

  test('are those that were seen where machines were done before the first response', () => {
    const job = lived([counted(0, 30, 0, 10), counted(20, 0, 0, 40)], done(20_000, rolloutStatus(30, 0, 10)))
    expect(times(job).rows).toEqual([['at least 20s', '08:00:00 → 08:00:20']])
  })

  test('are about those that were seen where no machine was done yet', () => {
    const job = lived([counted(0, 40, 0, 0), counted(20, 0, 0, 40)], done(20_000, rolloutStatus(40, 0, 0)))
    expect(times(job).rows).toEqual([['about 20s', '08:00:00 → 08:00:20']])
  })

  test('are only its end where no machine was seen pending', () => {
    const job = lived([counted(0, 0, 0, 0), counted(10, 0, 0, 40)], {
      target,
      ending: isComplete,
      endedAt: 60_000,
    })
    expect(times(job).rows).toEqual([['', 'until 08:01:00']])
  })
})

describe('the day', () => {
  test('is below the table where it is the same for all', () => {
    expect(times(stamped(START - 5, START)).caption).toBe(
      'The step took 1m and made 7 requests. Times are UTC, on 2027-01-15.',
    )
  })

  test('is in every row where it is not, and then the seconds are left out', () => {
    const { rows, caption } = times(stamped(START - 86_400, START), stamped(START - 3_600, START))
    expect(rows).toEqual([
      ['1d', '14 Jan 08:00 → 15 Jan 08:00'],
      ['1h', '15 Jan 07:00 → 08:00'],
    ])
    expect(caption).toBe(
      'The step took 1m and made 7 requests. Times are UTC, from 2027-01-14 to 2027-01-15.',
    )
  })

  test('is not there without times', () => {
    expect(times(jobState()).caption).toBe('The step took 1m and made 7 requests.')
  })
})
