import { describe, expect, test } from '@jest/globals'
import type { JobReading } from '../../../src/clanforge/job.ts'
import { timelineOf } from '../../../src/report/timeline.ts'
import type { JobView, Moment } from '../../../src/wait/job.ts'
import { isComplete, jobReading, jobView, rolloutReading } from '../../support/readings.ts'

// 2027-01-15 08:00:00 UTC is where monotonic time begins.
const START = 1_800_000_000
const toServerTime = (_: JobView, at: number) => START * 1000 + at

/** A moment at so many seconds. */
function moment(second: number, state: JobReading['state'], more: Partial<JobReading> = {}): Moment {
  return { at: second * 1000, state, reading: jobReading({ state, ...more }) }
}

/** A job with these moments, not over. */
function lived(...moments: readonly Moment[]): JobView {
  return jobView({ moments })
}

/** The lines of the drawing below its settings, at 60 s, without the date. */
function drawn(...jobs: readonly JobView[]): readonly string[] {
  const lines = (timelineOf(jobs, 60_000, toServerTime) ?? '').split('\n')
  const first = lines.findIndex(line => line.includes('section'))
  return lines.slice(first).map(line => line.trim().replaceAll('2027-01-15 ', '').replaceAll('.000', ''))
}

describe('the timeline', () => {
  test('is a gantt in UTC, with room for the names', () => {
    const [init = '', ...lines] = (
      timelineOf([lived(moment(0, 'queued'))], 60_000, toServerTime) ?? ''
    ).split('\n')
    expect(JSON.parse(/^%%\{init: (.*)\}%%$/.exec(init)?.[1] ?? '')).toEqual({ gantt: { leftPadding: 90 } })
    expect(lines).toEqual([
      'gantt',
      '  dateFormat YYYY-MM-DD HH:mm:ss.SSS',
      '  axisFormat %H:%M:%S',
      '  todayMarker off',
      '  section update 101',
      '  queued :2027-01-15 08:00:00.000, 2027-01-15 08:01:00.000',
    ])
  })

  test('has a bar for every state, and a mark at the end', () => {
    const job = jobView({
      moments: [
        moment(0, 'queued'),
        moment(10, 'running', { start: START + 8 }),
        moment(50, 'complete', { updated: START + 45 }),
      ],
      ending: isComplete,
      endedAt: 50_000,
    })
    expect(drawn(job)).toEqual([
      'section update 101',
      'queued :08:00:00, 08:00:08',
      'running :active, 08:00:08, 08:00:45',
      '✅ complete :milestone, 08:00:45, 0ms',
    ])
  })

  test('a bad end is marked as one', () => {
    const job = jobView({ moments: [moment(0, 'running')], ending: { result: 'stalled' }, endedAt: 30_000 })
    expect(drawn(job).at(-1)).toBe('🧊 stalled :crit, milestone, 08:00:30, 0ms')
  })

  test('begins before the wait did, where the job’s own stamps say so', () => {
    const running = moment(0, 'running', { created: START - 120, start: START - 100 })
    expect(drawn(lived(running))).toEqual([
      'section update 101',
      'queued :07:58:00, 07:58:20',
      'running :active, 07:58:20, 08:01:00',
    ])
    const queued = moment(0, 'queued', { created: START - 120 })
    expect(drawn(lived(queued))).toContain('queued :07:58:00, 08:01:00')
  })

  test('of a job that was over before the wait is drawn from its stamps', () => {
    const over = moment(0, 'complete', { created: START - 120, start: START - 100, updated: START - 60 })
    const job = jobView({ moments: [over], ending: isComplete, endedAt: 0 })
    expect(drawn(job)).toEqual([
      'section update 101',
      'queued :07:58:00, 07:58:20',
      'running :active, 07:58:20, 07:59:00',
      '✅ complete :milestone, 07:59:00, 0ms',
    ])
  })

  test.each([
    ['in the future', START + 999],
    ['from long ago', START - 90_000],
    ['no number', NaN],
  ])('a stamp %s is not drawn', (_, start) => {
    expect(drawn(lived(moment(0, 'running', { start })))).toEqual([
      'section update 101',
      'running :active, 08:00:00, 08:01:00',
    ])
  })

  test('shows when a job was run again', () => {
    const again: Moment = { at: 20_000, state: 'run-again', reading: undefined }
    expect(drawn(lived(moment(0, 'running'), moment(10, 'failed'), again, moment(20, 'queued')))).toEqual([
      'section update 101',
      'running :active, 08:00:00, 08:00:10',
      'run again :crit, milestone, 08:00:20, 0ms',
      'queued :08:00:20, 08:01:00',
    ])
    expect(drawn(lived(moment(0, 'failed'), again, moment(25, 'queued')))).toContain(
      'run again :crit, 08:00:20, 08:00:25',
    )
  })

  test('draws a rollout as one bar', () => {
    const counts = (second: number, done: number): Moment => ({
      at: second * 1000,
      state: 'counts',
      reading: rolloutReading(10 - done, 0, done),
    })
    const job = jobView({ target: { kind: 'rollout', id: '44' }, moments: [counts(0, 0), counts(10, 5)] })
    expect(drawn(job)).toEqual(['section rollout 44', 'rollout :active, 08:00:00, 08:01:00'])
  })

  test('calls states that the API has no name for by names of our own', () => {
    expect(drawn(lived(moment(0, 'unknown'), moment(10, 'absent')))).toEqual([
      'section update 101',
      'unknown state :08:00:00, 08:00:10',
      'under way :08:00:10, 08:01:00',
    ])
  })

  test('gives each of many jobs one line, and a short bar a dot for a name', () => {
    const jobs = Array.from({ length: 30 }, () => lived(moment(0, 'queued'), moment(1, 'running')))
    const lines = drawn(...jobs)
    expect(timelineOf(jobs, 60_000, toServerTime)).toContain('"displayMode":"compact"')
    expect(lines.filter(line => line.startsWith('section'))).toHaveLength(20)
    expect(lines.slice(0, 3)).toEqual([
      'section update 101',
      '· :08:00:00, 08:00:01',
      'running :active, 08:00:01, 08:01:00',
    ])
  })

  test('of a job that flaps is no more than forty bars', () => {
    const moments = Array.from({ length: 200 }, (_, index) =>
      moment(index / 10, index % 2 === 0 ? 'queued' : 'running'),
    )
    expect(drawn(lived(...moments))).toHaveLength(1 + 40)
  })

  test('is nothing where nothing was heard', () => {
    expect(timelineOf([jobView()], 0, toServerTime)).toBeUndefined()
    expect(timelineOf([], 0, toServerTime)).toBeUndefined()
  })

  test('survives a server whose clock says nonsense', () => {
    const text = timelineOf([lived(moment(0, 'queued'))], 60_000, () => NaN)
    expect(text).toContain('  queued :, ')
  })
})
