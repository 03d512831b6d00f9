import { describe, expect, test } from '@jest/globals'
import nock from 'nock'
import { readDeclaredOutputs } from '../../dev/runner/action-file.ts'
import { runAction } from '../support/action-run.ts'
import type { Inputs } from '../support/inputs.ts'
import { withoutNetwork } from '../support/nock-api.ts'

withoutNetwork()

/** Runs a step whose inputs are invalid, and checks that no request was sent. */
async function refuse(inputs: Inputs) {
  const requests: unknown[] = []
  const note = (request: unknown): void => void requests.push(request)
  nock.emitter.on('no match', note)
  const run = await runAction(inputs)
  nock.emitter.off('no match', note)
  expect(requests).toEqual([])
  return run
}

describe('invalid input', () => {
  test.each<readonly [string, Inputs]>([
    ['nothing to wait for', { updateid: '' }],
    ['an invalid ID', { updateid: 'abc' }],
    ['an empty result of the step before', { updateid: 'null' }],
    ['no mirroring', { jobid: '7' }],
    ['no credentials', { 'access-key': '', 'secret-key': '' }],
    ['half a pair', { 'secret-key': '' }],
    ['a duration without unit', { timeout: '30' }],
    ['http to another host', { 'api-url': 'http://host.example' }],
    ['minimum above maximum', { 'min-poll-interval': '2m', 'max-poll-interval': '1m' }],
  ])('%s: no request, every output, exit code 1', async (_, inputs) => {
    const { code, outputs, errors, summary } = await refuse(inputs)
    expect(code).toBe(1)
    expect(Object.keys(outputs).sort()).toEqual(readDeclaredOutputs().toSorted())
    const filled = Object.entries(outputs).filter(([, value]) => value !== '')
    expect(Object.fromEntries(filled)).toEqual({
      result: 'error',
      inferred: 'false',
      jobs: '[]',
      polls: '0',
      'elapsed-seconds': '0',
    })
    expect(errors).toHaveLength(1)
    expect(summary).toMatch(/^### ❌ .*not valid/)
  })

  test('all problems in one message', async () => {
    const { errors } = await refuse({ updateid: '0', timeout: '30', 'on-squashed': 'x', 'secret-key': '' })
    expect(errors[0]).toMatch(
      /updateid: "0".*%0A.*timeout: "30".*%0A.*on-squashed: "x".*%0A.*secret-key is empty/,
    )
  })

  test('a summary that is not wanted is not written, whatever else is invalid', async () => {
    expect((await refuse({ updateid: '0', summary: 'false' })).summary).toBe('')
    expect((await refuse({ updateid: '0', summary: 'nonsense' })).summary).not.toBe('')
  })

  test('the secrets of a step with invalid inputs are masked too', async () => {
    const { lines, stdout, summary } = await refuse({
      updateid: 'test-secret-key',
      'api-url': 'https://test-access-key.x?y',
    })
    expect(lines[0]).toBe('::add-mask::test-access-key')
    const rest = lines.filter(line => !line.startsWith('::add-mask::')).join('\n')
    expect(rest + summary).not.toMatch(/test-(secret|access)-key/)
    expect(stdout).toContain('updateid: "***"')
  })
})
