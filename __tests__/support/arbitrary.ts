import fc from './fast-check.ts'
import type { Json, JsonObject } from '../../src/clanforge/json.ts'

/** Any JSON, as JSON.parse gives it. */
export const anyJson = fc.jsonValue({ maxDepth: 3 }) as fc.Arbitrary<Json>

const sometimes = <T extends Json>(likely: fc.Arbitrary<T>): fc.Arbitrary<Json> =>
  fc.oneof({ weight: 4, arbitrary: likely }, { weight: 1, arbitrary: anyJson })

const stamp = sometimes(fc.constantFrom<Json>(0, -1, 1_800_000_000, '1800000000', 1e300, null))
const flag = sometimes(fc.constantFrom<Json>(true, false, 0, 1, '0', '1', 'true', 'False', null))
const states = fc.constantFrom<Json>(0, 1, 2, 3, 4, 5, 6, 7, 8, '4', '5', '5.0', 5.5, true, null, '0x5', '')
const names = fc.constantFrom(
  'Running',
  'Complete',
  'COMPLETED',
  ' completed ',
  'Failed',
  'squashed',
  '',
  'Done',
)
const percents = fc.constantFrom<Json>(0, 40, 99.9, 100, '100', ' 100.0', 101, '1e2', -100, 'all', null)

/** Something that looks like a response about update 101, with any field in any type, or missing. */
export const anyAnswer = fc.record<JsonObject, never>(
  {
    jobstateid: sometimes(states),
    jobstatename: sometimes(names),
    jobprogress: sometimes(percents),
    jobfailed: sometimes(fc.constantFrom<Json>(0, 0, 0, 1, 2, false, true, '0', '3', null)),
    joberror: sometimes(fc.string()),
    success: flag,
    error: flag,
    updateid: fc.oneof(
      { weight: 6, arbitrary: fc.constantFrom<Json>(101, '101') },
      { weight: 1, arbitrary: anyJson },
    ),
    jobeta: stamp,
    jobstart: stamp,
    jobupdated: stamp,
    jobcreated: stamp,
    pending_machines: sometimes(fc.constantFrom<Json>(0, 1, '0', -1)),
    failed_machines: sometimes(fc.constantFrom<Json>(0, 1)),
    completed_machines: sometimes(fc.constantFrom<Json>(0, 1, 10)),
    jobid: sometimes(fc.constantFrom<Json>(7, '7')),
    mirroring: flag,
    installs: sometimes(fc.array(anyJson, { maxLength: 3 })),
  },
  { requiredKeys: [] },
)

/** A body: something like a response, or any JSON at all. */
export const anyBody: fc.Arbitrary<Json> = fc.oneof(
  { weight: 5, arbitrary: anyAnswer as fc.Arbitrary<Json> },
  { weight: 1, arbitrary: anyJson },
)
