import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { checkInjection, checkWorkflowRules } from '../../../dev/lint/workflow-rules.ts'

const sha = '0123456789abcdef0123456789abcdef01234567'
const good = `on: push
permissions: {}
concurrency: ci
jobs:
  job:
    runs-on: ubuntu-latest
    permissions: { contents: read }
    timeout-minutes: 5
    steps:
      - uses: actions/checkout@${sha} # v7.0.1
        with: { persist-credentials: false }
      - uses: ./
      - run: echo
`

describe('checkWorkflowRules', () => {
  it('lets a good workflow pass', () => {
    expect(checkWorkflowRules(good)).toEqual([])
  })

  it.each([
    ['permissions: {}\n', '', 1, 'permissions: {} is missing at the top'],
    ['permissions: {}', 'permissions: write-all', 1, 'permissions: {} is missing at the top'],
    ['concurrency: ci\n', '', 1, 'concurrency is missing'],
    ['    permissions: { contents: read }\n', '', 5, 'job job: permissions are missing'],
    ['    timeout-minutes: 5\n', '', 5, 'job job: timeout-minutes is missing'],
    ['persist-credentials: false', 'fetch-depth: 1', 10, 'persist-credentials: false is missing'],
    [sha, 'v7', 10, 'not pinned to a commit with its version beside it, `@<sha> # vX.Y.Z`'],
    [' # v7.0.1', '', 10, 'not pinned to a commit with its version beside it, `@<sha> # vX.Y.Z`'],
  ])('finds %j made %j', (part, replacement, line, message) => {
    expect(checkWorkflowRules(good.replace(part, replacement))).toContainEqual({ line, message })
  })
})

describe('checkInjection', () => {
  it('finds an expression in a script, not in env', () => {
    const step = (text: string) => `jobs: { a: { steps: [{ ${text} }] } }`
    expect(checkInjection(step('run: "echo ${{ github.head_ref }}"'))).toHaveLength(1)
    expect(checkInjection(step('run: echo, env: { A: "${{ github.head_ref }}" }'))).toEqual([])
  })
})

describe('npm run lint -- workflows', () => {
  let root = ''
  const write = (file: string, text: string) => {
    mkdirSync(dirname(join(root, file)), { recursive: true })
    writeFileSync(join(root, file), text)
  }
  // In a process of its own, since jest does not load the language service without a warning.
  const lint = () => {
    const { status, stderr } = spawnSync(process.execPath, [resolve('dev/lint/index.ts'), 'workflows'], {
      cwd: root,
      encoding: 'utf8',
    })
    expect(status).toBe(stderr === '' ? 0 : 1)
    return stderr.split('\n').slice(0, -1)
  }

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'lint-'))
    write(
      'action.yml',
      'name: a\ndescription: a\ninputs: { updateid: { description: ids } }\nruns: { using: node24, main: a.js }\n',
    )
  })
  afterEach(() => {
    rmSync(root, { recursive: true })
  })

  it('lets a good tree pass', () => {
    write('.github/workflows/ci.yml', good)
    write('README.md', '# A\n\n```yaml\n- uses: OWNER/wait-for-clanforge@v1\n  with: { updateid: 1 }\n```\n')
    expect(lint()).toEqual([])
  })

  it('wants an action.yml', () => {
    rmSync(join(root, 'action.yml'))
    expect(lint()).toEqual(['action.yml is missing'])
  })

  it('says the file and the line of what is wrong, in workflows, examples, README and docs', () => {
    const use = '- uses: OWNER/wait-for-clanforge@v1\n  with: { updatid: 1 }\n'
    write('.github/workflows/ci.yml', good.replace('- uses: ./', '- uses: ./\n        with: { updatid: 1 }'))
    write(
      'examples/deep/one.yml',
      good.replace('./', 'OWNER/wait-for-clanforge@v1\n        with: { updatid: 1 }'),
    )
    write('README.md', `# A\n\n\`\`\`yaml\n${use}\`\`\`\n`)
    write('docs/a.md', `\`\`\`yml\n${use}\`\`\`\n`)
    const message = 'action.yml declares no input updatid'
    expect(lint()).toEqual([
      `.github/workflows/ci.yml:12: ${message}`,
      `examples/deep/one.yml:12: ${message}`,
      `README.md:4: ${message}`,
      `docs/a.md:2: ${message}`,
    ])
  })

  it('hears both linters on every workflow, and the language service on action.yml', () => {
    write(
      'action.yml',
      'name: a\ndescription: a\nruns: { using: node25, main: a.js }\ninputs: { a: { default: "" } }\n',
    )
    write('.github/workflows/a.yml', good.replace('run: echo', 'run: echo\n        shel: sh'))
    write('.github/workflows/b.yml', good.replace('run: echo', 'run: echo\n        if: success() && nope'))
    expect(lint()).toEqual([
      "action.yml:3: Unexpected value 'node25'",
      'action.yml:1: input a has no description',
      ".github/workflows/a.yml:14: Unexpected value 'shel'",
      expect.stringContaining('.github/workflows/a.yml:14: unexpected key "shel"'),
      expect.stringContaining('.github/workflows/b.yml:14: Unrecognized named-value'),
      expect.stringContaining('.github/workflows/b.yml:14: undefined variable "nope"'),
    ])
  })
})
