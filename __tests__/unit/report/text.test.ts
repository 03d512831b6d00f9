import { describe, expect, test } from '@jest/globals'
import {
  bar,
  sanitize,
  truncate,
  truncateBytes,
  formatDate,
  formatDateTime,
  formatDuration,
  formatElapsed,
  formatTimeOfDay,
  plural,
  sentence,
} from '../../../src/report/text.ts'
import { cpuTimeSince } from '../../support/cpu-time.ts'

describe('a text without a command for the runner', () => {
  test.each([
    ['a workflow command', '::error::boo', ': :error: :boo'],
    ['more colons', ':::x::::', ': : :x: : : :'],
    ['the older marker', 'x ##[error]boo', 'x ## [error]boo'],
    ['more of its signs', '####[x', '#### [x'],
    ['single colons and signs', 'a:b #[x] #1', 'a:b #[x] #1'],
    ['a line break', 'a\n::set-output', 'a : :set-output'],
    ['all line breaks', 'a\r\nb\u2028c\u2029d\u0085e\vf\fg', 'a  b c d e f g'],
    ['ANSI colours', '\u001b[31mred\u001b[0m', ' red '],
    ['ANSI in one character', '\u009b1;31mred', ' red'],
    ['ANSI that clears the screen', '\u001b[2J\u001b[Hx', '  x'],
    ['half an ANSI sequence', '\u001b[', ' ['],
    ['the title of a window', '\u001b]0;x\u0007y', ' ]0;x y'],
    ['control characters', 'a\u0000b\u0008c\u007fd\te', 'a b c d e'],
    ['a marker with a control character in it', '#\u0007#[x :\u0000:', '# #[x : :'],
    ['a marker made by taking something out', '#\u001b[0m#[x', '# #[x'],
    ['the other direction of writing', 'a\u202eb\u2066c\u200fd', 'a b c d'],
    ['what is harmless', 'Größe 5 % — 日本語 🎮', 'Größe 5 % — 日本語 🎮'],
  ])('%s', (_, text, safe) => {
    expect(sanitize(text)).toBe(safe)
    expect(safe).not.toMatch(/::|##\[|[\r\n]/)
  })
})

describe('a truncated text', () => {
  test.each([
    ['abc', 3, 'abc'],
    ['abcd', 3, 'ab…'],
    ['', 3, ''],
    ['🎮🎮🎮', 3, '🎮🎮🎮'],
    ['🎮🎮🎮🎮', 3, '🎮🎮…'],
  ])('%s to %d characters: %s', (text, length, short) => {
    expect(truncate(text, length)).toBe(short)
  })

  test.each([
    ['abcd', 4, 'abcd'],
    ['abcde', 4, 'abcd'],
    ['aé', 2, 'a'],
    ['aéb', 3, 'aé'],
    ['a€', 3, 'a'],
    ['🎮', 3, ''],
    ['🎮🎮', 7, '🎮'],
  ])('%s to %d bytes: %s', (text, bytes, short) => {
    expect(truncateBytes(text, bytes)).toBe(short)
  })
})

describe('a huge text is truncated without being read to its end', () => {
  const huge = 'x'.repeat(64 * 2 ** 20)
  const games = '🎮'.repeat(2 ** 20)

  test.each([
    [huge, 4, 'xxx…'],
    [games, 4, '🎮🎮🎮…'],
    [`x${games}`, 4, 'x🎮🎮…'],
    [`xxx${games}`, 4, 'xxx…'],
    ['🎮🎮🎮🎮x', 4, '🎮🎮🎮…'],
  ])('to characters: %#', (text, length, short) => {
    expect(truncate(text, length)).toBe(short)
  })

  test.each([
    [huge, 4, 'xxxx'],
    [games, 7, '🎮'],
    [`x${games}`, 4, 'x'],
    [`x${games}`, 5, 'x🎮'],
    [`xxxx${games}`, 4, 'xxxx'],
    ['é'.repeat(2 ** 20), 5, 'éé'],
  ])('to bytes: %#', (text, bytes, short) => {
    expect(truncateBytes(text, bytes)).toBe(short)
  })

  test('thousands of times within a second of CPU time', () => {
    const before = process.cpuUsage()
    for (let count = 0; count < 2_000; count++) {
      truncate(huge, 500)
      truncateBytes(huge, 500)
    }
    expect(cpuTimeSince(before)).toBeLessThan(1_000)
  })
})

test.each([
  [0, '0ms'],
  [850.4, '850ms'],
  [999.4, '999ms'],
  [999.6, '1s'],
  [1_000, '1s'],
  [59_400, '59s'],
  [59_600, '1m'],
  [307_000, '5m 7s'],
  [7_200_000, '2h'],
  [7_260_000, '2h 1m'],
  [7_201_000, '2h'],
  [97_200_000, '1d 3h'],
  [24 * 86_400_000, '24d'],
])('a duration of %d ms is %s', (ms, text) => {
  expect(formatDuration(ms)).toBe(text)
})

test.each([
  [0, '0:00'],
  [7_999, '0:07'],
  [725_000, '12:05'],
  [3_723_000, '1:02:03'],
  [360_000_000, '100:00:00'],
])('%d ms since the start is %s', (ms, text) => {
  expect(formatElapsed(ms)).toBe(text)
})

describe('a timestamp, in UTC', () => {
  test.each<readonly [number | undefined, string, string, string]>([
    [1_800_000_000_000, '2027-01-15 08:00:00 UTC', '2027-01-15', '08:00:00'],
    [1_800_000_000_900, '2027-01-15 08:00:00 UTC', '2027-01-15', '08:00:00'],
    [0, '1970-01-01 00:00:00 UTC', '1970-01-01', '00:00:00'],
    [1e15, '+033658-09-27 01:46:40 UTC', '+033658-09-27', '01:46:40'],
    [undefined, '', '', ''],
    [NaN, '', '', ''],
    [1e300, '', '', ''],
  ])('%d', (ms, dateTime, date, timeOfDay) => {
    expect([formatDateTime(ms), formatDate(ms), formatTimeOfDay(ms)]).toEqual([dateTime, date, timeOfDay])
  })
})

test.each([
  [0, '░░░░░░░░░░'],
  [9.9, '░░░░░░░░░░'],
  [55, '█████░░░░░'],
  [99.9, '█████████░'],
  [100, '██████████'],
  [-5, '░░░░░░░░░░'],
  [1e9, '██████████'],
])('a bar of %d %%', (percent, text) => {
  expect(bar(percent)).toBe(text)
})

test('one and many', () => {
  expect([plural(0, 'job'), plural(1, 'job'), plural(2, 'job')]).toEqual(['0 jobs', '1 job', '2 jobs'])
})

test.each([
  ['disk full', 'disk full.'],
  ['disk full.', 'disk full.'],
  ['really?', 'really?'],
  ['truncated…', 'truncated…'],
])('%s as a sentence', (text, whole) => {
  expect(sentence(text)).toBe(whole)
})
