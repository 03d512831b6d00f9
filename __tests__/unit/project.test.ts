import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from '@jest/globals'
import { version } from '../../src/version.ts'

interface Package {
  readonly version: string
  readonly scripts: Readonly<Record<string, string>>
  readonly dependencies: Readonly<Record<string, string>>
  readonly devDependencies: Readonly<Record<string, string>>
  readonly optionalDependencies: Readonly<Record<string, string>>
}

const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as Package

describe('package.json', () => {
  it.each(Object.entries(manifest.scripts))('script %s needs no shell', (_name, command) => {
    expect(command).not.toMatch(/[&|;<>$`'"\\]|^\w+=/)
  })

  it.each(Object.entries(manifest.scripts))('script %s names a file that is there', (_name, command) => {
    const missing = (command.match(/\S+\.(ts|js)\b/g) ?? []).filter(file => !existsSync(file))
    expect(missing).toEqual([])
  })

  it('has the version that the action tells of itself', () => {
    expect(version).toBe(manifest.version)
  })

  it('ships two packages and no more', () => {
    expect(Object.keys(manifest.dependencies)).toEqual(['@actions/core', '@actions/http-client'])
  })

  it('names exact versions', () => {
    const { dependencies, devDependencies, optionalDependencies } = manifest
    const versions = Object.values({ ...dependencies, ...devDependencies, ...optionalDependencies })
    expect(versions.filter(version => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([])
  })

  it('brings the Node that runners start the action with', () => {
    const major = readFileSync('.node-version', 'utf8').trim()
    const versions = Object.values(manifest.optionalDependencies)
    expect(versions.filter(version => !version.startsWith(`${major}.`))).toEqual([])
    expect(readFileSync('action.yml', 'utf8')).toContain(`using: node${major}`)
  })
})

describe('package-lock.json', () => {
  it('names no registry', () => {
    expect(readFileSync('package-lock.json', 'utf8')).not.toContain('"resolved"')
  })
})
