// Nothing in a log is untrue: whatever a server responds, every line that states a fact is checked against the notices.
import { describe, expect, test } from '@jest/globals'
import fc from '../support/fast-check.ts'
import { ApiError } from '../../src/clanforge/errors.ts'
import { initialJobs } from '../../src/wait/initial-state.ts'
import { START, completeJob, defaultOptions, runningJob } from '../support/job-states.ts'
import { anyBody } from '../support/arbitrary.ts'
import { untrueLines } from '../support/log-truth.ts'
import { Trace } from '../support/log-trace.ts'
import type { Call, Reply } from '../support/scripted-api.ts'
import { play, targetsOf } from '../support/wait-run.ts'
import { writeLog } from '../support/written-log.ts'

/** A job as servers describe it, so that waits last longer than with any JSON. */
const likelyBody = fc.record(
  {
    jobstateid: fc.constantFrom(3, 4, 4, 4, 4, 5, 6, 9),
    jobprogress: fc.constantFrom(0, 10, 40, 40, 40, 40.5, 99, 100),
    jobfailed: fc.constantFrom(0, 0, 0, 0, 1),
    joberror: fc.constantFrom('', '', 'disk full'),
    jobeta: fc.integer({ min: START - 100, max: START + 2_000 }),
    jobupdated: fc.constantFrom(START, START, START, START + 5),
    pending_machines: fc.constantFrom(0, 0, 5, 5, 6),
    failed_machines: fc.constantFrom(0, 0, 0, 1),
    completed_machines: fc.constantFrom(5, 5, 6),
    success: fc.constantFrom(true, true, true, true, false),
    jobid: fc.constant(7),
    installs: fc.constantFrom([], [], [{ jobid: 7, jobstateid: 4, jobprogress: 30 }]),
  },
  { requiredKeys: ['pending_machines'] },
)
const retryAfter = fc.option(fc.integer({ min: 0, max: 90_000 }), { nil: undefined })
const takes = fc.constantFrom(0, 0, 80, 4_000)
const good = fc.record({
  body: fc.oneof({ weight: 4, arbitrary: likelyBody }, { weight: 1, arbitrary: anyBody }),
  takes,
})
const bad = fc
  .record({ status: fc.constantFrom(404, 429, 401, 503, 503, 500), takes, retryAfter })
  .map(({ status, ...rest }) => ({
    ...rest,
    fault: new ApiError('status', `HTTP ${String(status)}`, { status, retryAfter: rest.retryAfter }),
  }))
const replies = fc.array(fc.oneof({ weight: 4, arbitrary: good }, bad), { minLength: 1, maxLength: 12 })
const jobs = fc.constantFrom(
  'update 101',
  'install 7',
  'rollout 44',
  'update 101, update 102, install 7',
  'version 9, rollout 44',
)
const choices = fc.record({
  timeout: fc.integer({ min: 1, max: 900 }).map(seconds => seconds * 1000),
  failFast: fc.boolean(),
  jobRetries: fc.constantFrom(0, 1),
  installMode: fc.constantFrom('poll', 'queue-once', 'watch'),
  stallTimeout: fc.constantFrom(undefined, 200_000),
})

describe('a log', () => {
  test('is true, whatever happens (600 cases)', async () => {
    await fc.assert(
      fc.asyncProperty(jobs, replies, choices, async (names, script, more) => {
        const options = { ...defaultOptions, ...more }
        const first = initialJobs(targetsOf(names), options, 0)
        const replyTo = ({ nth, at }: Call): Reply => {
          const reply = script[(nth - 1) % script.length] ?? 'silence'
          return 'body' in (reply as object)
            ? ({ ...(reply as object), date: START + at / 1000 } as Reply)
            : reply
        }
        const { outcome, notices, took, requests } = await play(names, replyTo, { options })
        const report = { outcome, requests, elapsed: took, options, problems: [], now: took, wallClock: 0 }
        const written = writeLog({ jobs: first, options, start: 0, ignoredInputs: [] }, notices, report)
        expect(untrueLines(written, first, notices, report)).toEqual([])
      }),
      { numRuns: 600 },
    )
  })

  test('that is wrong would be found', () => {
    const trace = new Trace('update 101')
      .response(0, 'update 101', runningJob(40, { eta: START + 600 }))
      .response(70, 'update 101', runningJob(50, { eta: START + 600 }))
      .response(100, 'update 101', completeJob())
    const { notices } = trace
    const written = trace.write(100)
    const check = (lie: (text: string) => string) =>
      untrueLines(
        written.map(line => ({ ...line, text: lie(line.text) })),
        [],
        notices,
        trace.report(100),
      )
    expect(check(text => text)).toEqual([])
    expect(check(text => text.replace('40%', '41%'))).toHaveLength(2)
    expect(check(text => text.replace('about 10m left', 'about 12m left'))).toHaveLength(1)
    expect(check(text => text.replace(/Running .*/, 'Running  (no change for 1m)'))).toHaveLength(3)
    expect(
      check(text => text.replace(/Running .*/, 'Running  (no valid response for 1m: HTTP 503)')),
    ).toHaveLength(2)
    expect(check(text => text.replace(/update 101 .*/, 'everything is fine'))).toHaveLength(4)
    expect(
      check(text =>
        text.replace(
          /update 101 .*/,
          'A poll was sent 5s after the previous response, later than max-poll-interval: a limit',
        ),
      ),
    ).toHaveLength(4)
  })
})
