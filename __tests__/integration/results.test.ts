import { afterEach, describe, expect, test } from '@jest/globals'
import nock from 'nock'
import { readDeclaredOutputs } from '../../dev/runner/action-file.ts'
import { type ActionRun, runAction } from '../support/action-run.ts'
import type { Inputs } from '../support/inputs.ts'
import { respondWith, API, withoutNetwork } from '../support/nock-api.ts'
import { UPDATE } from '../support/paths.ts'

withoutNetwork()

let run: ActionRun | undefined
afterEach(() => {
  // Every output that is declared, and no other, however the step ended.
  expect(Object.keys(run?.outputs ?? {}).sort()).toEqual(readDeclaredOutputs().toSorted())
  // Every ending with exit code 1 creates one error annotation.
  expect(run?.errors.length).toBe(run?.code)
  expect(run?.summary).toMatch(/^### /)
  run = undefined
})

async function wait(inputs: Inputs = {}): Promise<ActionRun> {
  run = await runAction(inputs)
  return run
}

const running = { jobstateid: 4, jobstatename: 'Running', jobprogress: 40, jobupdated: 1_800_000_000 }

describe('results and exit codes', () => {
  test('complete', async () => {
    respondWith(UPDATE, running, {
      success: true,
      jobstateid: 5,
      jobstatename: 'Complete',
      jobprogress: 100,
      joberror: null,
    })
    expect(await wait()).toMatchObject({
      code: 0,
      outputs: {
        result: 'complete',
        kind: 'update',
        id: '101',
        success: 'true',
        jobstateid: '5',
        jobstatename: 'Complete',
        jobprogress: '100',
        joberror: '',
        jobeta: '',
        polls: '2',
      },
    })
    expect(run?.lines.at(-1)).toMatch(/Image update 101 is complete, after .* and 2 requests$/)
  })

  test.each([
    ['fail', 1],
    ['pass', 0],
  ])('squashed, on-squashed: %s', async (onSquashed, code) => {
    respondWith(UPDATE, { jobstateid: 7, jobstatename: 'Squashed' })
    expect(await wait({ 'on-squashed': onSquashed })).toMatchObject({ code, outputs: { result: 'squashed' } })
  })

  test('failed', async () => {
    respondWith(UPDATE, { jobstateid: 6, jobstatename: 'Failed', joberror: 'disk full', jobfailed: 1 })
    const { code, outputs, errors } = await wait()
    expect(code).toBe(1)
    expect(outputs).toMatchObject({ result: 'failed', joberror: 'disk full', jobfailed: '1' })
    expect(errors[0]).toMatch(
      /::Image update 101 failed: disk full\. Last response, just now: Failed\.%0ACheck .*%0ARe-running this step is safe/,
    )
  })

  test.each([
    ['fail', 1],
    ['pass', 0],
  ])('timed-out, on-timeout: %s', async (onTimeout, code) => {
    respondWith(UPDATE, running)
    const { outputs, lines, ...rest } = await wait({ timeout: '50ms', 'on-timeout': onTimeout })
    expect([rest.code, outputs['result'], outputs['jobprogress']]).toEqual([code, 'timed-out', '40'])
    expect(lines.filter(line => line.startsWith('::warning'))).toHaveLength(1 - code)
  })

  test('stalled', async () => {
    respondWith(UPDATE, running)
    expect(await wait({ 'stall-timeout': '30ms' })).toMatchObject({ code: 1, outputs: { result: 'stalled' } })
  })

  test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('cancelled by %s', async signal => {
    nock(API)
      .get(UPDATE)
      .query(true)
      .reply(() => {
        process.emit(signal, signal)
        return [200, running]
      })
    const { code, outputs } = await wait({ 'min-poll-interval': '30s', 'max-poll-interval': '30s' })
    expect([code, outputs['result']]).toEqual([1, 'cancelled'])
  })

  test('error, by a refusal of the credentials', async () => {
    nock(API).get(UPDATE).query(true).reply(401, { error_message: 'Invalid key' })
    const { code, outputs, errors } = await wait()
    expect([code, outputs['result'], outputs['polls']]).toEqual([1, 'error', '1'])
    expect(errors[0]).toMatch(
      /HTTP 401: Invalid key\. No valid response was received\.%0A.* Check the secrets/,
    )
  })

  test('error, by an outage', async () => {
    nock(API).get(UPDATE).query(true).reply(503).persist()
    const { code, outputs, lines } = await wait({ 'outage-timeout': '500ms' })
    expect([code, outputs['result']]).toEqual([1, 'error'])
    expect(lines.filter(line => line.startsWith('::warning'))).toHaveLength(1)
  })

  test('error, by invalid input', async () => {
    const { code, outputs } = await wait({ updateid: 'x' })
    expect([code, outputs['result'], outputs['jobs'], outputs['polls']]).toEqual([1, 'error', '[]', '0'])
  })
})

describe('several jobs', () => {
  const states = (update: number, diff: number) => {
    respondWith(UPDATE, { jobstateid: update, joberror: 'x' })
    respondWith('/cfp/v1/imagediff/5/status', { jobstateid: diff })
  }

  test('have their results in jobs, those of the deciding one in the outputs', async () => {
    states(5, 6)
    const { outputs, summary } = await wait({ diffid: '5', 'fail-fast': 'false' })
    expect(outputs).toMatchObject({ result: 'failed', kind: 'diff', id: '5', joberror: '' })
    expect(JSON.parse(outputs['jobs'] ?? '')).toEqual([
      {
        kind: 'update',
        id: '101',
        result: 'complete',
        polls: 1,
        inferred: false,
        fields: { jobstateid: 5, joberror: 'x' },
      },
      { kind: 'diff', id: '5', result: 'failed', polls: 1, inferred: false, fields: { jobstateid: 6 } },
    ])
    expect(summary).toMatch(/image.diff.5/)
  })

  test('inputs without effect are named once', async () => {
    states(5, 5)
    const { lines } = await wait({ diffid: '5', mirroring: 'true', 'allowed-failed-machines': '5%' })
    expect(lines.filter(line => line.includes('mirroring, allowed-failed-machines'))).toHaveLength(1)
  })
})
