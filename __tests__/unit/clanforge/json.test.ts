import { describe, expect, test } from '@jest/globals'
import {
  asObject,
  isArray,
  isId,
  type Json,
  parseJson,
  stringifyJson,
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
    [12n, 12],
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

describe('an ID', () => {
  test.each<readonly [Json | undefined, string, boolean]>([
    [101, '101', true],
    ['101', '101', true],
    [' 101 ', '101', true],
    [1010, '101', false],
    ['0101', '101', false],
    [null, '101', false],
    [undefined, '101', false],
    [[101], '101', false],
    [12345678901234567891n, '12345678901234567891', true],
    [12345678901234567891n, '12345678901234567892', false],
  ])('%j is the ID %s: %p', (value, id, is) => {
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

describe('whole numbers in JSON', () => {
  test('are not exact in what is ignored, which costs no second parse', () => {
    const text = '{"added":{"a":{"mtime":1800000000123456789}},"jobid":7}'
    expect(parseJson(text, new Set(['added']))).toEqual({
      added: { a: { mtime: 1800000000123456800 } },
      jobid: 7,
    })
    expect(parseJson(text)).toEqual({ added: { a: { mtime: 1800000000123456789n } }, jobid: 7 })
  })

  test('are exact beside what is ignored', () => {
    const text = '{"added":{"a":1},"installs":[{"jobid":12345678901234567891}]}'
    expect(parseJson(text, new Set(['added']))).toMatchObject({
      installs: [{ jobid: 12345678901234567891n }],
    })
  })

  test.each([
    '9007199254740991',
    '9007199254740993',
    '-9007199254740993',
    '12345678901234567891',
    '1'.repeat(400),
    '{"a":[12345678901234567891,{"b":-98765432109876543210}]}',
    '[1,"12345678901234567891",2.5,true,null]',
  ])('%s is written as it was read', text => {
    expect(stringifyJson(parseJson(text))).toBe(text)
  })

  test.each([
    ['12345678901234567.5', 12345678901234568],
    ['1.2345678901234567890', 1.2345678901234567],
    ['1e300', 1e300],
    ['9007199254740992.0', 9007199254740992],
  ])('%s is not one: a double', (text, value) => {
    expect(parseJson(text)).toBe(value)
  })

  test('that are small stay numbers beside a large one', () => {
    expect(parseJson('[5, 12345678901234567891]')).toEqual([5, 12345678901234567891n])
  })

  test.each(['', '{', '01', '12345678901234567891,'])('%p is not JSON', text => {
    expect(() => parseJson(text)).toThrow(SyntaxError)
  })
})
