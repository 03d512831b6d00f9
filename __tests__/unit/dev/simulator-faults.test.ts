import { describe, expect, test } from '@jest/globals'
import { applyFault } from '../../../dev/simulator/fault.ts'
import { DEFAULT_MIX } from '../../../dev/simulator/fault-clauses.ts'
import { FaultPlan } from '../../../dev/simulator/fault-plan.ts'

const TRUTH = {
  status: 200,
  headers: { 'content-type': 'application/json' },
  body: '{"updateid":101,"jobstateid":4}',
}
const STATUS = { path: '/cfp/v1/imageupdate/101/status', query: new URLSearchParams('accountserviceid=1') }
const QUEUE = { path: '/cfp/v1/imageinstall/7/queue', query: new URLSearchParams('mirroring=true') }

function planOf(...lines: readonly string[]): FaultPlan {
  const plan = new FaultPlan(1)
  plan.set(lines)
  return plan
}

function fate(plan: FaultPlan, count: number, request = STATUS, nowMs = 0): readonly string[] {
  return Array.from({ length: count }, () => plan.next(request, nowMs)?.line ?? '-')
}

describe('a script', () => {
  test('is used up, one fault after the other', () => {
    const plan = planOf('503 x2, reset')
    expect(fate(plan, 4)).toEqual(['503 x2', '503 x2', 'reset', '-'])
    expect(plan.lines()).toEqual([])
  })

  test('waits for its pattern, and lets requests through first', () => {
    const plan = planOf('hang on queue', '401 forever after 2 on imageupdate*status?account')
    expect(fate(plan, 4)).toEqual([
      '-',
      '-',
      ...Array<string>(2).fill('401 forever after 2 on imageupdate*status?account'),
    ])
    expect(fate(plan, 2, QUEUE)).toEqual(['hang on queue', '-'])
  })

  test('may last for a time', () => {
    const plan = planOf('502 for 10s')
    expect([0, 9_999, 10_000].map(ms => plan.next(STATUS, 5_000 + ms)?.line)).toEqual([
      '502 for 10s',
      '502 for 10s',
      undefined,
    ])
  })

  test('knows whether the request reaches Clanforge', () => {
    const heard = (line: string) => planOf(line).next(STATUS, 0)?.heard
    for (const line of ['reset', 'cut', 'hang', '500', '408', 'page', '404 heard'])
      expect([line, heard(line)]).toEqual([line, true])
    for (const line of ['429', '404', 'refusal', 'redirect', '503 unheard'])
      expect([line, heard(line)]).toEqual([line, false])
  })

  test('none takes everything away', () => {
    const plan = planOf('503 forever')
    plan.set(['none'])
    expect(fate(plan, 1)).toEqual(['-'])
  })
})

describe('a rate', () => {
  test('befalls about one request in so many, with all its kinds, the same for the same seed', () => {
    const kinds = (plan: FaultPlan) =>
      Array.from({ length: 3000 }, () => plan.next(STATUS, 0)?.fault.kind ?? '-')
    const drawn = kinds(planOf('one in 3: reset, 503, page'))
    const hit = drawn.filter(kind => kind !== '-')
    expect(hit.length).toBeGreaterThan(900)
    expect(hit.length).toBeLessThan(1100)
    expect(new Set(hit)).toEqual(new Set(['reset', 'status', 'page']))
    expect(kinds(planOf('one in 3: reset, 503, page'))).toEqual(drawn)
  })

  test('has a mix of its own, and a pattern', () => {
    const plan = planOf('one in 1 on queue')
    expect(fate(plan, 2)).toEqual(['-', '-'])
    const kinds = new Set(Array.from({ length: 300 }, () => plan.next(QUEUE, 0)?.fault.kind))
    expect(kinds).toContain('garbage')
    expect(kinds.size).toBe(
      DEFAULT_MIX.replaceAll(/\d{3}( retry-after 1)?/g, 'status')
        .split(', ')
        .filter((kind, at, all) => all.indexOf(kind) === at).length,
    )
  })
})

test.each([
  ['wobble', '"wobble" is not a fault; accepted: reset · cut'],
  ['503 x', 'after a fault comes x<n>'],
  ['200', 'not a status from 300 to 599'],
  ['503 for 10', 'did you mean 10s'],
  ['one in 0', 'At least 1'],
  ['one of 3', 'a rate is written'],
  ['one in 3: 503 x2', 'does not go with a rate'],
])('%s is not understood, and nothing changes', (line, message) => {
  const plan = planOf('reset forever')
  expect(() => {
    plan.set([line])
  }).toThrow(message)
  expect(plan.lines()).toEqual(['reset forever'])
})

describe('the answer under a fault', () => {
  const faulty = (line: string, nowMs = 0) => {
    const misfortune = planOf(line).next(STATUS, 0)
    if (!misfortune) throw new Error(`${line} befalls nobody`)
    return applyFault(misfortune.fault, TRUTH, nowMs)
  }

  test.each(['reset', 'cut', 'hang', 'drip'])('%s is a matter of sending', manner => {
    expect(faulty(manner)).toEqual({ response: TRUTH, manner })
  })

  test('Retry-After in seconds and as a date', () => {
    expect(faulty('429 retry-after 5').response).toMatchObject({
      status: 429,
      headers: { 'retry-after': '5' },
    })
    const date = 'Thu, 01 Jan 1970 00:01:05 GMT'
    expect(faulty('503 retry-after date 5', 60_000).response.headers).toMatchObject({ 'retry-after': date })
  })

  test.each([
    ['301', { status: 301 }],
    ['page', { status: 200, headers: { 'content-type': 'text/html' } }],
    ['empty', { status: 200, body: '' }],
    ['wrong job', { status: 200, body: '{"updateid":102,"jobstateid":4}' }],
    ['redirect "https://example.com/"', { status: 302, headers: { location: 'https://example.com/' } }],
  ])('%s', (line, response) => {
    expect(faulty(line)).toMatchObject({ manner: 'whole', response })
  })

  test('a refusal, broken JSON, too large a body', () => {
    const refusal: unknown = JSON.parse(faulty('refusal "image locked, again"').response.body)
    expect(refusal).toMatchObject({ error: true, success: false, error_message: 'image locked, again' })
    expect(() => JSON.parse(faulty('garbage').response.body) as unknown).toThrow()
    const large = faulty('oversized 3').response.body
    expect(large.length).toBeGreaterThan(3 * 2 ** 20)
    expect(JSON.parse(large)).toMatchObject({ updateid: 101, jobstateid: 4 })
  })
})
