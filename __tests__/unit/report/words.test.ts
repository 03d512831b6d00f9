import { describe, expect, test } from '@jest/globals'
import { ApiError } from '../../../src/errors.ts'
import { describe as words } from '../../../src/report/fault-words.ts'
import { explain, lastSeen, leftAlone, rerunAdvice, verdictLine } from '../../../src/report/words.ts'
import type { Ending, JobView } from '../../../src/wait/job.ts'
import type { Rules } from '../../../src/wait/rules.ts'
import { outcomeOf } from '../../support/outcomes.ts'
import { isComplete, jobReading, jobView, over, rolloutReading } from '../../support/readings.ts'
import { defaultRules } from '../../support/wait-run.ts'

/** Why a job ended, and what to do about it. */
function why(ending: Ending, job: Partial<JobView> = {}, rules: Partial<Rules> = {}) {
  const outcome = outcomeOf(ending.result, [jobView({ ...job, ending })])
  return explain(outcome, { ...defaultRules, ...rules })
}

const faulty = (status: number, detail = ''): Ending => ({
  result: 'error',
  why: 'fault',
  error: new ApiError('status', `HTTP ${String(status)}`, { status, detail }),
})

describe('why a job ended and what to do', () => {
  test('failed: what Clanforge says, and that the step could run it again', () => {
    const failed: Ending = { result: 'failed', by: 'state' }
    const fields = { joberror: ' disk full ' }
    expect(why(failed, { fields })).toEqual({
      cause: 'Clanforge says Failed: disk full',
      advice: 'Look at the job in Clanforge; job-retries lets this step run it again.',
    })
    expect(why(failed, { fields: {} }, { retries: 2 })).toEqual({
      cause: 'Clanforge says Failed',
      advice: 'Look at the job in Clanforge.',
    })
  })

  test('failed by count: says which setting would allow it', () => {
    const reading = jobReading({ failures: 3 })
    const { cause } = why({ result: 'failed', by: 'count' }, { reading })
    expect(cause).toBe(
      'jobfailed is 3 while Running; if this job was run again after a failure, set max-jobfailed to 3',
    )
  })

  test.each([
    [{ machines: 1 }, 'allowed-failed-machines: 1'],
    [{ percent: 5 }, 'allowed-failed-machines: 5%'],
  ])('a rollout failed: how many machines, how many are allowed', (allowance, allowed) => {
    const reading = rolloutReading(5, 2, 3)
    expect(why({ result: 'failed', by: 'machines' }, { reading }, { allowance }).cause).toBe(
      `2 machines of 10 failed (${allowed})`,
    )
  })

  test('failed, and running it again was refused', () => {
    const retryFault = new ApiError('status', 'HTTP 403', { detail: 'no' })
    expect(why({ result: 'failed', by: 'state', retryFault }, { fields: {} }).cause).toBe(
      'Clanforge says Failed; running it again was refused (HTTP 403: no)',
    )
  })

  test.each<readonly [Ending, RegExp, RegExp]>([
    [{ result: 'squashed' }, /another job took its place/, /on-squashed: pass/],
    [{ result: 'stalled' }, /nothing has moved for 10m \(stall-timeout\)/, /whether it hangs/],
    [
      { result: 'error', why: 'nowhere' },
      /has not had this job for 60s/,
      /jobid, mirroring and accountserviceid/,
    ],
    [faulty(401), /^HTTP 401$/, /access-key and secret-key, or bearer-token/],
    [faulty(403, 'no'), /^HTTP 403: no$/, /may see this ASID \(accountserviceid\), and their permissions/],
    [faulty(404), /^HTTP 404$/, /has to exist and belong to this ASID/],
    [faulty(302), /^HTTP 302$/, /redirects are not followed/],
    [faulty(410), /^HTTP 410$/, /Check api-url and the id/],
    [{ result: 'error', why: 'fault', error: new ApiError('refusal', 'refused') }, /refused/, /has to exist/],
    [
      { result: 'error', why: 'fault', error: new ApiError('certificate', 'c') },
      /^c$/,
      /NODE_EXTRA_CA_CERTS/,
    ],
    [
      {
        result: 'error',
        why: 'outage',
        error: new ApiError('network', 'broken', { detail: 'x'.repeat(999) }),
      },
      /requests have failed for 5m \(outage-timeout\), lastly: broken: x{499}…$/,
      /raise outage-timeout/,
    ],
  ])('%j', (ending, cause, advice) => {
    const told = why(ending, {}, { stallTimeout: 600_000 })
    expect(told.cause).toMatch(cause)
    expect(told.advice).toMatch(advice)
  })

  test('complete: nothing', () => {
    expect(why(isComplete)).toEqual({ cause: '', advice: '' })
  })

  test('out of time, cancelled, crashed', () => {
    const told = (['timed-out', 'cancelled', 'error'] as const).map(result => {
      return explain(outcomeOf(result, [jobView()]), defaultRules).cause
    })
    expect(told).toEqual(['timeout (1h) passed', 'the runner ended the wait', ''])
  })
})

test.each<readonly [Partial<JobView>, string]>([
  [{}, 'Last seen: Running, 40 %, 30s ago.'],
  [{ heardAt: 89_500 }, 'Last seen: Running, 40 %, just now.'],
  [{ reading: jobReading({ progress: undefined }) }, 'Last seen: Running, 30s ago.'],
  [{ reading: jobReading({ stateName: '' }) }, 'Last seen: state not told, 40 %, 30s ago.'],
  [{ reading: rolloutReading(1, 2, 7) }, 'Last seen: 7 of 10 machines done, 2 failed, 90 %, 30s ago.'],
  [{ heardAt: undefined }, 'There was no usable answer about it.'],
  [{ heardAt: undefined, held: true }, 'It was not asked about yet.'],
])('what was last seen: %j', (job, text) => {
  expect(lastSeen(jobView(job), 90_000)).toBe(text)
})

describe('running the step again', () => {
  const install = jobView({ target: { kind: 'install', id: '7' } })
  test.each<readonly [string, JobView, Partial<Rules>, RegExp]>([
    ['only asks', jobView(), {}, /is safe: it only asks/],
    ['may run a job again', jobView(), { retries: 1 }, /is safe, but may run a failed job again/],
    [
      'cannot run a rollout again',
      jobView({ target: { kind: 'rollout', id: '4' } }),
      { retries: 1 },
      /only asks/,
    ],
    ['queues an install again', install, {}, /queues the install again/],
    ['queues it again', install, { installMode: 'queue-once' }, /queues the install again/],
    ['only watches it', install, { installMode: 'watch' }, /is safe: it only asks/],
  ])('%s', (_, job, rules, text) => {
    expect(rerunAdvice([job], { ...defaultRules, ...rules })).toMatch(text)
  })
})

test('a step that gives up says that it left the job alone; of one that is over there is nothing to leave', () => {
  const said = (result: 'timed-out' | 'cancelled' | 'error' | 'stalled' | 'failed' | 'squashed') =>
    leftAlone(outcomeOf(result, [jobView()])) !== ''
  expect([said('timed-out'), said('cancelled'), said('error'), said('stalled')]).toEqual(Array(4).fill(true))
  expect([said('failed'), said('squashed')]).toEqual([false, false])
  expect(leftAlone(outcomeOf('error', []))).toBe('')
})

describe('the verdict in a line', () => {
  const complete = over('diff', '5', isComplete)
  const squashed = over('version', '9', { result: 'squashed' })
  test.each([
    [outcomeOf('complete', [complete]), 'Image diff 5 is complete, after 2m and 12 requests'],
    [outcomeOf('complete', [complete, complete]), 'All 2 jobs are complete, after 2m and 12 requests'],
    [outcomeOf('squashed', [squashed]), 'Image version 9 was squashed, after 2m and 12 requests'],
    [
      outcomeOf('squashed', [squashed, complete], complete),
      'All jobs are over, at least one of them squashed, after 2m and 12 requests',
    ],
    [outcomeOf('timed-out', [jobView()]), 'Image update 101 was not over in time, after 2m and 12 requests'],
    [outcomeOf('error', []), 'The step could not begin, after 2m and 12 requests'],
  ])('%#', (outcome, line) => {
    expect(verdictLine(outcome, 12, 120_000)).toBe(line)
  })
})

test('a fault in a few words', () => {
  expect(words(new ApiError('timeout', 'no whole answer within 30 s'))).toBe('no whole answer within 30 s')
  expect(words(new ApiError('status', 'HTTP 502', { detail: 'Bad Gateway' }))).toBe('HTTP 502: Bad Gateway')
})
