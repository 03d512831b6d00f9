import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { differences } from '../../../dev/build/bundle.ts'

describe('the list of differences between two folders', () => {
  let folders: string[] = []

  beforeEach(() => {
    folders = ['a-', 'b-'].map(name => mkdtempSync(join(tmpdir(), name)))
  })
  afterEach(() => {
    for (const folder of folders) rmSync(folder, { recursive: true })
  })

  function compare(here: Record<string, Buffer>, there: Record<string, Buffer>): string[] {
    const [one = '', other = ''] = folders
    for (const [name, bytes] of Object.entries(here)) writeFileSync(join(one, name), bytes)
    for (const [name, bytes] of Object.entries(there)) writeFileSync(join(other, name), bytes)
    return differences(one, other)
  }

  it('has no files with the same bytes', () => {
    expect(compare({ a: Buffer.of(1, 255) }, { a: Buffer.of(1, 255) })).toEqual([])
  })

  it('has files with other bytes, also if they are not text, and files of one folder only, also if they are empty', () => {
    const here = { same: Buffer.of(1), other: Buffer.of(254), here: Buffer.of() }
    const there = { same: Buffer.of(1), other: Buffer.of(255), there: Buffer.of() }
    expect(compare(here, there)).toEqual(['here', 'other', 'there'])
  })
})
