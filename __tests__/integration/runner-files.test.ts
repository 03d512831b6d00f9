import { beforeEach, describe, expect, test } from '@jest/globals'
import { runAction } from '../support/action-run.ts'
import { respondWith, withoutNetwork } from '../support/nock-api.ts'
import { UPDATE } from '../support/paths.ts'

withoutNetwork()
beforeEach(() => {
  respondWith(UPDATE, { jobstateid: 5 })
})

describe('the files of the runner', () => {
  test('a summary that cannot be written is a line of the log, and fails nothing', async () => {
    const { code, outputs, stdout } = await runAction({}, { GITHUB_STEP_SUMMARY: '/nowhere/summary' })
    expect([code, outputs['result']]).toEqual([0, 'complete'])
    expect(stdout).toContain('The job summary could not be written')
  })

  test('with summary: false nothing is written, and nothing about it logged', async () => {
    const { code, stdout } = await runAction(
      { summary: 'false' },
      { GITHUB_STEP_SUMMARY: '/nowhere/summary' },
    )
    expect(code).toBe(0)
    expect(stdout).not.toContain('summary')
  })

  test('outputs that cannot be written fail the step; annotation and summary say why and how the job ended', async () => {
    const { code, errors, summary } = await runAction({}, { GITHUB_OUTPUT: '/nowhere/output' })
    expect(code).toBe(1)
    expect(errors).toEqual([
      expect.stringMatching(/Image update 101 is complete.*%0AThe outputs could not be written: .*ENOENT/),
    ])
    expect(summary).toMatch(/outputs could not be written/)
    expect(summary).toMatch(/update.101.*complete/)
  })

  test('outside a runner the outputs are the last line, and nothing is a command', async () => {
    const outside = { GITHUB_ACTIONS: '', GITHUB_OUTPUT: '', GITHUB_STEP_SUMMARY: '' }
    const { code, lines } = await runAction({}, outside)
    expect(code).toBe(0)
    expect(lines.filter(line => line.startsWith('::'))).toEqual([])
    expect(JSON.parse(lines.at(-1) ?? '')).toMatchObject({ result: 'complete', id: '101', jobstateid: '5' })
  })
})
