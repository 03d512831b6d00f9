// Every case of the table, with its bodies rewritten in ways that must not change the verdict.
import { expect, test } from '@jest/globals'
import fc from '../support/fast-check.ts'
import { type Json, type JsonObject, asObject, isArray } from '../../src/clanforge/json.ts'
import { playCase } from '../support/case-run.ts'
import { verdictCases } from '../support/verdict-cases.ts'

type Rewriting = (body: JsonObject) => JsonObject

const numbers = [
  'jobstateid',
  'jobprogress',
  'jobfailed',
  'pending_machines',
  'failed_machines',
  'completed_machines',
]
const timestamps = ['jobcreated', 'jobstart', 'jobeta', 'jobupdated']

function mapField(body: JsonObject, name: string, map: (value: Json) => Json): JsonObject {
  const value = body[name]
  return value === undefined ? body : { ...body, [name]: map(value) }
}

const asText = (value: Json) => (typeof value === 'number' ? String(value) : value)
const inCase = (to: 'toUpperCase' | 'toLowerCase') => (value: Json) =>
  typeof value === 'string' ? ` ${value[to]()} ` : value
const otherSpelling = (value: Json) =>
  value === 'Complete' ? 'Completed' : value === 'Completed' ? 'Complete' : value

const rewritings: Readonly<Record<string, Rewriting>> = {
  'numbers as text': body => numbers.reduce((next, name) => mapField(next, name, asText), body),
  'names in upper case': body => mapField(body, 'jobstatename', inCase('toUpperCase')),
  'names in lower case': body => mapField(body, 'jobstatename', inCase('toLowerCase')),
  'Complete and Completed': body => mapField(body, 'jobstatename', otherSpelling),
  'extra fields': body => ({ ...body, game: { id: 1 }, state: 'Complete', progress: 100, is_error: true }),
  'null fields': body => ({ joberror: null, error_message: null, updateid: null, jobfailed: null, ...body }),
  'the order of the fields': body => Object.fromEntries(Object.entries(body).toReversed()),
  'success as a number': body =>
    mapField(body, 'success', value => (typeof value === 'boolean' ? Number(value) : value)),
}

/** Any value in the timestamps: they decide when to poll, and nothing else. */
const garbageTimestamps = fc
  .record(
    Object.fromEntries(
      timestamps.map(name => [
        name,
        fc.constantFrom<Json>('soon', -1, 1e300, '', null, [], {}, 1_700_000_000),
      ]),
    ),
  )
  .map((garbage): Rewriting => body => ({ ...garbage, ...body }))

/** Rewrites a body, and the entries of an install list. */
function rewriteBody(rewriting: Rewriting, body: Json): Json {
  const object = asObject(body)
  if (object === undefined) return body
  const { installs } = object
  return isArray(installs)
    ? { ...object, installs: installs.map(entry => rewriteBody(rewriting, entry)) }
    : rewriting(object)
}

const cases = verdictCases.map(row => [row.row, row.name, row] as const)

test.each(cases)('no rewriting changes: %s: %s', async (_, __, row) => {
  for (const [name, rewriting] of Object.entries(rewritings)) {
    const { run } = await playCase(row, body => rewriteBody(rewriting, body))
    expect([name, run.result]).toEqual([name, row.result])
  }
})

test('neither do several at once and garbage in the timestamps (600 cases)', async () => {
  const several = fc.subarray(Object.values(rewritings))
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...verdictCases),
      several,
      garbageTimestamps,
      async (row, some, garbage) => {
        const all: Rewriting = body => [garbage, ...some].reduce((next, rewriting) => rewriting(next), body)
        const { run } = await playCase(row, body => rewriteBody(all, body))
        expect([row.row, row.name, run.result]).toEqual([row.row, row.name, row.result])
      },
    ),
    { numRuns: 600 },
  )
})
