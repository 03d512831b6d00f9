import { globSync, readFileSync } from 'node:fs'
import { describe, expect, it } from '@jest/globals'
import { readWorkflow } from '../../../dev/lint/workflow.ts'

const files = globSync('examples/*.yml')
  .map(file => file.replaceAll('\\', '/'))
  .sort()

it('are a whole release, A/B images, and the installs of a version', () => {
  expect(files).toEqual([
    'examples/ab-images.yml',
    'examples/installs-of-a-version.yml',
    'examples/release.yml',
  ])
})

// That they are workflows, and use this action rightly, is for `npm run lint`.
describe.each(files)('%s', file => {
  const text = readFileSync(file, 'utf8')
  const { keys, jobs } = readWorkflow(text)
  const steps = jobs.flatMap(job => job.steps)

  it('gives GITHUB_TOKEN no permission, and every job an end', () => {
    expect(keys['permissions']).toEqual({})
    expect(jobs.filter(job => job.keys['timeout-minutes'] === undefined)).toEqual([])
  })

  it('uses this action', () => {
    const uses = steps.flatMap(step => step.uses ?? [])
    expect(uses.length).toBeGreaterThan(1)
    expect(uses.filter(name => !/^[\w-]+\/wait-for-clanforge@v1$/.test(name))).toEqual([])
  })

  it('hands texts and secrets to scripts by env, and to curl by neither argument nor URL', () => {
    const scripts = steps.flatMap(step => step.run ?? [])
    expect(scripts.filter(script => script.includes('${{'))).toEqual([])
    const calls = scripts.filter(script => script.includes('curl'))
    expect(calls.length).toBeGreaterThan(0)
    for (const call of calls) {
      expect(call).toContain(`--config <(printf 'user = "%s:%s"\\n' "$ACCESS_KEY" "$SECRET_KEY")`)
      expect(call).not.toMatch(/--user|-u /)
      // Only numbers get into the file of the outputs, and only from a response that is not an error.
      expect(call).toContain('tonumber')
      expect(call).toContain('--fail-with-body')
      expect(call).toContain('if .success == false or .error == true then error(')
    }
  })

  it('repeats no call that changes something', () => {
    const creates = steps.flatMap(step => step.run ?? []).filter(script => script.includes('/create'))
    expect(creates.filter(script => script.includes('--retry'))).toEqual([])
  })
})
