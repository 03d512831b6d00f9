import { describe, expect, test } from '@jest/globals'
import { ApiError, type ApiErrorType } from '../../../src/clanforge/errors.ts'
import {
  type FaultState,
  type FailedRequest,
  countInARow,
  initialFaults,
  judgeCall,
  judgeFault,
  faultsAfterResponse,
  outageEndsAt,
} from '../../../src/wait/faults.ts'

const withStatus = (status: number) => new ApiError('status', `HTTP ${String(status)}`, { status })

/** What a fault means before and after a first valid response. */
type Means = 'retry' | 'retry-spaced' | 'fatal'
type Call = ReturnType<typeof judgeCall>

function request(error: ApiError, at: number, more: Partial<FailedRequest> = {}): FailedRequest {
  return { error, sentAt: at, at, retryAfter: undefined, minPollInterval: 2_000, ...more }
}

/** The faults after a request that does not end the job. */
function faultsAfter(before: FaultState, failed: FailedRequest): FaultState {
  const verdict = judgeFault(before, failed)
  if (verdict.type === 'fatal') throw new Error('this fault ends the job')
  return verdict.faultState
}

function meansOf(error: ApiError): readonly Means[] {
  return [initialFaults, faultsAfterResponse].map(faults => judgeFault(faults, request(error, 0)).type)
}

// docs/how-results-are-decided.md, "Faults" and "Calls that change something".
describe('classes of faults', () => {
  test.each<readonly [number, Means, Means, Call]>([
    [100, 'fatal', 'fatal', 'fatal'],
    [300, 'fatal', 'fatal', 'fatal'],
    [301, 'fatal', 'fatal', 'fatal'],
    [304, 'fatal', 'fatal', 'fatal'],
    [399, 'fatal', 'fatal', 'fatal'],
    [400, 'fatal', 'fatal', 'refused'],
    [401, 'fatal', 'retry-spaced', 'refused'],
    [402, 'fatal', 'fatal', 'refused'],
    [403, 'fatal', 'retry-spaced', 'refused'],
    [404, 'retry-spaced', 'retry-spaced', 'refused'],
    [407, 'fatal', 'fatal', 'refused'],
    [408, 'retry', 'retry', 'lost'],
    [410, 'fatal', 'fatal', 'refused'],
    [428, 'fatal', 'fatal', 'refused'],
    [429, 'retry', 'retry', 'not-arrived'],
    [499, 'fatal', 'fatal', 'refused'],
    [500, 'retry', 'retry', 'lost'],
    [501, 'retry', 'retry', 'lost'],
    [502, 'retry', 'retry', 'lost'],
    [503, 'retry', 'retry', 'lost'],
    [599, 'retry', 'retry', 'lost'],
  ])(
    'HTTP %d: %s before the first valid response, %s after it; a call: %s',
    (status, before, after, call) => {
      expect(meansOf(withStatus(status))).toEqual([before, after])
      expect(judgeCall(withStatus(status))).toBe(call)
    },
  )

  test.each<readonly [ApiErrorType, Means, Call]>([
    ['connect', 'retry', 'not-arrived'],
    ['network', 'retry', 'lost'],
    ['timeout', 'retry', 'lost'],
    ['invalid-response', 'retry', 'lost'],
    ['too-large', 'retry', 'lost'],
    ['refusal', 'retry-spaced', 'refused'],
    ['certificate', 'fatal', 'fatal'],
  ])('%s: %s; a call: %s', (type, means, call) => {
    const error = new ApiError(type, 'a fault')
    expect(meansOf(error)).toEqual([means, means])
    expect(judgeCall(error)).toBe(call)
  })
})

describe('the outage clock', () => {
  const down = withStatus(503)
  const first = faultsAfter(faultsAfterResponse, request(down, 4_000, { sentAt: 1_000 }))

  test('starts when the first failed request was sent, and ends nothing before the second', () => {
    expect(first.failedRequests).toEqual({ startedAt: 1_000, pausedFor: 0, failures: 1 })
    expect(outageEndsAt(faultsAfterResponse, 60_000)).toBeUndefined()
    expect(outageEndsAt(first, 60_000)).toBeUndefined()
    expect(outageEndsAt(faultsAfter(first, request(down, 7_000, { sentAt: 6_000 })), 60_000)).toBe(61_000)
  })

  test('is paused by every Retry-After, and reports when the outage really started', () => {
    const second = faultsAfter(first, request(down, 7_000, { retryAfter: 30_000 }))
    expect(outageEndsAt(second, 60_000)).toBe(91_000)
    expect(second.failedRequests?.startedAt).toBe(1_000)
  })

  test('is paused by a fault that does not run it, for as long as the delay after it', () => {
    const second = faultsAfter(first, request(down, 7_000))
    expect(outageEndsAt(faultsAfter(second, request(withStatus(404), 9_000)), 60_000)).toBe(71_000)
  })
})

describe('faults in a row', () => {
  const missing = withStatus(404)
  const refusal = new ApiError('refusal', 'Clanforge refused the request')
  const afterAll = (errors: readonly ApiError[], before: FaultState = faultsAfterResponse) =>
    errors.reduce((faults, error, index) => faultsAfter(faults, request(error, index * 10_000)), before)

  test('count only ten seconds apart', () => {
    let faults = faultsAfter(faultsAfterResponse, request(missing, 0))
    for (const at of [1, 5_000, 9_999]) faults = faultsAfter(faults, request(missing, at))
    expect(countInARow(faults)).toEqual({ count: 1, limit: 3 })
    faults = faultsAfter(faults, request(missing, 10_000))
    expect(countInARow(faults)).toEqual({ count: 2, limit: 3 })
    expect(judgeFault(faults, request(missing, 20_000)).type).toBe('fatal')
  })

  test.each([
    ['404 and refusals', missing, refusal],
    ['401 and 403', withStatus(401), withStatus(403)],
  ])('%s count together', (_, one, other) => {
    expect(judgeFault(afterAll([one, other]), request(one, 20_000)).type).toBe('fatal')
  })

  test('404 and 401 do not count together', () => {
    expect(countInARow(afterAll([missing, missing, withStatus(401)]))).toEqual({ count: 1, limit: 3 })
    expect(countInARow(afterAll([missing, missing, withStatus(401), missing]))?.count).toBe(1)
  })

  test.each([
    ['a response of any other kind restarts them', withStatus(503), undefined],
    ['an invalid response restarts them', new ApiError('invalid-response', 'not JSON'), undefined],
    ['a request without a response does not', new ApiError('network', 'reset'), 2],
    ['a timeout does not', new ApiError('timeout', 'no response'), 2],
  ])('%s', (_, error, count) => {
    expect(countInARow(afterAll([missing, missing, error]))?.count).toBe(count)
  })

  test('are ten seconds apart, or min-poll-interval or Retry-After where that is longer', () => {
    const spacing = (more: Partial<FailedRequest>) => {
      const verdict = judgeFault(faultsAfterResponse, request(missing, 0, more))
      return verdict.type === 'retry-spaced' ? verdict.spacing : undefined
    }
    expect([spacing({}), spacing({ minPollInterval: 15_000 }), spacing({ retryAfter: 40_000 })]).toEqual([
      10_000, 15_000, 40_000,
    ])
  })
})
