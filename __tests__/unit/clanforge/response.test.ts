import { describe, expect, test } from '@jest/globals'
import { readAnswer, readList } from '../../../src/clanforge/answer.ts'
import type { Json } from '../../../src/clanforge/json.ts'
import { kindNames, type KindName } from '../../../src/clanforge/kinds.ts'
import { ApiError, type ApiErrorKind } from '../../../src/errors.ts'

/** The kind of the ApiError that `read` throws. */
function faultOf(read: () => unknown): ApiErrorKind | undefined {
  try {
    read()
  } catch (error) {
    if (error instanceof ApiError) return error.kind
    throw error
  }
  return undefined
}

/** JSON that JSON.parse takes and JSON.stringify does not. */
const deep = (field: string): Json =>
  JSON.parse(`{"jobstateid":5,"${field}":${'['.repeat(9e4)}${']'.repeat(9e4)}}`) as Json

const update = { kind: 'update', id: '101' } as const

describe('an answer about a job', () => {
  test.each<readonly [string, Json]>([
    ['null', null],
    ['a number', 5],
    ['a text', 'Complete'],
    ['an array', [{ jobstateid: 5 }]],
    ['an object without a known field', { status: 'ok' }],
    ['a list of installs', { installs: [] }],
    ['success: true without more', { success: true }],
    ['a rollout', { pending_machines: 0 }],
    ['a kept field that cannot be written again', deep('joberror')],
  ])('%s is a bad answer', (_, body) => {
    expect(faultOf(() => readAnswer(update, body))).toBe('bad-answer')
  })

  test.each<readonly [string, Json]>([
    ['error: true', { error: true, error_message: 'No rows in result set' }],
    ['success: false', { success: false }],
  ])('%s without a field that makes it usable is a refusal', (_, body) => {
    expect(faultOf(() => readAnswer(update, body))).toBe('refusal')
  })

  test('a refusal says what Clanforge said', () => {
    const refuse = () => readAnswer(update, { error: true, error_message: ' No rows ' })
    expect(refuse).toThrow(expect.objectContaining({ detail: 'No rows' }))
  })

  test('error: true beside a state is an answer, which says so', () => {
    expect(readAnswer(update, { error: true, jobstateid: 5 }).reading.denied).toBe(true)
  })

  test('a field that is not kept may be as deep as it likes', () => {
    expect(readAnswer(update, deep('extra')).fields).toEqual({ jobstateid: 5 })
  })
})

describe('an answer about another job', () => {
  const repeated: Readonly<Partial<Record<KindName, string>>> = {
    update: 'updateid',
    diff: 'diffid',
    version: 'imageversionid',
  }

  test.each(Object.entries(repeated))('%s: %s must be the id asked for, where it is told', (kind, field) => {
    const target = { kind: kind as KindName, id: '101' }
    const tell = (id: Json) => faultOf(() => readAnswer(target, { jobstateid: 5, [field]: id }))
    expect([101, '101', null].map(tell)).toEqual([undefined, undefined, undefined])
    expect([102, '1010', [101], {}, true].map(tell)).toEqual(Array(5).fill('bad-answer'))
  })

  test('ids of other things are not compared', () => {
    const body = { jobstateid: 5, diffid: 7, imageversionid: 8, updateid: 101 }
    expect(faultOf(() => readAnswer(update, body))).toBeUndefined()
    const install = { kind: 'install', id: '7' } as const
    expect(
      faultOf(() => readAnswer(install, { jobstateid: 5, versionmirrorid: 3, updateid: 9 })),
    ).toBeUndefined()
  })
})

test.each(kindNames)('an answer of %s is read by its own rules', kind => {
  const body = { jobstateid: 4, pending_machines: 3 }
  expect(readAnswer({ kind, id: '1' }, body).reading.type).toBe(kind === 'rollout' ? 'rollout' : 'job')
})

describe('the list of installs', () => {
  test('has every entry that is an object', () => {
    const { installs } = readList({ installs: [{ jobid: 7, jobstateid: 4 }, null, 'x', [1], { jobid: '8' }] })
    expect(installs.map(({ jobid }) => jobid)).toEqual(['7', '8'])
    expect(installs.map(({ answer }) => answer !== undefined)).toEqual([true, false])
  })

  test('reads mirroring and the version of an entry as they come', () => {
    const { installs } = readList({
      installs: [{ mirroring: '1', target_imageversionid: 9 }, { mirroring: false }, { mirroring: 'maybe' }],
    })
    expect(installs.map(({ mirroring, version }) => [mirroring, version])).toEqual([
      [true, 9],
      [false, undefined],
      [undefined, undefined],
    ])
  })

  test('may be empty', () => {
    expect(readList({ installs: [] })).toEqual({ installs: [], denied: false })
  })

  test.each<readonly [Json, ApiErrorKind]>([
    [null, 'bad-answer'],
    [[], 'bad-answer'],
    [{}, 'bad-answer'],
    [{ installs: null }, 'bad-answer'],
    [{ installs: {} }, 'bad-answer'],
    [{ success: false }, 'refusal'],
    [{ error: true, installs: null }, 'refusal'],
  ])('%j is none: %s', (body, kind) => {
    expect(faultOf(() => readList(body))).toBe(kind)
  })

  test('that says it went wrong says so of all its entries', () => {
    const { denied, installs } = readList({ success: false, installs: [{ jobid: 7, jobstateid: 5 }] })
    expect([denied, installs[0]?.answer?.reading.denied]).toEqual([true, true])
  })
})
