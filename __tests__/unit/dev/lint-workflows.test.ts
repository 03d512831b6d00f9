import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { checkOutputs, checkScripts, checkTimeouts } from '../../../dev/lint/workflow-rules.ts'

const workflow = `on: push
jobs:
  job:
    runs-on: ubuntu-latest
    timeout-minutes: 5
    steps:
      - id: wait
        uses: ./
        with: { updateid: 1 }
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
  // In a process of its own, because the hook for JSON does not work in jest.
  const lint = () => {
    const command = [resolve('dev/lint/index.ts'), 'workflows']
    const { status, stderr } = spawnSync(process.execPath, command, { cwd: root, encoding: 'utf8' })
    expect(status).toBe(stderr === '' ? 0 : 1)
    return stderr.split('\n').slice(0, -1)
  }
  const action = (entries: string) =>
    `name: a\ndescription: a\nruns: { using: node24, main: a.js }\n${entries}\n`

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'lint-'))
    write('action.yml', action('inputs: { updateid: { description: ids, required: true } }'))
  })
  afterEach(() => {
    rmSync(root, { recursive: true })
  })

  it('prints nothing if there is nothing to report', () => {
    write('.github/workflows/ci.yml', workflow)
    write('README.md', '# A\n\n```yaml\n- uses: OWNER/wait-for-clanforge@v1\n  with: { updateid: 1 }\n```\n')
    expect(lint()).toEqual([])
  })

  // One run, because starting the linters takes more than a second.
  it('reports problems with file and line', () => {
    const use = '- uses: OWNER/wait-for-clanforge@v1\n  with: { updatid: 1 }\n'
    const entries =
      'inputs: { a: {}, updateid: { description: b, default: 1, requird: true } }\noutputs: { c: { value: x } }'
    write('action.yml', action(entries).replace('node24', 'node25'))
    write('.github/workflows/a.yml', workflow.replace('run: echo', 'run: echo\n        shel: sh'))
    write(
      '.github/workflows/b.yml',
      workflow.replace('run: echo', 'run: echo\n        if: success() && nope'),
    )
    write('.github/workflows/c.yml', workflow.replace('updateid', 'updatid'))
    write('examples/deep/one.yml', workflow.replace('    timeout-minutes: 5\n', ''))
    write('README.md', `# A\n\n\`\`\`yaml\n${use}\`\`\`\n`)
    write('docs/a.md', `\`\`\`yml\n- run: echo "\${{ github.sha }}"\n\`\`\`\n`)
    expect(lint()).toEqual([
      ".github/workflows/a.yml:11: Unexpected value 'shel'",
      expect.stringContaining('.github/workflows/a.yml:11: unexpected key "shel"'),
      expect.stringContaining('.github/workflows/b.yml:11: Unrecognized named-value'),
      expect.stringContaining('.github/workflows/b.yml:11: undefined variable "nope"'),
      ".github/workflows/c.yml:9: Invalid action input 'updatid'",
      "action.yml:3: Unexpected value 'node25'",
      expect.stringMatching(/inputs\/a .*"description"/),
      expect.stringMatching(/inputs\/updateid .*"requird"/),
      expect.stringMatching(/inputs\/updateid\/default must be string/),
      expect.stringMatching(/outputs\/c .*"description"/),
      expect.stringMatching(/outputs\/c .*"value"/),
      'examples/deep/one.yml:3: job job has no timeout-minutes',
      "README.md:5: Invalid action input 'updatid'",
      'docs/a.md:2: a script has an expression: use env',
    ])
  })

  it('reports required inputs that are missing', () => {
    write('README.md', '```yaml\n- uses: OWNER/wait-for-clanforge@v1\n```\n')
    expect(lint()).toEqual(['README.md:2: Missing required input `updateid`'])
  })
})
