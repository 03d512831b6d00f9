import { describe, expect, test } from '@jest/globals'
import { type JobKindName, jobKindNames } from '../../../src/clanforge/endpoints.ts'
import { ApiError, type ApiErrorType } from '../../../src/clanforge/errors.ts'
import type { Json } from '../../../src/clanforge/json.ts'
import { readInstallList, readJobResponse, refusal } from '../../../src/clanforge/response.ts'

/** The type of the ApiError that `read` throws. */
function faultOf(read: () => unknown): ApiErrorType | undefined {
  try {
    read()
  } catch (error) {
    if (error instanceof ApiError) return error.type
    throw error
  }
  return undefined
}

/** JSON that JSON.parse takes and JSON.stringify does not. */
const deep = (field: string): Json =>
  JSON.parse(`{"jobstateid":5,"${field}":${'['.repeat(9e4)}${']'.repeat(9e4)}}`) as Json

const update = { kind: 'update', id: '101' } as const

describe('a response about a job', () => {
  test.each<readonly [string, Json]>([
    ['null', null],
    ['a number', 5],
    ['a text', 'Complete'],
    ['an array', [{ jobstateid: 5 }]],
    ['an object without a known field', { status: 'ok' }],
    ['a list of installs', { installs: [] }],
    ['success: true without more', { success: true }],
    ['a rollout', { pending_machines: 0 }],
    ['a field that is nested too deeply to become an output', deep('joberror')],
  ])('%s is invalid', (_, body) => {
    expect(faultOf(() => readJobResponse(update, body))).toBe('invalid-response')
  })

  test.each<readonly [string, Json]>([
    ['error: true', { error: true, error_message: 'No rows in result set' }],
    ['success: false', { success: false }],
  ])('%s without a field that makes it valid is a refusal', (_, body) => {
    expect(faultOf(() => readJobResponse(update, body))).toBe('refusal')
  })

  test('a refusal has the message of Clanforge', () => {
    const refuse = () => readJobResponse(update, { error: true, error_message: ' No rows ' })
    expect(refuse).toThrow(expect.objectContaining({ detail: 'No rows' }))
  })

  test('error: true with a state is a valid response that is denied', () => {
    expect(readJobResponse(update, { error: true, jobstateid: 5 }).status.denial).toEqual({ message: '' })
  })

  test('a field that becomes no output may be nested to any depth', () => {
    expect(readJobResponse(update, deep('extra')).fields).toEqual({ jobstateid: 5 })
  })

  test.each(['many', '', 1.5, -1, [], {}])('jobfailed %j makes it invalid', jobfailed => {
    const body = { jobstateid: 5, jobfailed } as Json
    expect(faultOf(() => readJobResponse(update, body))).toBe('invalid-response')
  })

  test.each(['failed_machines', 'completed_machines', 'jobfailed'])(
    '%s that cannot be read makes it invalid',
    counter => {
      const body = { pending_machines: 0, [counter]: 'none' }
      expect(faultOf(() => readJobResponse({ kind: 'rollout', id: '1' }, body))).toBe('invalid-response')
    },
  )

  test('a whole number is kept exactly', () => {
    const body = { jobstateid: 5, machinejobid: 12345678901234567891n }
    expect(readJobResponse(update, body).fields).toEqual(body)
  })

  test('a refused call has the message of Clanforge', () => {
    expect(refusal({ message: 'locked' })).toMatchObject({ type: 'refusal', detail: 'locked' })
  })
})

describe('a response about another job', () => {
  const repeated: Readonly<Partial<Record<JobKindName, string>>> = {
    update: 'updateid',
    diff: 'diffid',
    version: 'imageversionid',
  }

  test.each(Object.entries(repeated))(
    '%s: %s must be the ID of the request, if it is there',
    (kind, field) => {
      const target = { kind: kind as JobKindName, id: '101' }
      const outcome = (id: Json) => faultOf(() => readJobResponse(target, { jobstateid: 5, [field]: id }))
      expect([101, '101', null, '', ' ', 0, '0', false].map(outcome)).toEqual(Array(8).fill(undefined))
      expect([102, '1010', [101], {}, true].map(outcome)).toEqual(Array(5).fill('invalid-response'))
    },
  )

  test('IDs of other things are not compared', () => {
    const body = { jobstateid: 5, diffid: 7, imageversionid: 8, updateid: 101 }
    expect(faultOf(() => readJobResponse(update, body))).toBeUndefined()
    const install = { kind: 'install', id: '7' } as const
    expect(
      faultOf(() => readJobResponse(install, { jobstateid: 5, versionmirrorid: 3, updateid: 9 })),
    ).toBeUndefined()
  })
})

test.each(jobKindNames)('a response about %s is read by its own rules', kind => {
  const body = { jobstateid: 4, pending_machines: 3 }
  expect(readJobResponse({ kind, id: '1' }, body).status.type).toBe(kind === 'rollout' ? 'rollout' : 'job')
})

describe('the install list', () => {
  test('has every entry that is an object', () => {
    const { defect, installs } = readInstallList({
      installs: [{ jobid: 7, jobstateid: 4 }, null, 'x', [1], { jobid: '8' }],
    })
    expect(installs.map(({ jobid }) => jobid)).toEqual(['7', '8'])
    expect(defect).toEqual({ type: 'invalid-entry' })
    expect(installs.map(({ content }) => content.type)).toEqual(['response', 'no-fields'])
  })

  test('reads mirroring and the version of an entry as they come', () => {
    const { installs } = readInstallList({
      installs: [{ mirroring: '1', target_imageversionid: 9 }, { mirroring: false }, { mirroring: 'maybe' }],
    })
    expect(installs.map(({ mirroring, targetVersion }) => [mirroring, targetVersion])).toEqual([
      [true, '9'],
      [false, undefined],
      [undefined, undefined],
    ])
  })

  test('with an entry that is not valid is valid for the others', () => {
    const { installs } = readInstallList({
      installs: [
        { jobid: 7, jobstateid: 4, jobfailed: 'many' },
        { jobid: 8, jobstateid: 4 },
      ],
    })
    expect(installs.map(({ content }) => content)).toMatchObject([
      { type: 'invalid', error: { type: 'invalid-response' } },
      { type: 'response', response: { fields: { jobstateid: 4 } } },
    ])
  })

  test('may be empty', () => {
    expect(readInstallList({ installs: [] })).toEqual({ installs: [], defect: undefined })
  })

  test.each<readonly [Json, ApiErrorType]>([
    [null, 'invalid-response'],
    [[], 'invalid-response'],
    [{}, 'invalid-response'],
    [{ installs: null }, 'invalid-response'],
    [{ installs: {} }, 'invalid-response'],
    [{ success: false }, 'refusal'],
    [{ error: true, installs: null }, 'refusal'],
  ])('%j is none: %s', (body, kind) => {
    expect(faultOf(() => readInstallList(body))).toBe(kind)
  })

  test('that is denied is denied in all its entries', () => {
    const { defect, installs } = readInstallList({
      success: false,
      installs: [{ jobid: 7, jobstateid: 5 }],
    })
    expect(defect).toEqual({ type: 'denied', message: '' })
    expect(installs[0]?.content).toMatchObject({ response: { status: { denial: { message: '' } } } })
  })
})
