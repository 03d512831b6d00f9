import { describe, expect, test } from '@jest/globals'
import type { Bar } from '../../../src/report/job-history.ts'
import { formatTimeline } from '../../../src/report/timeline.ts'
import { START } from '../../support/job-states.ts'

const SECOND = 1_000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** A bar from and to so many ms after the start of the step, at 2027-01-15 08:00:00 UTC. */
function bar(from: number, to: number, more: Partial<Bar> = {}): Bar {
  return { type: 'running', label: 'running', from: START * 1000 + from, to: START * 1000 + to, ...more }
}

/** The lines below the layout. */
function linesOf(...bars: readonly Bar[]): readonly string[] {
  return (formatTimeline([{ name: 'update 101', bars }]) ?? '').split('\n').slice(1)
}

/** Distance between ticks and their format, for a wait of this length. */
function axisOf(span: number): readonly string[] {
  const setting = (name: string) =>
    linesOf(bar(0, span))
      .find(line => line.trim().startsWith(name))
      ?.trim()
      .slice(name.length + 1) ?? ''
  return [setting('tickInterval'), setting('axisFormat')]
}

describe('the timeline', () => {
  test('is a gantt chart in UTC', () => {
    expect(linesOf(bar(0, MINUTE))).toEqual([
      'gantt',
      '  dateFormat YYYY-MM-DD HH:mm:ss.SSS',
      '  axisFormat %H:%M:%S',
      '  tickInterval 10second',
      '  todayMarker off',
      '  section update 101',
      '  running :active, 2027-01-15 08:00:00.000, 2027-01-15 08:01:00.000',
    ])
  })

  test('has bands without color, room for the names, and one line for each job', () => {
    const name = '✅ install 12345678901234567890'
    const [init = ''] = (formatTimeline([{ name, bars: [bar(0, MINUTE)] }]) ?? '').split('\n')
    const config = JSON.parse(/^%%\{init: (.*)\}%%$/.exec(init)?.[1] ?? '') as Record<string, unknown>
    expect(config['gantt']).toMatchObject({ displayMode: 'compact', leftPadding: 24 + 7 * name.length })
    expect(config['themeVariables']).toMatchObject({
      sectionBkgColor: 'transparent',
      sectionBkgColor2: 'transparent',
      altSectionBkgColor: 'transparent',
    })
  })

  test.each([
    [2 * SECOND, '1second', '%H:%M:%S'],
    [20 * SECOND, '5second', '%H:%M:%S'],
    [20 * MINUTE, '5minute', '%H:%M'],
    [5 * HOUR, '1hour', '%H:%M'],
    [30 * HOUR, '6hour', '%-d %b %H:%M'],
    [3 * DAY, '12hour', '%-d %b %H:%M'],
    [10 * DAY, '2day', '%-d %b'],
    [24 * DAY, '1week', '%-d %b'],
  ])('of %d ms has ticks every %s, as %s', (span, interval, format) => {
    expect(axisOf(span)).toEqual([interval, format])
  })

  test('has between two and eight ticks for every length of a wait', () => {
    const units: Readonly<Record<string, number>> = {
      second: SECOND,
      minute: MINUTE,
      hour: HOUR,
      day: DAY,
      week: 7 * DAY,
    }
    for (let span = 3 * SECOND; span < 25 * DAY; span *= 1.01) {
      const [, count = '', unit = ''] = /^(\d+)(\w+)$/.exec(axisOf(span)[0] ?? '') ?? []
      const step = Number(count) * (units[unit] ?? NaN)
      expect(Math.floor(span / step) + 1).toBeLessThanOrEqual(8)
      expect(span / step).toBeGreaterThanOrEqual(2)
    }
  })

  test('draws a failed run as critical, and a job that is yet to run as neither', () => {
    const waiting = bar(0, 20_000, { type: 'waiting', label: 'queued' })
    const failed = bar(20_000, MINUTE, { type: 'failed', label: 'failed at 60%' })
    expect(linesOf(waiting, failed).slice(-2)).toEqual([
      '  queued :2027-01-15 08:00:00.000, 2027-01-15 08:00:20.000',
      '  failed at 60% :crit, 2027-01-15 08:00:20.000, 2027-01-15 08:01:00.000',
    ])
  })

  test('leaves out a label that does not fit into its bar', () => {
    const [short = '', long = ''] = linesOf(bar(0, SECOND), bar(SECOND, MINUTE)).slice(-2)
    expect(short).toMatch(/^ {2}\u200b :active, /)
    expect(long).toMatch(/^ {2}running :active, /)
  })

  test('has twenty jobs at most, and Mermaid’s limit of 50,000 characters holds with all their bars', () => {
    const bars = Array.from({ length: 200 }, (_, index) => bar(index * MINUTE, (index + 1) * MINUTE))
    const rows = Array.from({ length: 30 }, (_, index) => ({
      name: `install ${'1'.repeat(19)}${String(index)}`,
      bars,
    }))
    const text = formatTimeline(rows) ?? ''
    expect(text.match(/^ {2}section /gm)).toHaveLength(20)
    expect(text.length).toBeLessThan(50_000)
  })

  test('of one job has its last forty bars', () => {
    const bars = Array.from({ length: 200 }, (_, index) => bar(index * SECOND, (index + 1) * SECOND))
    const lines = linesOf(...bars).filter(line => line.includes('active'))
    expect(lines).toHaveLength(40)
    expect(lines.at(-1)).toContain('08:03:20.000')
  })

  test.each<readonly [string, readonly Bar[]]>([
    ['no bars', []],
    ['less than a second', [bar(0, 900)]],
    ['a clock that is off by years', [bar(0, MINUTE), bar(-999 * DAY, 0)]],
    ['dates that are none', [bar(NaN, NaN)]],
    ['dates beyond all dates', [bar(9e15, 9e15 + MINUTE)]],
  ])('is left out for %s', (_, bars) => {
    expect(formatTimeline([{ name: 'update 101', bars }])).toBeUndefined()
  })
})
