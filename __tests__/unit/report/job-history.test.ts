import { describe, expect, test } from '@jest/globals'
import { ApiError } from '../../../src/clanforge/errors.ts'
import { barsOf } from '../../../src/report/job-history.ts'
import { listed, missingAfter } from '../../../src/wait/install-list.ts'
import type { JobState } from '../../../src/wait/job-state.ts'
import { counted, lived, rerun, seen, toServerTime } from '../../support/histories.ts'
import {
  START,
  isComplete,
  jobState,
  jobStatus,
  responseAt,
  rolloutStatus,
} from '../../support/job-states.ts'

const rollout = { target: { kind: 'rollout', id: '44' } } as const

/** The bars at 60 s: type, label, and seconds since the start of the step. */
function drawn(job: JobState, elapsed = 60_000): readonly string[] {
  const second = (ms: number) => String(ms / 1000 - START)
  return barsOf(job, { elapsed, now: elapsed, toServerTime }).map(
    ({ type, label, from, to }) => `${type}: ${label} ${second(from)} ${second(to)}`,
  )
}

describe('the bars of a job', () => {
  test('are its states, by its own stamps', () => {
    const history = [
      seen(0, 'queued'),
      seen(10, 'running', { start: START + 8 }),
      seen(50, 'complete', { start: START + 8, updated: START + 45 }),
    ]
    expect(drawn(lived(history, { ending: isComplete, endedAt: 50_000 }))).toEqual([
      'waiting: waiting 0 8',
      'running: running 8 45',
    ])
  })

  test('show the states before a run as one', () => {
    const history = [seen(0, 'created'), seen(5, 'pending'), seen(10, 'queued'), seen(15, 'running')]
    expect(drawn(lived(history))).toEqual(['waiting: waiting 0 15', 'running: running 15 60'])
  })

  test('end now while it runs', () => {
    expect(drawn(lived([seen(0, 'queued'), seen(10, 'running')]))).toEqual([
      'waiting: waiting 0 10',
      'running: running 10 60',
    ])
  })

  test('begin before the wait where its stamps say so, without a second bar for the same state', () => {
    const stamps = { created: START - 120, start: START - 100 }
    expect(drawn(lived([seen(0, 'running', stamps)]))).toEqual([
      'waiting: waiting -120 -100',
      'running: running -100 60',
    ])
    expect(drawn(lived([seen(0, 'queued', { created: START - 120 })]))).toEqual(['waiting: waiting -120 60'])
  })

  test('of a job that ended before the wait are drawn from its stamps', () => {
    const stamps = { created: START - 120, start: START - 100, updated: START - 60 }
    const job = lived([seen(0, 'complete', stamps)], { ending: isComplete, endedAt: 0 })
    expect(drawn(job)).toEqual(['waiting: waiting -120 -100', 'running: running -100 -60'])
  })

  test('show a run that began and ended between two responses', () => {
    const end = seen(60, 'complete', { start: START + 20, updated: START + 50 })
    expect(drawn(lived([seen(0, 'queued'), end], { ending: isComplete, endedAt: 60_000 }))).toEqual([
      'waiting: waiting 0 20',
      'running: running 20 50',
    ])
  })

  test.each([
    ['in the future', START + 999],
    ['from long before the wait', START - 90_000],
    ['of zero', 0],
    ['that is no number', NaN],
  ])('do not show a stamp %s', (_, start) => {
    expect(drawn(lived([seen(0, 'running', { start })]))).toEqual(['running: running 0 60'])
  })

  test('a longer wait shows older stamps', () => {
    const job = lived([seen(0, 'running', { start: START - 90_000 })])
    expect(drawn(job, 30_000_000)).toEqual(['running: running -90000 30000'])
  })

  test('show a failed run, and that the job was re-run', () => {
    const history = [
      seen(0, 'running'),
      seen(10, 'failed', { progress: 60, updated: START + 9 }),
      rerun(12, 'disk full'),
      seen(14, 'queued'),
      seen(20, 'running'),
      seen(40, 'failed', { progress: 99.9 }),
      rerun(42, 'disk full'),
      seen(43, 'running'),
    ]
    expect(drawn(lived(history))).toEqual([
      'failed: failed at 60% 0 9',
      'waiting: waiting 12 20',
      'failed: failed at 99% 20 40',
      'waiting: waiting 42 43',
      'running: re-run 2 43 60',
    ])
  })

  test('a job that failed by its count has a failed run', () => {
    const job = lived([seen(0, 'running')], {
      lastResponse: responseAt(30_000, jobStatus({ jobfailed: 1 })),
      ending: { type: 'failed-by-count' },
      endedAt: 30_000,
    })
    expect(drawn(job)).toEqual(['failed: failed at 40% 0 30'])
  })

  test('show where requests began to fail', () => {
    const error = new ApiError('network', 'The connection was reset')
    const job = lived([seen(0, 'running'), seen(20, 'unknown')], {
      lastFault: error,
      ending: { type: 'outage', error },
      endedAt: 50_000,
    })
    expect(drawn(job)).toEqual(['running: running 0 20', 'failed: no valid response 20 50'])
  })

  test('show where a job stopped changing', () => {
    const job = lived([seen(0, 'running')], {
      lastChangeAt: 25_000,
      ending: { type: 'stalled' },
      endedAt: 55_000,
    })
    expect(drawn(job)).toEqual(['running: running 0 25', 'failed: no change 25 55'])
  })

  test('show since when a job is missing from the install list', () => {
    const job = lived([seen(0, 'running')], {
      listing: missingAfter(missingAfter(listed, 40_000, undefined), 52_000, undefined),
      ending: { type: 'inferred', wasListed: true },
      endedAt: 52_000,
    })
    expect(drawn(job)).toEqual(['running: running 0 40', 'waiting: not listed 40 52'])
  })

  test('name a state that is not documented, or not given', () => {
    expect(drawn(lived([seen(0, 'unknown', { stateName: '```' }), seen(10, 'none')]))).toEqual([
      'waiting: unknown state 0 10',
      'running: running 10 60',
    ])
  })

  test('are none without a response', () => {
    expect(drawn(jobState())).toEqual([])
  })
})

describe('the bar of a rollout', () => {
  const state = (since: number) => ({
    first: rolloutStatus(0, 0, 0),
    firstDate: START,
    hasSeenPending: true,
    zeroPending: { since, total: 40 },
  })

  test('is from the first pending machine to the last', () => {
    const history = [
      counted(0, 0, 0, 40),
      counted(10, 40, 0, 0),
      counted(15, 5, 0, 35),
      counted(20, 0, 0, 40),
    ]
    const job = lived(history, { ...rollout, rollout: state(20_000), ending: isComplete, endedAt: 22_000 })
    expect(drawn(job)).toEqual(['running: rollout 10 20'])
  })

  test('covers the whole wait where no machine was seen pending', () => {
    const history = [counted(0, 0, 0, 0), counted(10, 0, 0, 40)]
    const job = lived(history, { ...rollout, ending: isComplete, endedAt: 60_000 })
    expect(drawn(job)).toEqual(['running: rollout 0 60'])
  })

  test('is critical where machines failed', () => {
    const job = lived([counted(0, 40, 0, 0), counted(30, 30, 5, 5)], {
      ...rollout,
      ending: { type: 'machines-failed' },
      endedAt: 30_000,
    })
    expect(drawn(job)).toEqual(['failed: failed 0 30'])
  })
})
