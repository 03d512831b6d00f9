import { describe, expect, it } from '@jest/globals'
import { parse } from 'yaml'
import { wholeWorkflow, yamlBlocks } from '../../../dev/lint/snippets.ts'

describe('yamlBlocks', () => {
  it('finds the blocks marked as YAML, with the line they begin at', () => {
    const page = '# A\n\n```yaml\na: 1\n```\n\n```sh\nls\n```\n\n```yml\nb: 2\nc: 3\n```\n'
    expect(yamlBlocks(page)).toEqual([
      { line: 4, text: 'a: 1\n' },
      { line: 12, text: 'b: 2\nc: 3\n' },
    ])
  })

  it('takes the indentation of a list item off', () => {
    expect(yamlBlocks('1. One:\n\n   ```yaml\n   a:\n     b: 1\n   ```\n')).toEqual([
      { line: 4, text: 'a:\n  b: 1\n' },
    ])
  })

  it('reads a longer fence to its own end', () => {
    expect(yamlBlocks('````yaml\na: "```"\n````\n')).toEqual([{ line: 2, text: 'a: "```"\n' }])
  })
})

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
