import { describe, expect, test } from '@jest/globals'
import { readProxy } from '../../../src/inputs/proxy.ts'

const API = 'https://api.example/base'
type Environment = Readonly<Record<string, string>>

/** The proxy for a URL, or the problem with it. */
function proxyFor(url: string, environment: Environment): string | undefined {
  const problems: string[] = []
  const proxy = readProxy(url, environment, problems)
  return problems.length > 0 ? problems.join() : proxy?.href
}

describe('the proxy', () => {
  test.each<readonly [string, Environment, string | undefined]>([
    ['none', {}, undefined],
    ['an empty variable', { HTTPS_PROXY: ' ' }, undefined],
    ['upper case', { HTTPS_PROXY: 'http://proxy:3128' }, 'http://proxy:3128/'],
    ['lower case', { https_proxy: 'https://proxy' }, 'https://proxy/'],
    ['lower case first', { https_proxy: 'http://a', HTTPS_PROXY: 'http://b' }, 'http://a/'],
    ['an empty one does not hide the other', { https_proxy: '', HTTPS_PROXY: 'http://b' }, 'http://b/'],
    ['with user info', { https_proxy: 'HTTP://u:p%40w@proxy:1/' }, 'http://u:p%40w@proxy:1/'],
    ['at an IPv6 address', { https_proxy: 'http://[::1]:3128' }, 'http://[::1]:3128/'],
    ['of plain http does not apply', { http_proxy: 'http://proxy', HTTP_PROXY: 'socks5://x' }, undefined],
  ])('%s', (_, environment, proxy) => {
    expect(proxyFor(API, environment)).toBe(proxy)
  })

  test.each(['https://localhost', 'http://localhost:1', 'https://127.9.8.7', 'https://[::1]:8443'])(
    'does not apply to %s',
    url => {
      expect(proxyFor(url, { https_proxy: 'http://proxy', http_proxy: 'http://proxy' })).toBeUndefined()
    },
  )

  test.each([
    ['socks', 'socks5://user:PASSW0RD@proxy:1080'],
    ['a PAC file', 'file:///srv/PASSW0RD.pac'],
    ['a port that cannot be', 'http://PASSW0RD:99999'],
    ['no scheme', 'user:PASSW0RD@proxy:3128'],
    ['no scheme and no user', 'proxy.example:3128'],
    ['one slash', 'http:/user:PASSW0RD@proxy'],
    ['no host', 'http://'],
    ['a broken escape', 'http://user:PASSW0RD%zz@proxy'],
  ])('is invalid with %s, and named without its value', (_, value) => {
    const problem = 'this variable is not valid; use an http or https URL of a proxy'
    expect(proxyFor(API, { https_proxy: value })).toBe(`https_proxy: ${problem}`)
    expect(proxyFor(API, { HTTPS_PROXY: value })).toBe(`HTTPS_PROXY: ${problem}`)
    expect(proxyFor(API, { HTTPS_PROXY: value, NO_PROXY: 'api.example' })).toBeUndefined()
    expect(proxyFor('https://127.0.0.1', { HTTPS_PROXY: value })).toBeUndefined()
  })
})

describe('NO_PROXY', () => {
  test.each([
    ['*', API, true],
    ['api.example', API, true],
    ['API.Example', API, true],
    ['example', API, true],
    ['.example', API, true],
    ['other, .example', API, true],
    ['other .example', API, true],
    ['api.example:443', API, true],
    ['api.example:8443', 'https://api.example:8443', true],
    ['[fd00::1]', 'https://[fd00::1]:8443', true],
    ['fd00::1', 'https://[fd00::1]:8443', true],
    ['api.example:8443', API, false],
    ['xample', API, false],
    ['pi.example', API, false],
    ['x.api.example', API, false],
    ['fd00::2', 'https://[fd00::1]', false],
    [',', API, false],
  ])('%s excludes %s: %p', (list, url, isExcluded) => {
    const https_proxy = 'http://proxy'
    const proxy = isExcluded ? undefined : 'http://proxy/'
    expect(proxyFor(url, { https_proxy, no_proxy: list })).toBe(proxy)
    expect(proxyFor(url, { https_proxy, NO_PROXY: list })).toBe(proxy)
  })

  test('in lower case comes first', () => {
    const environment = { https_proxy: 'http://proxy', no_proxy: 'x', NO_PROXY: '*' }
    expect(proxyFor(API, environment)).toBe('http://proxy/')
  })
})
