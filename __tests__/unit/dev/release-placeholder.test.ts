import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { filesWithPlaceholder } from '../../../dev/release/placeholder.ts'

describe('the placeholder OWNER', () => {
  it('is found in pages, examples and templates', () => {
    const root = mkdtempSync(join(tmpdir(), 'owner-'))
    const write = (file: string, text: string) => {
      mkdirSync(dirname(join(root, file)), { recursive: true })
      writeFileSync(join(root, file), text)
    }
    const found = ['README.md', 'docs/runners.md', 'examples/release.yml', '.github/ISSUE_TEMPLATE/bug.yml']
    for (const file of found) write(file, 'uses: OWNER/wait-for-clanforge@v1')
    write('SECURITY.md', 'uses: octo-org/wait-for-clanforge@v1')
    write('CONTRIBUTING.md', 'The placeholder `OWNER`, COOWNER/wait-for-clanforge and OWNER/another')
    try {
      const files = filesWithPlaceholder(root).map(file => file.replaceAll('\\', '/'))
      expect(files.toSorted()).toEqual(found.toSorted())
    } finally {
      rmSync(root, { recursive: true })
    }
  })
})
