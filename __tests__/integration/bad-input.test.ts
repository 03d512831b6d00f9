import { describe, expect, test } from '@jest/globals'
import nock from 'nock'
import { readDeclaredOutputs } from '../../dev/runner/action-file.ts'
import { runAction } from '../support/action-run.ts'
import type { Inputs } from '../support/inputs.ts'
import { withoutNetwork } from '../support/nock-api.ts'

withoutNetwork()

/** Runs a step whose inputs are wrong, and makes sure that nobody was asked anything. */
async function refuse(inputs: Inputs) {
  const asked: unknown[] = []
  const note = (request: unknown): void => void asked.push(request)
  nock.emitter.on('no match', note)
  const run = await runAction(inputs)
  nock.emitter.off('no match', note)
  expect(asked).toEqual([])
  return run
}

describe('bad input', () => {
  test.each<readonly [string, Inputs]>([
    ['nothing to wait for', { updateid: '' }],
    ['an id that is none', { updateid: 'abc' }],
    ['an empty result of the step before', { updateid: 'null' }],
    ['no mirroring', { jobid: '7' }],
    ['no credentials', { 'access-key': '', 'secret-key': '' }],
    ['half a pair', { 'secret-key': '' }],
    ['a duration without unit', { timeout: '30' }],
    ['http to another machine', { 'api-url': 'http://host.example' }],
    ['minimum above maximum', { 'min-poll-interval': '2m', 'max-poll-interval': '1m' }],
  ])('%s: no request, every output, exit code 1', async (_, inputs) => {
    const { code, outputs, errors, summary } = await refuse(inputs)
    expect(code).toBe(1)
    expect(Object.keys(outputs).sort()).toEqual(readDeclaredOutputs().toSorted())
    const filled = Object.entries(outputs).filter(([, value]) => value !== '')
    expect(Object.fromEntries(filled)).toEqual({
      result: 'error',
      jobs: '[]',
      polls: '0',
      'elapsed-seconds': '0',
    })
    expect(errors).toHaveLength(1)
    expect(summary).toMatch(/^### ❌ The step could not begin/)
  })

  test('all of it in one message', async () => {
    const { errors } = await refuse({ updateid: '0', timeout: '30', 'on-squashed': 'x', 'secret-key': '' })
    expect(errors[0]).toMatch(/updateid is "0";.*timeout is "30";.*on-squashed is "x";.*secret-key is empty;/)
  })

  test('a summary that is not wanted is not written, whatever else is wrong', async () => {
    expect((await refuse({ updateid: '0', summary: 'false' })).summary).toBe('')
    expect((await refuse({ updateid: '0', summary: 'nonsense' })).summary).not.toBe('')
  })

  test('the secrets of a step that cannot begin are masked all the same', async () => {
    const { lines, stdout, summary } = await refuse({
      updateid: 'test-secret-key',
      'api-url': 'https://test-access-key.x?y',
    })
    expect(lines[0]).toBe('::add-mask::test-access-key')
    const rest = lines.filter(line => !line.startsWith('::add-mask::')).join('\n')
    expect(rest + summary).not.toMatch(/test-(secret|access)-key/)
    expect(stdout).toContain('updateid is "***"')
  })
})
