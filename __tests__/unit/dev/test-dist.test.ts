import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { differences } from '../../../dev/build/bundle.ts'
import { runNode, tool } from '../../../dev/build/tool.ts'

describe('differences', () => {
  let folders: string[] = []

  beforeEach(() => {
    folders = ['a-', 'b-'].map(name => mkdtempSync(join(tmpdir(), name)))
  })
  afterEach(() => {
    for (const folder of folders) rmSync(folder, { recursive: true })
  })

  async function compare(here: Record<string, Buffer>, there: Record<string, Buffer>): Promise<string[]> {
    const [one = '', other = ''] = folders
    for (const [name, bytes] of Object.entries(here)) writeFileSync(join(one, name), bytes)
    for (const [name, bytes] of Object.entries(there)) writeFileSync(join(other, name), bytes)
    return differences(one, other)
  }

  it('finds none between the same bytes', async () => {
    expect(await compare({ a: Buffer.of(1, 255) }, { a: Buffer.of(1, 255) })).toEqual([])
  })

  it('finds other bytes, even those that are no text, and files on one side only, even empty ones', async () => {
    const here = { same: Buffer.of(1), other: Buffer.of(254), here: Buffer.of() }
    const there = { same: Buffer.of(1), other: Buffer.of(255), there: Buffer.of() }
    expect(await compare(here, there)).toEqual(['here', 'other', 'there'])
  })
})

describe('tool', () => {
  it('finds the file behind the command of a package', async () => {
    expect((await runNode([tool('typescript', 'tsc'), '--version'])).output).toMatch(/^Version \d/)
    expect(tool('@vercel/ncc', 'ncc')).toMatch(/\.js$/)
  })

  it('refuses a command that the package does not have', () => {
    expect(() => tool('typescript', 'nope')).toThrow('typescript has no command nope')
  })
})
