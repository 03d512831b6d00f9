import { describe, expect, test } from '@jest/globals'
import {
  allowance,
  baseUrl,
  boolean,
  count,
  duration,
  isLoopback,
  oneOf,
  type Parsed,
} from '../../../src/inputs/parsers.ts'

const day = 86_400_000

/** The value that was read, or undefined when it was refused. */
function value<T>(parsed: Parsed<T>): T | undefined {
  return parsed.type === 'valid' ? parsed.value : undefined
}

/** What would have been accepted. */
function accepts<T>(parsed: Parsed<T>): string {
  return parsed.type === 'invalid' ? parsed.accepts : ''
}

describe('a duration', () => {
  test.each([
    ['500ms', 500],
    ['90s', 90_000],
    ['45m', 2_700_000],
    ['1h30m', 5_400_000],
    ['2d', 2 * day],
    ['1d2h3m4s5ms', day + 7_200_000 + 180_000 + 4_000 + 5],
    ['0h1s', 1_000],
    ['1ms', 1],
    ['24d', 24 * day],
    ['1m30s', 90_000],
  ])('%s is %d ms', (text, ms) => {
    expect(value(duration(text))).toBe(ms)
  })

  test.each(['0s', '0ms', '0h0m', '25d', '24d1ms', '577h', `${'9'.repeat(400)}s`])(
    '%s is out of bounds',
    text => {
      expect(accepts(duration(text))).toBe('a duration of more than 0 and at most 24d')
    },
  )

  test.each(['30', '0', '3600000'])('%s without a unit: both units that may be meant are proposed', text => {
    expect(accepts(duration(text))).toBe('a duration with a unit, such as 30s or 30m')
  })

  test.each(['1.5h', '-5m', '5 m', '5M', '5min', 'm', 'h1', '1h30', '1e3s', 'soon', '5m,', '１m'])(
    '%s is none',
    text => {
      expect(accepts(duration(text))).toMatch(/^a duration such as/)
    },
  )
})

describe('a boolean', () => {
  test.each(['true', 'TRUE', 'True', '1'])('%s is true', text => {
    expect(value(boolean(text))).toBe(true)
  })
  test.each(['false', 'False', '0'])('%s is false', text => {
    expect(value(boolean(text))).toBe(false)
  })
  test.each(['yes', 'no', 'on', '2', 'truee', ''])('%p is neither', text => {
    expect(accepts(boolean(text))).toBe('true, false, 1 or 0')
  })
})

describe('a count', () => {
  test.each([
    ['0', 0],
    ['7', 7],
    ['007', 7],
  ])('%s', (text, number) => {
    expect(value(count(text))).toBe(number)
  })
  test.each(['-1', '1.5', '1e3', 'many', '9'.repeat(16)])('%s is none', text => {
    expect(accepts(count(text))).toBe('a whole number, 0 or more')
  })
})

describe('allowed machines', () => {
  test.each([
    ['0', { type: 'machines', count: 0 }],
    ['12', { type: 'machines', count: 12 }],
    ['5%', { type: 'share', text: '5%', numerator: 5n, denominator: 100n }],
    ['4.6%', { type: 'share', text: '4.6%', numerator: 46n, denominator: 1000n }],
    ['2.50 %', { type: 'share', text: '2.50 %', numerator: 250n, denominator: 10000n }],
    ['100%', { type: 'share', text: '100%', numerator: 100n, denominator: 100n }],
    ['0%', { type: 'share', text: '0%', numerator: 0n, denominator: 100n }],
  ])('%s', (text, read) => {
    expect(value(allowance(text))).toEqual(read)
  })
  test.each(['-1', '101%', '100.1%', '.5%', '5.%', '1e1%', '5%%', '%', '1/20', 'all'])('%s is none', text => {
    expect(accepts(allowance(text))).toBe('a number of machines, or a share of them such as 5%')
  })
})

test('one of a few words, as it is written', () => {
  const parse = oneOf('fail', 'pass')
  expect([value(parse('fail')), value(parse('pass'))]).toEqual(['fail', 'pass'])
  expect([accepts(parse('Pass')), accepts(parse('ignore'))]).toEqual(['fail or pass', 'fail or pass'])
})

describe('api-url', () => {
  test.each([
    ['https://api.multiplay.co.uk', 'https://api.multiplay.co.uk'],
    ['https://api.multiplay.co.uk/', 'https://api.multiplay.co.uk'],
    ['https://host.example:8443/below//', 'https://host.example:8443/below'],
    ['HTTPS://Host.Example', 'https://host.example'],
    ['http://localhost:8080', 'http://localhost:8080'],
    ['http://127.0.0.1:8080/x', 'http://127.0.0.1:8080/x'],
    ['http://127.8.9.10', 'http://127.8.9.10'],
    ['https://[::1]:8443', 'https://[::1]:8443'],
  ])('%s', (text, url) => {
    expect(value(baseUrl(text))).toBe(url)
  })

  test.each([
    ['api.multiplay.co.uk', 'an https URL'],
    ['ftp://host.example', 'an https URL'],
    ['file:///etc/passwd', 'an https URL'],
    ['https://', 'an https URL'],
    ['https://user:pass@host.example', 'a URL without user info'],
    ['https://user@host.example', 'a URL without user info'],
    ['https://host.example?a=b', 'a URL without query and fragment'],
    ['https://host.example/?', 'a URL without query and fragment'],
    ['https://host.example/#x', 'a URL without query and fragment'],
    ['http://host.example', 'https (http is only for localhost and 127.0.0.0/8)'],
    ['http://localhost.example', 'https (http is only for localhost and 127.0.0.0/8)'],
    ['http://127.0.0.1.example', 'https (http is only for localhost and 127.0.0.0/8)'],
    ['http://128.0.0.1', 'https (http is only for localhost and 127.0.0.0/8)'],
    ['http://[::1]', 'https (http is only for localhost and 127.0.0.0/8)'],
    ['http://0.0.0.0', 'https (http is only for localhost and 127.0.0.0/8)'],
  ])('%s is refused', (text, accepted) => {
    expect(accepts(baseUrl(text))).toBe(accepted)
  })
})

test.each([
  ['localhost', true],
  ['127.0.0.1', true],
  ['127.8.9.10', true],
  ['[::1]', true],
  ['localhost.example', false],
  ['127.0.0.1.example', false],
  ['128.0.0.1', false],
  ['[fd00::1]', false],
])('%s is this machine: %p', (host, is) => {
  expect(isLoopback(host)).toBe(is)
})
