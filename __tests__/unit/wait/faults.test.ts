import { describe, expect, test } from '@jest/globals'
import { ApiError, type ApiErrorKind } from '../../../src/errors.ts'
import {
  classify,
  delivery,
  type FaultClass,
  judgeFault,
  noFaults,
  outageEnds,
} from '../../../src/wait/faults.ts'

type Delivered = ReturnType<typeof delivery>

const withStatus = (status: number) => new ApiError('status', `HTTP ${String(status)}`, { status })

// Design, section 3, "Faults" and "Calls that change something".
describe('classes of faults', () => {
  test.each<readonly [number, FaultClass, Delivered]>([
    [100, 'final', 'refused'],
    [300, 'final', 'refused'],
    [301, 'final', 'refused'],
    [304, 'final', 'refused'],
    [399, 'final', 'refused'],
    [400, 'final', 'refused'],
    [401, 'denied', 'refused'],
    [402, 'final', 'refused'],
    [403, 'denied', 'refused'],
    [404, 'missing', 'refused'],
    [407, 'final', 'refused'],
    [408, 'outage', 'lost'],
    [410, 'final', 'refused'],
    [428, 'final', 'refused'],
    [429, 'outage', 'not-arrived'],
    [499, 'final', 'refused'],
    [500, 'outage', 'lost'],
    [501, 'outage', 'lost'],
    [502, 'outage', 'lost'],
    [503, 'outage', 'lost'],
    [599, 'outage', 'lost'],
  ])('HTTP %d is %s; a call that changes something: %s', (status, of, arrived) => {
    expect([classify(withStatus(status)), delivery(withStatus(status))]).toEqual([of, arrived])
  })

  test.each<readonly [ApiErrorKind, FaultClass, Delivered]>([
    ['connect', 'outage', 'not-arrived'],
    ['network', 'outage', 'lost'],
    ['timeout', 'outage', 'lost'],
    ['bad-answer', 'outage', 'lost'],
    ['too-large', 'outage', 'lost'],
    ['refusal', 'missing', 'refused'],
    ['certificate', 'final', 'refused'],
  ])('%s is %s; a call that changes something: %s', (kind, of, arrived) => {
    const error = new ApiError(kind, 'a fault')
    expect([classify(error), delivery(error)]).toEqual([of, arrived])
  })
})

describe('the outage', () => {
  const gone = withStatus(503)
  const first = judgeFault(noFaults, gone, { sent: 1_000, now: 4_000 }, true).memory

  test('begins when the first failed request was sent, and ends nothing before the second', () => {
    expect(first).toMatchObject({ outageSince: 1_000, outageBegan: 1_000, failures: 1 })
    expect(outageEnds(noFaults, 60_000)).toBe(Infinity)
    expect(outageEnds(first, 60_000)).toBe(Infinity)
    const second = judgeFault(first, gone, { sent: 6_000, now: 7_000 }, true).memory
    expect(outageEnds(second, 60_000)).toBe(61_000)
  })

  test('is longer by every Retry-After, of which it is told as it really began', () => {
    const timing = { sent: 6_000, now: 7_000, retryAfter: 30_000 }
    const { memory } = judgeFault(first, gone, timing, true)
    expect(outageEnds(memory, 60_000)).toBe(91_000)
    expect(memory.outageBegan).toBe(1_000)
  })
})

describe('faults in a row', () => {
  test('count only at a distance of ten seconds', () => {
    const missing = withStatus(404)
    let memory = judgeFault(noFaults, missing, { sent: 0, now: 0 }, true).memory
    for (const now of [1, 5_000, 9_999]) memory = judgeFault(memory, missing, { sent: now, now }, true).memory
    expect(memory.streak).toBe(1)
    memory = judgeFault(memory, missing, { sent: 10_000, now: 10_000 }, true).memory
    expect(memory.streak).toBe(2)
    expect(judgeFault(memory, missing, { sent: 20_000, now: 20_000 }, true).is).toBe('over')
  })
})
