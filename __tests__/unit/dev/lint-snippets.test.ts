import { describe, expect, it } from '@jest/globals'
import { parse } from 'yaml'
import { wholeWorkflow } from '../../../dev/markdown/snippets.ts'

describe('wholeWorkflow', () => {
  const step = { run: 'ls' }

  it.each([
    ['steps', '- run: ls', { on: 'push', jobs: { job: { 'runs-on': 'ubuntu-latest', steps: [step] } } }],
    [
      'a job',
      'runs-on: x\nsteps:\n  - run: ls',
      { on: 'push', jobs: { job: { 'runs-on': 'x', steps: [step] } } },
    ],
    [
      'the steps of a job',
      'steps:\n  - run: ls',
      { on: 'push', jobs: { job: { 'runs-on': 'ubuntu-latest', steps: [step] } } },
    ],
    [
      'jobs',
      'a:\n  runs-on: x\n  steps:\n    - run: ls',
      { on: 'push', jobs: { a: { 'runs-on': 'x', steps: [step] } } },
    ],
    ['a workflow without an event', 'jobs: {}', { on: 'push', jobs: {} }],
    ['a whole workflow', 'on: pull_request\njobs: {}', { on: 'pull_request', jobs: {} }],
  ])('completes %s', (_what, snippet, expected) => {
    expect(parse(wholeWorkflow(snippet).text)).toEqual(expected)
  })

  it('gives a job to keys of a workflow that has none', () => {
    expect(parse(wholeWorkflow('permissions: {}').text)).toMatchObject({
      on: 'push',
      permissions: {},
      jobs: { job: {} },
    })
  })

  it('says how many lines it put above', () => {
    const { text, linesAbove } = wholeWorkflow('- run: ls\n\n- run: pwd')
    expect(
      text
        .split('\n')
        .slice(linesAbove)
        .map(line => line.trim()),
    ).toEqual(['- run: ls', '', '- run: pwd'])
  })

  it('leaves what is no YAML to the linters', () => {
    expect(wholeWorkflow('a: [').text).toContain('a: [')
  })
})
