import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { checkOutputs, checkScripts, checkTimeouts } from '../../../dev/lint/workflow-rules.ts'

const workflow = `on: push
jobs:
  job:
    runs-on: ubuntu-latest
    timeout-minutes: 5
    steps:
      - id: wait
        uses: ./
        with: { updateid: 1, asid: 2 }
      - run: echo
`

describe('a timeout', () => {
  it('is required for every job', () => {
    expect(checkTimeouts(workflow)).toEqual([])
    const message = 'job job has no timeout-minutes'
    expect(checkTimeouts(workflow.replace('    timeout-minutes: 5\n', ''))).toEqual([{ line: 3, message }])
  })

  it('is not required for a job that calls a workflow, which has its own', () => {
    expect(checkTimeouts('jobs: { a: { uses: ./.github/workflows/ci.yml } }')).toEqual([])
  })
})

describe('an expression', () => {
  const read = '${{ steps.wait.outputs.joberror }}'

  it('is not allowed in a script', () => {
    const script = `run: |\n          echo\n          echo "${read}"`
    expect(checkScripts(workflow.replace('run: echo', script))).toMatchObject([{ line: 12 }])
  })

  it('is allowed in env', () => {
    expect(checkScripts(workflow.replace('run: echo', `run: echo\n        env: { A: '${read}' }`))).toEqual(
      [],
    )
  })
})

describe('an output of this action', () => {
  const withRead = (expression: string, uses = './') =>
    workflow.replace('./', uses).replace('echo\n', `echo\n        env:\n          A: \${{ ${expression} }}\n`)

  it.each([
    ['steps.wait.outputs.result', './'],
    ["steps.wait.outputs['result']", 'OWNER/wait-for-clanforge@v1'],
    ['steps.wait.outputs.anything', 'OWNER/another-action@v1'],
    ['steps.other.outputs.anything', './'],
  ])('%s can be read from %s', (expression, uses) => {
    expect(checkOutputs(withRead(expression, uses), ['result'])).toEqual([])
  })

  it.each([
    ['steps.wait.outputs.reslt', './'],
    ["steps.wait.outputs['reslt']", 'OWNER/wait-for-clanforge@v1'],
  ])('%s of %s must be declared', (expression, uses) => {
    const message = `action.yml declares no output: ${expression.replace("']", '')}`
    expect(checkOutputs(withRead(expression, uses), ['result'])).toEqual([{ line: 12, message }])
  })

  it('must be declared if it becomes an output of the job', () => {
    const text = workflow.replace(
      '    steps:',
      '    outputs: { a: "${{ steps.wait.outputs.x }}" }\n    steps:',
    )
    expect(checkOutputs(text, ['result'])).toHaveLength(1)
  })
})

describe('npm run lint -- workflows', () => {
  let root = ''
  const write = (file: string, text: string) => {
    mkdirSync(dirname(join(root, file)), { recursive: true })
    writeFileSync(join(root, file), text)
  }

  beforeAll(() => {
    root = mkdtempSync(join(tmpdir(), 'lint-'))
  })
  afterAll(() => {
    rmSync(root, { recursive: true })
  })

  it('reports problems with file and line', () => {
    write(
      'action.yml',
      `name: a
description: a
runs: { using: node25, main: a.js }
inputs:
  updateid: { description: b, default: 1, requird: true }
  asid: { description: c, required: true }
  a: {}
outputs: { d: { value: x } }
`,
    )
    write('.github/workflows/good.yml', workflow)
    write('.github/workflows/key.yml', workflow.replace('run: echo', 'run: echo\n        shel: sh'))
    write(
      '.github/workflows/name.yml',
      workflow.replace('run: echo', 'run: echo\n        if: success() && nope'),
    )
    write('examples/deep/input.yml', workflow.replace('updateid', 'updatid'))
    write('examples/timeout.yml', workflow.replace('    timeout-minutes: 5\n', ''))
    write('README.md', '# A\n\n```yaml\n- uses: OWNER/wait-for-clanforge@v1\n  with: { updateid: 1 }\n```\n')
    write('docs/a.md', '```yml\n- run: echo "${{ github.sha }}"\n```\n')
    // In a process of its own, because the hook for JSON does not work in jest.
    const command = [resolve('dev/lint/index.ts'), 'workflows']
    const { status, stderr } = spawnSync(process.execPath, command, { cwd: root, encoding: 'utf8' })
    expect(stderr.trimEnd().split('\n')).toEqual([
      ".github/workflows/key.yml:11: Unexpected value 'shel'",
      expect.stringContaining('.github/workflows/key.yml:11: unexpected key "shel"'),
      expect.stringContaining('.github/workflows/name.yml:11: Unrecognized named-value'),
      expect.stringContaining('.github/workflows/name.yml:11: undefined variable "nope"'),
      "action.yml:3: Unexpected value 'node25'",
      expect.stringMatching(/inputs\.updateid\.default: .*expected string/),
      expect.stringMatching(/inputs\.updateid: Unrecognized key: "requird"/),
      expect.stringMatching(/inputs\.a\.description/),
      expect.stringMatching(/outputs\.d\.description/),
      expect.stringMatching(/outputs\.d: Unrecognized key: "value"/),
      "examples/deep/input.yml:9: Invalid action input 'updatid'",
      'examples/timeout.yml:3: job job has no timeout-minutes',
      'README.md:5: Missing required input `asid`',
      'docs/a.md:2: a script has an expression: use env',
    ])
    expect(status).toBe(1)
  })
})
