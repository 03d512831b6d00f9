import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { checkInjection, checkTimeouts } from '../../../dev/lint/workflow-rules.ts'

const good = `on: push
jobs:
  job:
    runs-on: ubuntu-latest
    timeout-minutes: 5
    steps:
      - uses: ./
      - run: echo
`

describe('checkTimeouts', () => {
  it('finds a job without a timeout', () => {
    expect(checkTimeouts(good)).toEqual([])
    const message = 'job job: timeout-minutes is missing'
    expect(checkTimeouts(good.replace('    timeout-minutes: 5\n', ''))).toEqual([{ line: 3, message }])
  })

  it('finds none in a job that calls a workflow, which has timeouts of its own', () => {
    expect(checkTimeouts('jobs: { a: { uses: ./.github/workflows/ci.yml } }')).toEqual([])
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
      `.github/workflows/ci.yml:7: ${message}`,
      `examples/deep/one.yml:7: ${message}`,
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
      ".github/workflows/a.yml:9: Unexpected value 'shel'",
      expect.stringContaining('.github/workflows/a.yml:9: unexpected key "shel"'),
      expect.stringContaining('.github/workflows/b.yml:9: Unrecognized named-value'),
      expect.stringContaining('.github/workflows/b.yml:9: undefined variable "nope"'),
    ])
  })
})
