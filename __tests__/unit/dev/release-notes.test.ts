import { readFileSync } from 'node:fs'
import { describe, expect, it } from '@jest/globals'
import { releaseNotes } from '../../../dev/release/notes.ts'

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

describe('the notes of a release', () => {
  it('are the section of its version', () => {
    expect(releaseNotes(changelog, '1.1.0')).toBe('### Added\n\n- One.')
  })

  it('do not have the links at the end of the changelog, also with CRLF', () => {
    expect(releaseNotes(changelog.replaceAll('\n', '\r\n'), '1.0.0')).toBe('### Fixed\n\n- Two.')
  })

  it('can be the last section of the file', () => {
    expect(releaseNotes('## [2.0.0]\nThree.', '2.0.0')).toBe('Three.')
  })

  it.each([
    ['1.0', 'no section "## [1.0]"'],
    ['Unreleased', 'empty'],
  ])('fail for %s', (version, message) => {
    expect(() => releaseNotes(changelog, version)).toThrow(message)
  })

  it('can be written, because the changelog of this project has a section Unreleased', () => {
    expect(readFileSync('CHANGELOG.md', 'utf8')).toContain('\n## [Unreleased]\n')
  })
})
