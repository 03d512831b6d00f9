// What a person sees of requests that fail.
import { describe, expect, test } from '@jest/globals'
import { ApiError } from '../../../src/clanforge/errors.ts'
import { failedJob, completeJob, runningJob } from '../../support/job-states.ts'
import { Trace } from '../../support/log-trace.ts'

const UPDATE = 'update 101'
const DIFF = 'diff 5'
const unavailable = new ApiError('status', 'HTTP 503', { status: 503, detail: 'Maintenance' })
const notFound = new ApiError('status', 'HTTP 404', { status: 404 })
const WARNING =
  'warning: Clanforge requests are failing (HTTP 503: Maintenance). Retrying for up to 5m (outage-timeout).'

/** The lines after the first, without the time. */
function linesOf(trace: Trace, seconds: number): readonly string[] {
  return trace
    .lines(seconds, 'cancelled')
    .slice(1)
    .map(line => line.replace(/^ *[\d:]+ {2}/, ''))
}

describe('an outage', () => {
  test('is logged once, warned of at the second failure, and closed once', () => {
    const trace = new Trace(UPDATE).response(0, UPDATE)
    for (const second of [10, 12, 16, 24, 40]) trace.failure(second, UPDATE, unavailable)
    trace.response(60, UPDATE, runningJob(50))
    expect(trace.lines(60, 'cancelled').slice(2)).toEqual([
      '    0:10  update 101: HTTP 503: Maintenance; retrying in 2.5s',
      WARNING,
      '    1:00  Clanforge requests succeed again, after 50s',
      '    1:00  update 101  █████░░░░░   50%  Running',
    ])
  })

  test('of a single request has no warning', () => {
    const trace = new Trace(UPDATE).response(0, UPDATE).failure(10, UPDATE, unavailable).response(12, UPDATE)
    expect(linesOf(trace, 12).slice(1)).toEqual([
      'update 101: HTTP 503: Maintenance; retrying in 2.5s',
      'Clanforge requests succeed again, after 2s',
    ])
  })

  test('in a call that may have arrived: it is not repeated, and no line says so', () => {
    const queue = new Trace('install 7', { installMode: 'queue-once' }).failure(0, 'install 7', unavailable)
    expect(linesOf(queue, 0)).toEqual([
      'install 7: HTTP 503: Maintenance; the queue call counts as made; polling in 2.5s',
    ])
    const retry = new Trace(UPDATE, { jobRetries: 1 })
      .response(0, UPDATE, failedJob(60))
      .failure(2, UPDATE, unavailable)
    expect(linesOf(retry, 2)).toEqual([
      'update 101 failed at 60%; re-running (1 of 1)',
      'update 101: HTTP 503: Maintenance; the retry call counts as made; polling in 2.5s',
    ])
    const refused = new ApiError('connect', 'no connection (ECONNREFUSED)')
    const absent = new Trace('install 7', { installMode: 'queue-once' }).failure(0, 'install 7', refused)
    expect(linesOf(absent, 0)).toEqual(['install 7: no connection (ECONNREFUSED); retrying in 2.5s'])
  })

  test('whose next request comes after the timeout, or not at all', () => {
    const wait = (error: ApiError, names = UPDATE) =>
      linesOf(new Trace(names, { timeout: 11_000, installMode: 'queue-once' }).failure(10, names, error), 10)
    expect(wait(unavailable)).toEqual(['update 101: HTTP 503: Maintenance; retrying at the timeout'])
    const limited = new ApiError('status', 'HTTP 503', { status: 503, retryAfter: 60_000 })
    expect(wait(limited)).toEqual(['update 101: HTTP 503; no retry before the timeout (Retry-After)'])
    const absent = new ApiError('connect', 'no connection (ECONNREFUSED)')
    expect(wait(absent, 'install 7')).toEqual([
      'install 7: no connection (ECONNREFUSED); no retry before the timeout',
    ])
    const lost = { timeout: 11_000, jobRetries: 1 }
    const rerun = new Trace(UPDATE, lost).response(8, UPDATE, failedJob(60)).failure(10, UPDATE, limited)
    expect(linesOf(rerun, 10).at(-1)).toBe(
      'update 101: HTTP 503; the retry call counts as made; no poll before the timeout (Retry-After)',
    )
    // A poll less than min-poll-interval before the timeout is moved there.
    const close = new Trace(UPDATE, { timeout: 14_000 }).failure(10, UPDATE, unavailable)
    expect(linesOf(close, 10)).toEqual(['update 101: HTTP 503: Maintenance; retrying at the timeout'])
  })

  test('has a warning that names the limit that comes first, and none without a retry', () => {
    const warnings = (timeout: number, error = unavailable) => {
      const trace = new Trace(UPDATE, { timeout })
      trace.failure(10, UPDATE, unavailable).failure(12, UPDATE, error)
      return linesOf(trace, 12).filter(line => line.startsWith('warning: Clanforge'))
    }
    expect(warnings(3_600_000)).toEqual([WARNING])
    expect(warnings(60_000)).toEqual([
      'warning: Clanforge requests are failing (HTTP 503: Maintenance). Retrying until the timeout.',
    ])
    expect(warnings(60_000, new ApiError('status', 'HTTP 503', { status: 503, retryAfter: 60_000 }))).toEqual(
      [],
    )
  })

  test('has a line for each new fault, and one a minute while nothing else is written', () => {
    const limited = new ApiError('status', 'HTTP 429', { status: 429, retryAfter: 30_000 })
    const trace = new Trace(UPDATE)
      .response(0, UPDATE)
      .failure(10, UPDATE, unavailable)
      .failure(12, UPDATE, limited)
      .failure(42, UPDATE, unavailable)
      .failure(50, UPDATE, limited)
    expect(trace.lines(72, 'cancelled').slice(2)).toEqual([
      '    0:10  update 101: HTTP 503: Maintenance; retrying in 2.5s',
      '    0:12  update 101: Clanforge is limiting requests (HTTP 429); retrying in 30s (Retry-After)',
      'warning: Clanforge requests are failing (HTTP 429). Retrying for up to 5m (outage-timeout).',
      '    1:12  update 101  ████░░░░░░   40%  Running  (no valid response for 1m 12s: HTTP 429)',
    ])
  })

  test('before the first response: there is none yet', () => {
    const trace = new Trace(UPDATE).failure(0, UPDATE, unavailable)
    expect(linesOf(trace, 60).at(-1)).toBe(
      'update 101  no response yet  (no valid response yet: HTTP 503: Maintenance)',
    )
  })

  test('that ends the job is not closed: the annotation says all the rest', () => {
    const trace = new Trace(UPDATE, { outageTimeout: 30_000 })
      .failure(0, UPDATE, unavailable)
      .failure(5, UPDATE, unavailable)
      .timePassed(30, UPDATE)
    expect(linesOf(trace, 30)).toEqual([
      'update 101: HTTP 503: Maintenance; retrying in 2.5s',
      WARNING.replace('5m', '30s'),
    ])
  })

  test('of many jobs is one outage, which ends when the last of them has a response', () => {
    const trace = new Trace(`${UPDATE}, ${DIFF}`)
      .failure(0, UPDATE, unavailable)
      .failure(1, DIFF, unavailable)
      .failure(3, UPDATE, unavailable)
      .failure(4, DIFF, unavailable)
      .response(9, UPDATE, completeJob())
      .response(20, DIFF, completeJob())
    expect(linesOf(trace, 20)).toEqual([
      'update 101: HTTP 503: Maintenance; retrying in 2.5s',
      WARNING,
      'update 101  ██████████  100%  Completed',
      'Clanforge requests succeed again, after 20s',
      'diff 5      ██████████  100%  Completed',
      'All 2 jobs are complete, after 20s and 6 requests',
    ])
  })

  test('after outage: each is logged, at most five are warned of', () => {
    const trace = new Trace(UPDATE)
    for (let second = 0; second < 100; second += 10)
      trace
        .failure(second, UPDATE, unavailable)
        .failure(second + 3, UPDATE, unavailable)
        .response(second + 6, UPDATE)
    const lines = linesOf(trace, 100)
    expect(lines.filter(line => line.includes('succeed again'))).toHaveLength(10)
    expect(lines.filter(line => line.startsWith('warning'))).toHaveLength(5)
  })
})

describe('a job that is not found', () => {
  test('counts, and is no outage', () => {
    const trace = new Trace(UPDATE)
      .failure(0, UPDATE, notFound)
      .failure(10, UPDATE, notFound)
      .response(20, UPDATE)
    expect(linesOf(trace, 20)).toEqual([
      'update 101: HTTP 404 (1 of 3); retrying in 10s',
      'update 101: HTTP 404 (2 of 3); retrying in 10s',
      'update 101  ████░░░░░░   40%  Running',
    ])
  })

  test('among many: could not be tracked', () => {
    const trace = new Trace(`${UPDATE}, ${DIFF}`)
    for (const second of [0, 10, 20]) trace.failure(second, UPDATE, notFound)
    expect(linesOf(trace, 20).at(-1)).toBe(
      'update 101                    no valid response  could not be tracked: HTTP 404',
    )
  })

  test('among hundreds is logged once, until one is found', () => {
    const ids = Array.from({ length: 200 }, (_, index) => `update ${String(index + 1)}`)
    const trace = new Trace(ids.join(', '))
    for (const id of ids) trace.failure(0, id, notFound)
    expect(linesOf(trace, 1).filter(line => line.includes('404'))).toEqual([
      'update 1: HTTP 404 (1 of 3); retrying in 10s',
    ])
  })
})

test('the limits of the step are named when they delayed a request', () => {
  expect(linesOf(new Trace(UPDATE).rateLimited(5, 80), 5)).toEqual([
    'A poll was sent 1m 20s after the previous response, later than max-poll-interval: a step sends at most 5 requests per second and 8 at a time',
  ])
})
