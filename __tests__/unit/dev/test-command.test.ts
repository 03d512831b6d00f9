import { describe, expect, it } from '@jest/globals'
import { countChecks, describeStep, runStep } from '../../../dev/test/run-step.ts'

const clean = { numPassedTests: 3, numFailedTests: 0, numRuntimeErrorTestSuites: 0 }

describe('a step of npm test', () => {
  it('passes or fails by the exit code of its command, and keeps the output', async () => {
    expect(await runStep({ name: 'good', args: ['-e', 'console.log("one")'] })).toMatchObject({
      name: 'good',
      passed: 1,
      failed: 0,
      output: 'one\n',
    })
    expect(
      await runStep({ name: 'bad', args: ['-e', 'console.error("two"); process.exit(3)'] }),
    ).toMatchObject({ name: 'bad', passed: 0, failed: 1, output: 'two\n' })
  })

  it('counts tests by the report of jest', async () => {
    const code = `fs.writeFileSync(process.argv.at(-1).split('=')[1], '${JSON.stringify(clean)}')`
    expect(await runStep({ name: 'jest', args: ['-e', code, '--'], isJest: true })).toMatchObject({
      passed: 3,
      failed: 0,
    })
  })
})

describe('the count of jest', () => {
  it.each([
    ['all passed', 0, clean, { passed: 3, failed: 0 }],
    ['one failed', 1, { ...clean, numFailedTests: 1 }, { passed: 3, failed: 1 }],
    ['two files did not load', 1, { ...clean, numRuntimeErrorTestSuites: 2 }, { passed: 3, failed: 2 }],
    ['only the coverage is too low', 1, clean, { passed: 3, failed: 1 }],
    ['no test ran', 0, { ...clean, numPassedTests: 0 }, { passed: 0, failed: 1 }],
    ['jest wrote no report', 1, undefined, { passed: 0, failed: 1 }],
  ])('%s', (_name, code, report, expected) => {
    expect(countChecks(code, report)).toEqual(expected)
  })
})

describe('the description of a step', () => {
  const result = { name: 'types', seconds: 2.345, passed: 1, failed: 0, output: 'noise\n' }

  it('is one line if it passed', () => {
    expect(describeStep(result)).toBe('pass   2.3 s  types')
    expect(describeStep({ ...result, passed: 12 })).toBe('pass   2.3 s  types (12 of 12)')
  })

  it('has the whole output if it failed', () => {
    expect(describeStep({ ...result, passed: 0, failed: 1 })).toBe('FAIL   2.3 s  types\n\nnoise\n')
    expect(describeStep({ ...result, passed: 0, failed: 1, output: '' })).toContain('(no output)')
  })
})
