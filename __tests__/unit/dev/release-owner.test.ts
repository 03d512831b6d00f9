import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { filesWithPlaceholder, ownerOf, replacePlaceholder } from '../../../dev/release/placeholder.ts'

describe('the placeholder OWNER', () => {
  it('is replaced in the name of this repository, and nowhere else', () => {
    const text = 'uses: OWNER/wait-for-clanforge@v1\n`OWNER` and COOWNER/wait-for-clanforge, OWNER/another\n'
    expect(replacePlaceholder(text, 'octo-org')).toBe(
      'uses: octo-org/wait-for-clanforge@v1\n`OWNER` and COOWNER/wait-for-clanforge, OWNER/another\n',
    )
  })

  it('is found in pages, examples and templates', () => {
    const root = mkdtempSync(join(tmpdir(), 'owner-'))
    const write = (file: string, text: string) => {
      mkdirSync(dirname(join(root, file)), { recursive: true })
      writeFileSync(join(root, file), text)
    }
    const found = ['README.md', 'docs/runners.md', 'examples/release.yml', '.github/ISSUE_TEMPLATE/bug.yml']
    for (const file of found) write(file, 'uses: OWNER/wait-for-clanforge@v1')
    write('SECURITY.md', 'uses: octo-org/wait-for-clanforge@v1')
    write('CONTRIBUTING.md', 'The placeholder `OWNER`')
    try {
      const files = filesWithPlaceholder(root).map(file => file.replaceAll('\\', '/'))
      expect(files.toSorted()).toEqual(found.toSorted())
    } finally {
      rmSync(root, { recursive: true })
    }
  })
})

describe('the owner of a repository', () => {
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
