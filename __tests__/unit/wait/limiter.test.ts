import { expect, test } from '@jest/globals'
import { Limiter } from '../../../src/wait/limiter.ts'

test('five requests may leave at once, the sixth a good second after the first', () => {
  const limiter = new Limiter()
  for (const now of [0, 0, 10, 20]) limiter.note(now)
  expect(limiter.readyAt).toBe(-Infinity)
  limiter.note(30)
  expect(limiter.readyAt).toBe(1_100)
  limiter.note(1_100)
  expect(limiter.readyAt).toBe(1_100)
  limiter.note(1_100)
  expect(limiter.readyAt).toBe(1_110)
})
