import { describe, expect, test } from '@jest/globals'
import { jobTable } from '../../../src/report/job-table.ts'
import type { JobView } from '../../../src/wait/job.ts'
import { outcomeOf, plain } from '../../support/outcomes.ts'
import { isComplete, jobReading, jobView, rolloutReading } from '../../support/readings.ts'

const START = 1_800_000_000
const toServerTime = (_: JobView, at: number) => START * 1000 + at

/** Duration, start and finish of every job, and the line below the table. */
function times(...jobs: readonly JobView[]) {
  const lines = jobTable(outcomeOf('complete', jobs).jobs, toServerTime, plain)
  const rows = lines.filter(line => line.startsWith('| ')).slice(2)
  return {
    rows: rows.map(row => row.replaceAll('\u00a0', ' ').split(' | ').slice(3, 6)),
    caption: lines.at(-1),
  }
}

/** A job that is over, with these stamps. */
function stamped(start: number | undefined, updated: number | undefined): JobView {
  return jobView({ reading: jobReading({ start, updated }), ending: isComplete, date: START })
}

describe('the times of a job', () => {
  test.each<readonly [string, JobView, readonly string[]]>([
    ['its own stamps', stamped(START - 90, START), ['1m 30s', '07:58:30', '08:00:00']],
    [
      'the date of the answer, without jobupdated',
      stamped(START - 90, undefined),
      ['1m 30s', '07:58:30', '08:00:00'],
    ],
    ['none without jobstart', stamped(undefined, START), ['', '', '08:00:00']],
    ['none for a jobstart of zero', stamped(0, START), ['', '', '08:00:00']],
    ['no duration backwards', stamped(START + 5, START), ['', '08:00:05', '08:00:00']],
    ['no finish while it runs', jobView({ reading: jobReading({ start: START }) }), ['', '08:00:00', '']],
    ['nothing of a job that nobody heard of', jobView({ reading: undefined }), ['', '', '']],
  ])('%s', (_, job, expected) => {
    expect(times(job).rows).toEqual([expected])
  })

  test('of a rollout are those at which it was seen to begin and to end', () => {
    const moments = [rolloutReading(0, 0, 0), rolloutReading(5, 0, 0)].map((reading, index) => {
      return { at: index * 10_000, state: 'counts', reading } as const
    })
    const rollout = {
      target: { kind: 'rollout', id: '44' },
      reading: rolloutReading(0, 0, 5),
      moments,
    } as const
    const done = jobView({ ...rollout, ending: isComplete, endedAt: 70_000 })
    expect(times(done).rows).toEqual([['1m', '08:00:10', '08:01:10']])
    expect(times(jobView({ ...rollout, moments: moments.slice(1) })).rows).toEqual([['', '', '']])
  })
})

describe('the day', () => {
  test('stands once below the table, where it is the same for all', () => {
    expect(times(stamped(START, START + 5)).caption).toBe('Times are UTC, on 2027-01-15.')
  })

  test('stands in every row, where it is not', () => {
    const { rows, caption } = times(stamped(START - 86_400, START))
    expect(rows).toEqual([['1d', '2027-01-14 08:00:00', '2027-01-15 08:00:00']])
    expect(caption).toBe('Times are UTC.')
  })

  test('is not told of without times', () => {
    expect(times(jobView({ reading: undefined })).caption).toBe('')
  })
})
