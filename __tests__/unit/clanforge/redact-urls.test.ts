import { describe, expect, test } from '@jest/globals'
import { redactUrls } from '../../../src/clanforge/redact-urls.ts'
import { cpuTimeSince } from '../../support/cpu-time.ts'

describe('a URL in a text', () => {
  test.each([
    ['s3://KEY:SECRET@bucket/build.zip?X-Amz-Signature=1', 's3://***@bucket/build.zip?***'],
    ['https://token@host/x', 'https://***@host/x'],
    ['https://host/x?a=b', 'https://host/x?***'],
    ['https://host/x#a', 'https://host/x#***'],
    ['https://host/x#a?b', 'https://host/x#***'],
    ['https://host?a=b', 'https://host?***'],
    ['https://u:p@w@host/x', 'https://***@host/x'],
    // Passwords with signs that would have to be escaped.
    ['s3://KEY:SE/CR+ET=@bucket/build.zip', 's3://***@bucket/build.zip'],
    ['s3://KEY:SE?CR#ET@bucket/build.zip?x=1', 's3://***@bucket/build.zip?***'],
    ['s3://KEY:SECRET', 's3://***'],
    // encodeURIComponent leaves apostrophes as they are.
    ["s3://KEY:SE'CRET@bucket/build.zip", 's3://***@bucket/build.zip'],
    ["https://host/x?a=b'c&key=SECRET", 'https://host/x?***'],
    ['https:///u:p@host/x', 'https:///***@host/x'],
    ['https://\\u:p@host/x', 'https://\\***@host/x'],
    // Several URLs without a space between them.
    ['https://m1/x.zip,s3://KEY:SECRET@b/x.zip', 'https://m1/x.zip,s3://***@b/x.zip'],
    ['[https://m1/x,https://SECRET@b/x]', '[https://m1/x,https://***@b/x]'],
    ['s3://***@b/x|s3://KEY:SECRET@c/y', 's3://***@b/x|s3://***@c/y'],
    ['https://mirror/get/s3://KEY:SECRET@bucket/a.zip', 'https://mirror/get/s3://***@bucket/a.zip'],
    ['https://m1,s3://KEY:SECRET@b', 'https://m1,s3://***@b'],
    ['https://m1/x?from=s3://KEY:SECRET@b/y', 'https://m1/x?***'],
    // A password that looks like a URL.
    ['https://u:pass://word@host/x', 'https://***://***@host/x'],
    // Nothing secret: unchanged.
    ['https://m1/x,https://m2/y', 'https://m1/x,https://m2/y'],
    ['https://host/x', 'https://host/x'],
    ['https://host:8443/x', 'https://host:8443/x'],
    ['https://host:/x', 'https://host:/x'],
    ['https://[fd00::1]:8443/x', 'https://[fd00::1]:8443/x'],
    ['https://host/@scope/package', 'https://host/@scope/package'],
    ['file:///srv/a@b', 'file:///srv/a@b'],
    ['gs://bucket/a:b', 'gs://bucket/a:b'],
    ['a@b ? c # d', 'a@b ? c # d'],
    ['://', '://'],
  ])('%s becomes %s', (url, safe) => {
    expect(redactUrls(url)).toBe(safe)
    expect(redactUrls(`"${url}", then <${url}> and\n${url}`)).toBe(`"${safe}", then <${safe}> and\n${safe}`)
  })

  const url = 's3://KEY:SE%2FCRET@bucket/build.zip?X-Amz-Signature=1'
  const once = encodeURIComponent(url)
  test.each([
    ['escaped in JSON', url.replaceAll('/', '\\/'), 's3:\\/\\/***@bucket\\/build.zip?***'],
    ['in JSON inside JSON', url.replaceAll('/', '\\\\/'), 's3:\\\\/\\\\/***@bucket\\\\/build.zip?***'],
    ['encoded', once, 's3%3A%2F%2F***%40bucket%2Fbuild.zip%3F***'],
    ['encoded but for slashes', once.replaceAll('%2F', '/'), 's3%3A//***%40bucket/build.zip%3F***'],
    [
      'encoded twice but for slashes',
      encodeURIComponent(once.replaceAll('%2F', '|')).replaceAll('%7C', '/'),
      's3%253A//***%2540bucket/build.zip%253F***',
    ],
    ['encoded in lower case', 's3%3a%2f%2fKEY%3aSECRET%40bucket%3fx', 's3%3a%2f%2f***%40bucket%3f***'],
    ['encoded twice', encodeURIComponent(once), 's3%253A%252F%252F***%2540bucket%252Fbuild.zip%253F***'],
    ['in a path', `/create/${once}/x`, '/create/s3%3A%2F%2F***%40bucket%2Fbuild.zip%3F***'],
  ])('%s', (_, text, safe) => {
    expect(redactUrls(text)).toBe(safe)
  })
})

describe('a hostile text of a MiB', () => {
  test.each([
    ['separators', '://'],
    ['encoded separators', '%3A%2F%2F'],
    ['separators and spaces', ':// '],
    ['signs of user info', '://a:b@'],
    ['signs without an end', 'a:@'],
    ['slashes', '/'],
    ['colons', '://:::'],
    ['brackets', '://['],
    ['percent signs', '%25'],
    ['queries', '://?# '],
  ])('of %s takes no time', (_, part) => {
    const text = `://${part.repeat(2 ** 20 / part.length)}`
    const before = process.cpuUsage()
    redactUrls(text)
    expect(cpuTimeSince(before)).toBeLessThan(1_500)
  })
})
