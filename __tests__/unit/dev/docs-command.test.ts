import { copyFileSync, cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { spawnSync } from 'node:child_process'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'

// In a copy of the tree, because the command works on the tree that it is in.
describe('npm run docs', () => {
  let tree = ''

  beforeEach(() => {
    tree = mkdtempSync(join(tmpdir(), 'docs-'))
    for (const file of ['README.md', 'action.yml', 'package.json']) copyFileSync(file, join(tree, file))
    for (const folder of ['dev/docs', 'dev/build', 'dev/runner'])
      cpSync(folder, join(tree, folder), { recursive: true })
    symlinkSync(join(process.cwd(), 'node_modules'), join(tree, 'node_modules'), 'junction')
  })

  afterEach(() => {
    rmSync(tree, { recursive: true, force: true })
  })

  const run = (...args: string[]) =>
    spawnSync(process.execPath, [join(tree, 'dev/docs/index.ts'), ...args], { encoding: 'utf8' })
  const edit = (file: string, from: string, to: string) => {
    const path = join(tree, file)
    writeFileSync(path, readFileSync(path, 'utf8').replace(from, to))
  }

  it('reports nothing if the tables are up to date', () => {
    expect(run('--check')).toMatchObject({ status: 0, stderr: '' })
  })

  it('reports a table that is out of date, and updates it', () => {
    edit('action.yml', 'Secret key of the same auth key', 'Another text')
    expect(run('--check')).toMatchObject({ status: 1, stderr: expect.stringContaining('npm run docs') })
    expect(run().status).toBe(0)
    expect(readFileSync(join(tree, 'README.md'), 'utf8')).toContain('| `secret-key` |  | Another text |')
    expect(run('--check').status).toBe(0)
  })

  it('fails if the markers of a table are missing', () => {
    edit('README.md', '<!-- inputs: begin', '<!-- begin')
    expect(run()).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('The markers <!-- inputs: begin'),
    })
  })

  it('works in a checkout with CRLF', () => {
    const path = join(tree, 'README.md')
    writeFileSync(path, readFileSync(path, 'utf8').replaceAll('\n', '\r\n'))
    expect(run('--check').status).toBe(0)
  })
})
