import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { readAnswer, readList } from '../../../src/clanforge/answer.ts'
import { ApiError } from '../../../src/errors.ts'
import type { Json } from '../../../src/clanforge/json.ts'
import { kindNames } from '../../../src/clanforge/kinds.ts'
import { judge } from '../../../src/wait/verdict.ts'
import { anyBody, anyJson } from '../../support/arbitrary.ts'
import { type Says, tableSays } from '../../support/oracle.ts'

const update = { kind: 'update', id: '101' } as const

/** What src makes of a body; anything that is thrown but an ApiError comes through. */
function says(body: Json, maxJobfailed: number): Says {
  try {
    const { reading } = readAnswer(update, body)
    if (reading.type !== 'job') throw new Error('an update was read as a rollout')
    const { is } = judge(reading, maxJobfailed)
    return is === 'unfinished' ? 'not over' : is
  } catch (error) {
    if (error instanceof ApiError && ['bad-answer', 'refusal'].includes(error.kind)) return 'no answer'
    throw error
  }
}

describe('any JSON as an answer', () => {
  test('means what the table says, and complete only where the table says so (6,000 cases)', () => {
    const seen = new Set<Says>()
    fc.assert(
      fc.property(anyBody, fc.constantFrom(0, 1, 5), (body, maxJobfailed) => {
        const verdict = says(body, maxJobfailed)
        seen.add(verdict)
        expect(verdict).toBe(tableSays(body, maxJobfailed, update.id))
      }),
      { numRuns: 6_000 },
    )
    // That every row was met shows that the cases are worth something.
    expect([...seen].sort()).toEqual(['complete', 'failed', 'nearly', 'no answer', 'not over', 'squashed'])
  })

  test('is read or refused for every kind of job, and what is kept can be written again (2,000 cases)', () => {
    fc.assert(
      fc.property(anyBody, fc.constantFrom(...kindNames), (body, kind) => {
        try {
          const { fields } = readAnswer({ kind, id: '101' }, body)
          expect(typeof JSON.stringify(fields)).toBe('string')
        } catch (error) {
          expect(error).toBeInstanceOf(ApiError)
        }
      }),
      { numRuns: 2_000 },
    )
  })

  test('is a list of installs or a fault (2,000 cases)', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          anyBody,
          fc.array(anyBody).map(installs => ({ installs })),
          anyJson,
        ),
        body => {
          try {
            const { installs } = readList(body)
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
