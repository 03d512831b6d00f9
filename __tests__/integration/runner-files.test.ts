import { beforeEach, describe, expect, test } from '@jest/globals'
import { runAction } from '../support/action-run.ts'
import { answers, withoutNetwork } from '../support/nock-api.ts'
import { UPDATE } from '../support/paths.ts'

withoutNetwork()
beforeEach(() => {
  answers(UPDATE, { jobstateid: 5 })
})

describe('the files of the runner', () => {
  // @actions/core remembers the first summary file it meets, so no other test here asks for a summary.
  test('a summary that cannot be written is said, and fails nothing', async () => {
    const { code, outputs, stdout } = await runAction({}, { GITHUB_STEP_SUMMARY: '/nowhere/summary' })
    expect([code, outputs['result']]).toEqual([0, 'complete'])
    expect(stdout).toContain('The job summary could not be written')
  })

  test('without summary: true nothing is written, and nothing said', async () => {
    const { code, stdout } = await runAction(
      { summary: 'false' },
      { GITHUB_STEP_SUMMARY: '/nowhere/summary' },
    )
    expect(code).toBe(0)
    expect(stdout).not.toContain('summary')
  })

  test('outputs that cannot be written fail the step and say why', async () => {
    const { code, errors } = await runAction({ summary: 'false' }, { GITHUB_OUTPUT: '/nowhere/output' })
    expect(code).toBe(1)
    expect(errors).toEqual([
      expect.stringContaining('image update 101 is complete: the outputs could not be written: '),
    ])
  })

  test('outside a runner there is no file, and no output is printed', async () => {
    const { code, stdout } = await runAction({ summary: 'false' }, { GITHUB_OUTPUT: '' })
    expect(code).toBe(0)
    expect(stdout).not.toContain('::set-output')
  })
})
