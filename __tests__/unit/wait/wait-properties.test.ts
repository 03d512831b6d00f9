import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { ApiError, type ApiErrorType } from '../../../src/clanforge/errors.ts'
import { anyBody } from '../../support/arbitrary.ts'
import { tableSays } from '../../support/oracle.ts'
import type { Call, Reply } from '../../support/scripted-api.ts'
import { play } from '../../support/wait-run.ts'

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

const good = fc.record({ body: anyBody, takes, retryAfter, date: dates })
const bad = fc.record({ kind: fc.constantFrom(...faults), takes, retryAfter }).map(({ kind, ...rest }) => ({
  ...rest,
  fault: new ApiError(kind, 'a fault', { retryAfter: rest.retryAfter }),
}))
const refused = fc
  .record({ status: fc.integer({ min: 100, max: 599 }), takes, retryAfter })
  .map(({ status, ...rest }) => ({
    ...rest,
    fault: new ApiError('status', 'HTTP', { status, retryAfter: rest.retryAfter }),
  }))
const replies = fc.array(fc.oneof({ weight: 4, arbitrary: good }, bad, refused), {
  minLength: 1,
  maxLength: 12,
})
const paces = fc.constantFrom(
  { min: 500, max: 500 },
  { min: 2_000, max: 60_000 },
  { min: 20_000, max: 30_000 },
)
const seconds = fc.integer({ min: 1, max: 400 })

/** What the answers up to the last one mean by the table: may the job be taken for complete? */
function mayBeComplete(
  told: readonly Reply[],
  calls: readonly Call[],
  min: number,
  deadline: number,
): boolean {
  const heard = calls.map((call, index) => {
    const reply = told[index]
    const body = reply !== undefined && reply !== 'silence' && 'body' in reply ? reply.body : undefined
    return { at: call.until, says: tableSays(body, 0, '101') }
  })
  const answers = heard.filter(({ says }) => says !== 'no answer')
  const last = answers.at(-1)
  if (last?.says === 'complete') return true
  const row = answers.slice(answers.findLastIndex(({ says }) => says !== 'nearly') + 1)
  const [first] = row
  if (first === undefined || last === undefined || row.length < 2) return false
  return last.at - first.at >= min || last.at >= deadline
}

describe('a wait for a job of which anything is said', () => {
  test('ends, is complete only when the table says so, and never asks too soon (1,500 cases)', async () => {
    await fc.assert(
      fc.asyncProperty(replies, paces, seconds, async (told, pace, timeout) => {
        const deadline = timeout * 1000
        const replyTo = ({ nth }: Call): Reply => (told[(nth - 1) % told.length] ?? 'silence') as Reply
        const options = { pace, timeout: deadline, stallTimeout: 200_000 }
        const run = await play('update 101', replyTo, { options })
        const said = run.calls.map(replyTo)
        if (run.result === 'complete') expect(mayBeComplete(said, run.calls, pace.min, deadline)).toBe(true)
        expect(run.took).toBeLessThanOrEqual(deadline + 10_000)
        for (const [index, call] of run.calls.entries()) {
          const before = run.calls[index - 1]
          if (before === undefined || call.at === deadline) continue
          // Times are sums of fractions of a millisecond.
          expect(call.at - before.until).toBeGreaterThanOrEqual(pace.min - 1e-6)
          expect(call.at).toBeLessThan(deadline)
        }
      }),
      { numRuns: 1_500 },
    )
  })
})
