import { describe, expect, test } from '@jest/globals'
import fc from '../support/fast-check.ts'
import { ApiError, type ApiErrorType } from '../../src/clanforge/errors.ts'
import { anyBody } from '../support/arbitrary.ts'
import type { Notice } from '../../src/wait/job-state.ts'
import type { Call, Reply } from '../support/scripted-api.ts'
import { type Step, isCompleteJustified } from '../support/verdict-invariants.ts'
import { defaultOptions, play } from '../support/wait-run.ts'

const faults: readonly ApiErrorType[] = [
  'connect',
  'network',
  'timeout',
  'invalid-response',
  'too-large',
  'refusal',
  'certificate',
]
const retryAfter = fc.option(
  fc.oneof(fc.integer({ min: 0, max: 90_000 }), fc.double({ min: 0, noNaN: true })),
  {
    nil: undefined,
  },
)
const takes = fc.constantFrom(0, 0, 1, 80, 4_000, 30_000)
const dates = fc.option(fc.double(), { nil: undefined })

const validOrNot = fc.record({ body: anyBody, takes, retryAfter, date: dates })
const failures = fc
  .record({ kind: fc.constantFrom(...faults), takes, retryAfter })
  .map(({ kind, ...rest }) => ({
    ...rest,
    fault: new ApiError(kind, 'a fault', { retryAfter: rest.retryAfter }),
  }))
const statuses = fc
  .record({ status: fc.integer({ min: 100, max: 599 }), takes, retryAfter })
  .map(({ status, ...rest }) => ({
    ...rest,
    fault: new ApiError('status', 'HTTP', { status, retryAfter: rest.retryAfter }),
  }))
const replies = fc.array(fc.oneof({ weight: 4, arbitrary: validOrNot }, failures, statuses), {
  minLength: 1,
  maxLength: 12,
})
const intervals = fc.constantFrom(
  { minPollInterval: 500, maxPollInterval: 500 },
  { minPollInterval: 2_000, maxPollInterval: 60_000 },
  { minPollInterval: 20_000, maxPollInterval: 30_000 },
)
const seconds = fc.integer({ min: 1, max: 400 })
/** Times are sums of fractions of a millisecond. */
const ROUNDING = 1e-6

/** The valid responses of a run, as steps of its only job. */
function stepsOf(notices: readonly Notice[], deadline: number): readonly Step[] {
  return notices.flatMap((notice): Step[] => {
    if (notice.type !== 'response' || notice.job.lastResponse === undefined) return []
    const { at, job, previous } = notice
    const arrival = {
      sentAt: at,
      at,
      isFinal: at >= deadline,
      date: undefined,
      retryAfter: undefined,
      random: 0.5,
    }
    return [
      {
        event: { type: 'response', response: notice.job.lastResponse, arrival },
        before: previous,
        after: job,
      },
    ]
  })
}

describe('a wait for a job with any responses', () => {
  test('ends in time, is complete only by responses that say so, and polls within its limits (1,500 cases)', async () => {
    await fc.assert(
      fc.asyncProperty(replies, intervals, seconds, async (turns, some, timeout) => {
        const deadline = timeout * 1000
        const replyTo = ({ nth }: Call): Reply => (turns[(nth - 1) % turns.length] ?? 'silence') as Reply
        const options = { ...defaultOptions, ...some, timeout: deadline, stallTimeout: 200_000 }
        const run = await play('update 101', replyTo, { options })
        const steps = stepsOf(run.notices, deadline)
        if (run.result === 'complete') expect(isCompleteJustified(steps, options)).toBe(true)
        expect(run.took).toBeLessThanOrEqual(deadline + 10_000)
        const blind = Math.min(some.maxPollInterval, Math.max(10_000, some.minPollInterval))
        expect(run.requests).toBeLessThanOrEqual(12 + run.took / (0.95 * blind))
        for (const [index, call] of run.calls.entries()) {
          const before = run.calls[index - 1]
          if (before === undefined || call.at === deadline) continue
          expect(call.at - before.until).toBeGreaterThanOrEqual(some.minPollInterval - ROUNDING)
          expect(call.at).toBeLessThan(deadline)
        }
      }),
      { numRuns: 1_500 },
    )
  })
})
