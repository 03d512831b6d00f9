import { describe, expect, test } from '@jest/globals'
import { readSecrets } from '../../../src/inputs/credentials.ts'
import { enough, readerOf } from '../../support/inputs.ts'

const base64 = (text: string): string => Buffer.from(text).toString('base64')
const pair = base64('test-access-key:test-secret-key')

describe('secrets', () => {
  test('are the keys, the token, and the base64 of each and of the pair; the ASID is only masked', () => {
    const { texts, masks } = readSecrets(readerOf({ ...enough, 'bearer-token': 'the-token' }))
    const plain = ['test-access-key', 'test-secret-key', 'the-token']
    expect(texts).toEqual(expect.arrayContaining([...plain, ...plain.map(base64), pair]))
    expect(masks).toEqual([...texts, '1234567'])
  })

  test('are known in every variant of base64', () => {
    const { texts } = readSecrets(readerOf({ 'bearer-token': '>>>???>' }))
    expect(texts).toEqual(['>>>???>', 'Pj4+Pz8/Pg==', 'Pj4+Pz8/Pg', 'Pj4-Pz8_Pg==', 'Pj4-Pz8_Pg'])
  })

  test.each([
    ['12345', false],
    ['123456', true],
  ])('an ASID of %s is masked: %p', (accountserviceid, isMasked) => {
    const { masks } = readSecrets(readerOf({ ...enough, accountserviceid }))
    expect(masks.includes(accountserviceid)).toBe(isMasked)
  })

  test('are known even when the inputs are invalid, and never empty', () => {
    expect(readSecrets(readerOf({}))).toEqual({ texts: [], masks: [] })
    const half = readSecrets(readerOf({ 'secret-key': 'alone' })).texts
    expect(half).toEqual(expect.arrayContaining(['alone', base64('alone'), base64(':alone')]))
    expect(half).not.toContain('')
  })
})
