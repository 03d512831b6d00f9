import { readFileSync } from 'node:fs'
import { describe, expect, it } from '@jest/globals'
import { releaseNotes, taggedVersion } from '../../../dev/release/notes.ts'

const changelog = `# Changelog

## [Unreleased]

## [1.1.0] - 2026-02-03

### Added

- One.
## [1.0.0] - 2026-01-02

### Fixed

- Two.

[1.0.0]: https://example.com
`

describe('releaseNotes', () => {
  it('cuts out the section of a version', () => {
    expect(releaseNotes(changelog, '1.1.0')).toBe('### Added\n\n- One.')
  })

  it('ends the last section before the links, and reads CRLF', () => {
    expect(releaseNotes(changelog.replaceAll('\n', '\r\n'), '1.0.0')).toBe('### Fixed\n\n- Two.')
  })

  it('reads a section that ends with the file', () => {
    expect(releaseNotes('## [2.0.0]\nThree.', '2.0.0')).toBe('Three.')
  })

  it.each([
    ['1.0', 'no section "## [1.0]"'],
    ['Unreleased', 'empty'],
  ])('refuses %s', (version, message) => {
    expect(() => releaseNotes(changelog, version)).toThrow(message)
  })

  it('finds a section for what is not released yet in the changelog of this project', () => {
    expect(readFileSync('CHANGELOG.md', 'utf8')).toContain('\n## [Unreleased]\n')
  })
})

describe('taggedVersion', () => {
  it('is what the tag and package.json both say', () => {
    expect(taggedVersion('v1.2.3', '1.2.3')).toBe('1.2.3')
  })

  it.each(['1.2.3', 'v1.2.4', ''])('refuses the tag %j', tag => {
    expect(() => taggedVersion(tag, '1.2.3')).toThrow('not the version in package.json')
  })
})
