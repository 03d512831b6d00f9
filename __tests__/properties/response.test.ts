import { describe, expect, test } from '@jest/globals'
import fc from '../support/fast-check.ts'
import { jobKindNames } from '../../src/clanforge/endpoints.ts'
import { ApiError } from '../../src/clanforge/errors.ts'
import { type Json, stringifyJson } from '../../src/clanforge/json.ts'
import { readInstallList, readJobResponse } from '../../src/clanforge/response.ts'
import { nextConfirmation, initialConfirmation, judgeJob } from '../../src/wait/job-verdict.ts'
import { anyBody, anyJson } from '../support/arbitrary.ts'
import { type Expected, expectedOf } from '../support/table-oracle.ts'

const update = { kind: 'update', id: '101' } as const
const received = { at: 0, isFinal: false }

/** What src makes of a first response; anything that is thrown but an ApiError comes through. */
function verdictOf(body: Json, maxJobfailed: number): Expected {
  try {
    const { status } = readJobResponse(update, body)
    if (status.type !== 'job') throw new Error('an update was read as a rollout')
    const confirmation = nextConfirmation(initialConfirmation, status, received)
    const { type } = judgeJob(status, { maxJobfailed, minPollInterval: 2_000, confirmation, received })
    return type === 'failed-by-count' ? 'failed' : type
  } catch (error) {
    if (error instanceof ApiError && ['invalid-response', 'refusal'].includes(error.type)) return 'invalid'
    throw error
  }
}

describe('any JSON as a response', () => {
  test('means what the table says, and complete only where the table says so (6,000 cases)', () => {
    const seen = new Set<Expected>()
    fc.assert(
      fc.property(anyBody, fc.constantFrom(0, 1, 5), (body, maxJobfailed) => {
        const verdict = verdictOf(body, maxJobfailed)
        seen.add(verdict)
        expect(verdict).toBe(expectedOf(body, maxJobfailed, update.id))
      }),
      { numRuns: 6_000 },
    )
    // Every row was met: the cases are varied enough.
    expect([...seen].sort()).toEqual([
      'complete',
      'failed',
      'invalid',
      'squashed',
      'unconfirmed',
      'unfinished',
    ])
  })

  test('is read or rejected for every kind of job, and its fields can be written again (2,000 cases)', () => {
    fc.assert(
      fc.property(anyBody, fc.constantFrom(...jobKindNames), (body, kind) => {
        try {
          const { fields } = readJobResponse({ kind, id: '101' }, body)
          expect(typeof stringifyJson(fields)).toBe('string')
        } catch (error) {
          expect(error).toBeInstanceOf(ApiError)
        }
      }),
      { numRuns: 2_000 },
    )
  })

  test('is an install list or a fault (2,000 cases)', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          anyBody,
          fc.array(anyBody).map(installs => ({ installs })),
          anyJson,
        ),
        body => {
          try {
            const { installs } = readInstallList(body)
            expect((body as { installs: Json[] }).installs.length).toBeGreaterThanOrEqual(installs.length)
          } catch (error) {
            expect(error).toBeInstanceOf(ApiError)
          }
        },
      ),
      { numRuns: 2_000 },
    )
  })
})
