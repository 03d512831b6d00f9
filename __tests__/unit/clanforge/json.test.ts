import { describe, expect, test } from '@jest/globals'
import {
  asObject,
  isArray,
  isId,
  type Json,
  toBoolean,
  toId,
  toNumber,
  toText,
} from '../../../src/clanforge/json.ts'

describe('a number', () => {
  test.each<readonly [Json | undefined, number | undefined]>([
    [40, 40],
    [40.5, 40.5],
    [-1, -1],
    ['40', 40],
    [' 40.5 ', 40.5],
    ['+7', 7],
    ['-7', -7],
    [true, 1],
    [false, 0],
    ['true', 1],
    [' FALSE ', 0],
    ['', undefined],
    [' ', undefined],
    ['4e2', undefined],
    ['0x10', undefined],
    ['Infinity', undefined],
    ['9'.repeat(400), undefined],
    ['12 %', undefined],
    [Infinity, undefined],
    [null, undefined],
    [undefined, undefined],
    [[40], undefined],
    [{ value: 40 }, undefined],
  ])('%j is %p', (value, number) => {
    expect(toNumber(value)).toBe(number)
  })
})

describe('a boolean', () => {
  test.each<readonly [Json | undefined, boolean | undefined]>([
    [true, true],
    [1, true],
    ['1', true],
    ['True', true],
    [false, false],
    [0, false],
    ['0', false],
    ['false', false],
    [2, undefined],
    ['yes', undefined],
    [null, undefined],
    [undefined, undefined],
  ])('%j is %p', (value, boolean) => {
    expect(toBoolean(value)).toBe(boolean)
  })
})

describe('a text', () => {
  test.each<readonly [Json | undefined, string | undefined]>([
    ['Running', 'Running'],
    [' Running\n', 'Running'],
    ['', undefined],
    ['  ', undefined],
    [4, undefined],
    [null, undefined],
    [['a'], undefined],
  ])('%j is %p', (value, text) => {
    expect(toText(value)).toBe(text)
  })
})

describe('an id', () => {
  test.each<readonly [Json | undefined, string, boolean]>([
    [101, '101', true],
    ['101', '101', true],
    [' 101 ', '101', true],
    [1010, '101', false],
    ['0101', '101', false],
    [null, '101', false],
    [undefined, '101', false],
    [[101], '101', false],
    // JSON.parse rounds it; the id as written is another text, yet the same number.
    [12345678901234567000, '12345678901234567890', true],
  ])('%j is the id %s: %p', (value, id, is) => {
    expect(isId(value, id)).toBe(is)
  })

  test('as text', () => {
    expect([toId(7), toId('7'), toId(''), toId(true), toId(undefined)]).toEqual([
      '7',
      '7',
      undefined,
      undefined,
      undefined,
    ])
  })
})

test('an object is neither null nor an array', () => {
  expect(asObject({ a: 1 })).toEqual({ a: 1 })
  for (const other of [null, [], 'text', 7, true, undefined]) expect(asObject(other)).toBeUndefined()
  expect([isArray([]), isArray({}), isArray(undefined)]).toEqual([true, false, false])
})
