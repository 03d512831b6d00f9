import { describe, expect, it } from '@jest/globals'
import { parse } from 'yaml'
import { readFences, wholeWorkflow } from '../../../dev/lint/snippets.ts'

it('a snippet is found in a page, with the line at which its text begins', () => {
  const page = '# A\n\n```yaml name\na: 1\n```\n\n1. One:\n\n   ````sh\n   ls\n     ```\n   ````\n'
  expect(readFences(page)).toEqual([
    { language: 'yaml', text: 'a: 1\n', line: 4 },
    { language: 'sh', text: 'ls\n  ```\n', line: 10 },
  ])
})

describe('a snippet', () => {
  const job = { 'runs-on': 'ubuntu-latest', steps: [{ run: 'ls' }] }

  it.each([
    ['a list of steps', '- run: ls', { on: 'push', jobs: { job } }],
    ['a workflow without an event', 'jobs: {}', { on: 'push', jobs: {} }],
    ['a whole workflow', 'on: pull_request\njobs: {}', { on: 'pull_request', jobs: {} }],
  ])('that is %s becomes a whole workflow', (_shape, snippet, expected) => {
    expect(parse(wholeWorkflow(snippet).text)).toEqual(expected)
  })

  it('is below a known number of lines', () => {
    const { text, linesAbove } = wholeWorkflow('- run: ls\n\n- run: pwd')
    const lines = text.split('\n').slice(linesAbove)
    expect(lines.map(line => line.trim())).toEqual(['- run: ls', '', '- run: pwd'])
  })

  it('that is not valid YAML stays as it is, so that the linters report it', () => {
    expect(wholeWorkflow('a: [').text).toBe('a: [')
  })
})
