import { describe, expect, it } from '@jest/globals'
import { complaint } from '../../../dev/build/node-version.js'
import { jestArguments } from '../../../dev/test/rings.ts'
import { describeStep, runGroup, type StepResult } from '../../../dev/test/run-steps.ts'
import { groups } from '../../../dev/test/steps.ts'
import { sum, tallyJest } from '../../../dev/test/tally.ts'

const clean = { numPassedTests: 3, numFailedTests: 0, numRuntimeErrorTestSuites: 0 }

describe('tallyJest', () => {
  it.each([
    ['all passed', 0, clean, { passed: 3, failed: 0 }],
    ['one failed', 1, { ...clean, numFailedTests: 1 }, { passed: 3, failed: 1 }],
    ['a file did not load', 1, { ...clean, numRuntimeErrorTestSuites: 2 }, { passed: 3, failed: 2 }],
    ['only the coverage gate failed', 1, clean, { passed: 3, failed: 1 }],
    ['no test ran', 0, { ...clean, numPassedTests: 0 }, { passed: 0, failed: 1 }],
    ['jest wrote no report', 1, undefined, { passed: 0, failed: 1 }],
  ])('%s', (_what, code, report, expected) => {
    expect(tallyJest(code, report)).toEqual(expected)
  })

  it('adds up', () => {
    expect(
      sum([
        { passed: 1, failed: 2 },
        { passed: 3, failed: 4 },
      ]),
    ).toEqual({ passed: 4, failed: 6 })
    expect(sum([])).toEqual({ passed: 0, failed: 0 })
  })
})

describe('runGroup', () => {
  it('runs every step, counts it by its exit code and keeps what it printed', async () => {
    const reported: StepResult[] = []
    const steps = [
      { name: 'good', args: ['-e', 'console.log("one")'] },
      { name: 'bad', args: ['-e', 'console.error("two"); process.exit(3)'] },
      { name: 'no report', args: ['-e', ''], report: 'no-such-file.json' },
    ]
    const results = await runGroup(steps, 2, result => reported.push(result))
    expect(results).toEqual(reported)
    expect(results.sort((a, b) => a.name.localeCompare(b.name))).toMatchObject([
      { name: 'bad', passed: 0, failed: 1, output: 'two\n' },
      { name: 'good', passed: 1, failed: 0, output: 'one\n' },
      { name: 'no report', passed: 0, failed: 1 },
    ])
  })
})

describe('describeStep', () => {
  const result = { name: 'types', milliseconds: 2345, passed: 1, failed: 0, output: 'noise\n' }

  it('is one line for a step that passed', () => {
    expect(describeStep(result)).toBe('pass   2.3 s  types')
    expect(describeStep({ ...result, passed: 12 })).toBe('pass   2.3 s  types (12 of 12)')
  })

  it('shows the whole output of one that failed', () => {
    expect(describeStep({ ...result, passed: 0, failed: 1 })).toBe('FAIL   2.3 s  types\n\nnoise\n')
    expect(describeStep({ ...result, passed: 0, failed: 1, output: '' })).toContain('(it printed nothing)')
  })
})

describe('groups', () => {
  it('runs every ring once, the e2e ring last and alone', () => {
    const all = groups(process.cwd(), 'reports')
    const rings = all.flat().flatMap(({ args }) => (args[0] === 'dev/test/jest.ts' ? args : []))
    expect(rings.filter(word => ['unit', 'integration', 'e2e'].includes(word))).toEqual([
      'unit',
      'integration',
      'e2e',
    ])
    expect(all.at(-1)?.map(({ name }) => name)).toEqual(['e2e tests'])
  })

  it('leaves the check of the documentation out where there is no generator', () => {
    expect(
      groups('no-such-folder', 'reports')
        .flat()
        .map(({ name }) => name),
    ).not.toContain('documentation is up to date')
  })
})

describe('jestArguments', () => {
  it.each([
    [['unit'], ['--selectProjects', 'unit']],
    [
      ['unit', 'e2e', '--bail'],
      ['--bail', '--selectProjects', 'unit', 'e2e'],
    ],
    [
      ['unit', 'schedule'],
      ['schedule', '--selectProjects', 'unit'],
    ],
    [[], []],
  ])('%j', (words, expected) => {
    expect(jestArguments(words)).toEqual(expected)
  })
})

describe('complaint', () => {
  it.each(['v20.20.2', 'v22.19.0', 'v18.0.0'])('asks for Node 24 under %s', version => {
    expect(complaint(version)).toBe(`Node 24 is needed here, see .node-version; this is ${version}.`)
  })

  it.each(['v22.20.0', 'v24.0.0', 'v26.1.0'])('takes %s', version => {
    expect(complaint(version)).toBeUndefined()
  })
})
