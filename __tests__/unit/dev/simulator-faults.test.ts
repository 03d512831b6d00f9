import { describe, expect, test } from '@jest/globals'
import { applyFault, arrives, MIXED } from '../../../dev/simulator/fault.ts'
import { FaultPlan } from '../../../dev/simulator/fault-plan.ts'
import type { FaultSpec } from '../../../dev/simulator/scenario.ts'

const ORIGINAL = {
  status: 200,
  headers: { 'content-type': 'application/json', date: 'Thu, 01 Jan 1970 00:01:00 GMT' },
  body: '{"updateid":101,"jobstateid":4}',
}
type Request = Parameters<FaultPlan['next']>[0]

const STATUS = { path: '/cfp/v1/imageupdate/101/status', query: new URLSearchParams('accountserviceid=1') }
const QUEUE = { path: '/cfp/v1/imageinstall/7/queue', query: new URLSearchParams('mirroring=true') }

function planOf(...faults: readonly FaultSpec[]): FaultPlan {
  const plan = new FaultPlan(1)
  plan.set(faults)
  return plan
}

function hits(plan: FaultPlan, count: number, request: Request = STATUS, nowMs = 0): readonly unknown[] {
  return Array.from({ length: count }, () => plan.next(request, nowMs)?.fault ?? '-')
}

describe('faults', () => {
  test('are used up one after the other', () => {
    const plan = planOf({ fault: 503, times: 2 }, { fault: 'reset' })
    expect(hits(plan, 4)).toEqual([503, 503, 'reset', '-'])
    expect(plan.faults()).toEqual([])
  })

  test('wait for their path, and skip requests first', () => {
    const plan = planOf(
      { fault: 'hang', path: 'queue' },
      { fault: 401, times: 'always', after: 2, path: 'imageUpdate/101/status?account' },
    )
    expect(hits(plan, 4)).toEqual(['-', '-', 401, 401])
    expect(hits(plan, 2, QUEUE)).toEqual(['hang', '-'])
  })

  test('idle-reset waits for a request on a connection that was used before', () => {
    const plan = planOf({ fault: 'idle-reset' })
    expect(hits(plan, 2)).toEqual(['-', '-'])
    expect(hits(plan, 2, { ...STATUS, isOnUsedConnection: true })).toEqual(['idle-reset', '-'])
  })

  test('can last for a time', () => {
    const plan = planOf({ fault: 502, lasts: '10s' })
    expect([0, 9_999, 10_000].flatMap(ms => hits(plan, 1, STATUS, 5_000 + ms))).toEqual([502, 502, '-'])
  })

  test.each<[boolean, readonly FaultSpec['fault'][]]>([
    [true, ['reset', 'cut', 'hang', 500, 408, 'page']],
    [false, [429, 404, 'refusal', 'redirect', 'idle-reset']],
  ])('whether the request arrives: %s for %j, unless the fault has its own value', (expected, names) => {
    for (const fault of names) {
      expect(arrives({ fault })).toBe(expected)
      expect(arrives({ fault, arrives: !expected })).toBe(!expected)
    }
  })

  test('are removed by an empty list', () => {
    const plan = planOf({ fault: 503, times: 'always' })
    plan.set([])
    expect(hits(plan, 1)).toEqual(['-'])
  })
})

describe('oneIn', () => {
  test('hits about one in three requests, the same ones for the same seed', () => {
    const drawn = hits(planOf({ fault: 503, oneIn: 3 }), 3000)
    const hit = drawn.filter(fault => fault === 503)
    expect(hit.length).toBeGreaterThan(900)
    expect(hit.length).toBeLessThan(1100)
    expect(hits(planOf({ fault: 503, oneIn: 3 }), 3000)).toEqual(drawn)
  })

  test('with mixed draws from all faults that a client can retry, where the path matches', () => {
    const plan = planOf({ fault: 'mixed', oneIn: 1, path: 'queue' })
    expect(hits(plan, 2)).toEqual(['-', '-'])
    expect(new Set(hits(plan, 300, QUEUE))).toEqual(new Set(MIXED.map(({ fault }) => fault)))
  })
})

test('an invalid fault changes nothing', () => {
  const plan = planOf({ fault: 'reset', times: 'always' })
  expect(() => {
    plan.set([{ fault: 200 }])
  }).toThrow('faults[0].fault is 200')
  expect(plan.faults()).toEqual([{ fault: 'reset', times: 'always' }])
})

describe('the response under a fault', () => {
  const faulty = (fault: FaultSpec) => applyFault(fault, ORIGINAL)

  test('is the original response if there is no fault', () => {
    expect(applyFault(null, ORIGINAL)).toEqual({ response: ORIGINAL, mode: 'whole' })
  })

  test.each(['reset', 'cut', 'hang', 'drip'] as const)('%s changes only how the response is sent', mode => {
    expect(faulty({ fault: mode })).toEqual({ response: ORIGINAL, mode })
  })

  test('Retry-After in seconds and as a date', () => {
    expect(faulty({ fault: 429, retryAfter: 5 }).response).toMatchObject({
      status: 429,
      headers: { 'retry-after': '5' },
    })
    const date = 'Thu, 01 Jan 1970 00:01:05 GMT'
    expect(faulty({ fault: 503, retryAfterDate: 5 }).response.headers).toMatchObject({
      'retry-after': date,
    })
  })

  test.each<[FaultSpec, object]>([
    [{ fault: 301 }, { status: 301 }],
    [{ fault: 'page' }, { status: 200, headers: { 'content-type': 'text/html' } }],
    [{ fault: 'empty' }, { status: 200, body: '' }],
    [{ fault: 'wrong-job' }, { status: 200, body: '{"updateid":1000000101,"jobstateid":4}' }],
    [
      { fault: 'redirect', location: 'https://example.com/' },
      { status: 302, headers: { location: 'https://example.com/' } },
    ],
  ])('%j', (fault, response) => {
    expect(faulty(fault)).toMatchObject({ mode: 'whole', response })
  })

  test('a refusal, broken JSON, too large a body', () => {
    const refusal: unknown = JSON.parse(
      faulty({ fault: 'refusal', message: 'image locked, again' }).response.body,
    )
    expect(refusal).toMatchObject({ error: true, success: false, error_message: 'image locked, again' })
    expect(() => JSON.parse(faulty({ fault: 'garbage' }).response.body) as unknown).toThrow()
    const large = faulty({ fault: 'oversized', mebibytes: 3 }).response.body
    expect(large.length).toBeGreaterThan(3 * 2 ** 20)
    expect(JSON.parse(large)).toMatchObject({ updateid: 101, jobstateid: 4 })
  })
})
