import { globSync, readFileSync } from 'node:fs'
import { describe, expect, it } from '@jest/globals'
import { parse } from 'yaml'

const files = globSync('examples/*.yml')
  .map(file => file.replaceAll('\\', '/'))
  .sort()

it('the examples are a whole release, A/B images, and the installs of a version', () => {
  expect(files).toEqual([
    'examples/ab-images.yml',
    'examples/installs-of-a-version.yml',
    'examples/release.yml',
  ])
})

interface Workflow {
  readonly permissions: unknown
  readonly jobs: Readonly<Record<string, { readonly steps: readonly { uses?: string; run?: string }[] }>>
}

// `npm run lint` checks that they are valid and use the inputs and outputs of this action.
describe.each(files)('%s', file => {
  const text = readFileSync(file, 'utf8')
  const { permissions, jobs } = parse(text) as Workflow
  const steps = Object.values(jobs).flatMap(job => job.steps)

  it('gives no permission to GITHUB_TOKEN', () => {
    expect(permissions).toEqual({})
  })

  it('uses this action', () => {
    const uses = steps.flatMap(step => step.uses ?? [])
    expect(uses.length).toBeGreaterThan(1)
    expect(uses.filter(name => !/^[\w-]+\/wait-for-clanforge@v1$/.test(name))).toEqual([])
  })

  it('passes secrets to curl in neither an argument nor the URL, and writes only numbers to outputs', () => {
    const calls = steps.flatMap(step => step.run ?? []).filter(script => script.includes('curl'))
    expect(calls.length).toBeGreaterThan(0)
    for (const call of calls) {
      expect(call).toContain(`--config <(printf 'user = "%s:%s"\\n' "$ACCESS_KEY" "$SECRET_KEY")`)
      expect(call).not.toMatch(/--user|-u /)
      // Only numbers are written to the outputs, and only from a response that is not an error.
      expect(call).toContain('tonumber')
      expect(call).toContain('--fail-with-body')
      expect(call).toContain('if .success == false or .error == true then error(')
    }
  })

  it('does not retry a request that changes something', () => {
    const creates = steps.flatMap(step => step.run ?? []).filter(script => script.includes('/create'))
    expect(creates.filter(script => script.includes('--retry'))).toEqual([])
  })
})
