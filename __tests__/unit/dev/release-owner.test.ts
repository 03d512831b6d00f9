import { describe, expect, it } from '@jest/globals'
import {
  hasPlaceholder,
  ownerOf,
  placeholderFiles,
  replacePlaceholder,
} from '../../../dev/release/placeholder.ts'

describe('the placeholder OWNER', () => {
  it('is replaced wherever it names this repository, and nowhere else', () => {
    const text = 'uses: OWNER/wait-for-clanforge@v1\n`OWNER` and COOWNER/wait-for-clanforge, OWNER/another\n'
    expect(replacePlaceholder(text, 'octo-org')).toBe(
      'uses: octo-org/wait-for-clanforge@v1\n`OWNER` and COOWNER/wait-for-clanforge, OWNER/another\n',
    )
  })

  it.each([
    ['uses: OWNER/wait-for-clanforge@v1', true],
    ['The placeholder `OWNER`', false],
    ['uses: octo-org/wait-for-clanforge@v1', false],
  ])('is found in %j: %s', (text, expected) => {
    expect(hasPlaceholder(text)).toBe(expected)
  })

  it('is looked for in pages, examples and templates', () => {
    const files = placeholderFiles('.').map(file => file.replaceAll('\\', '/'))
    expect(files).toEqual(
      expect.arrayContaining(['README.md', 'SECURITY.md', 'docs/runners.md', 'examples/release.yml']),
    )
    expect(files).toContain('.github/ISSUE_TEMPLATE/bug.yml')
  })
})

describe('the owner of a remote', () => {
  it.each([
    'https://github.com/octo-org/wait-for-clanforge.git\n',
    'https://github.com/octo-org/wait-for-clanforge',
    'git@github.com:octo-org/wait-for-clanforge.git',
    'ssh://git@github.com/octo-org/wait-for-clanforge/',
  ])('is in %j', url => {
    expect(ownerOf(url)).toBe('octo-org')
  })

  it('is not in another URL', () => {
    expect(() => ownerOf('wait-for-clanforge')).toThrow('Pass it as an argument')
  })
})
