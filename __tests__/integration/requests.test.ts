import { describe, expect, test } from '@jest/globals'
import nock from 'nock'
import type { JsonObject } from '../../src/clanforge/json.ts'
import { version } from '../../src/version.ts'
import { runAction } from '../support/action-run.ts'
import type { Inputs } from '../support/inputs.ts'
import { API, BASIC, withoutNetwork } from '../support/nock-api.ts'

withoutNetwork()

const done = { jobstateid: 5, jobprogress: 100 }
const asid = { accountserviceid: '1234567' }
const pair: Inputs = { updateid: '' }

/** Expects one GET for exactly this path and query, with the headers of the contract. */
function expectGet(
  path: string,
  query: Record<string, string>,
  body: JsonObject,
  authorization = BASIC,
  api = API,
) {
  return nock(api, {
    reqheaders: {
      authorization,
      accept: 'application/json',
      'accept-encoding': 'identity',
      'cache-control': 'no-cache',
      'content-type': 'application/x-www-form-urlencoded',
      'user-agent': `wait-for-clanforge/${version}`,
    },
  })
    .get(path)
    .query(actual => JSON.stringify(sorted(actual)) === JSON.stringify(sorted(query)))
    .reply(200, body)
}

function sorted(query: Readonly<Record<string, unknown>>): readonly unknown[] {
  return Object.entries(query).sort(([a], [b]) => (a < b ? -1 : 1))
}

describe('the request', () => {
  test.each<readonly [string, Inputs, string, Record<string, string>]>([
    ['an update', { updateid: '5' }, '/cfp/v1/imageupdate/5/status', asid],
    ['a diff', { diffid: '5' }, '/cfp/v1/imagediff/5/status', { ...asid, diff_info: '0' }],
    ['a version', { imageversionid: '5' }, '/cfp/v1/imageversion/5/status', asid],
    [
      'a mirror job',
      { jobid: '5', mirroring: '1' },
      '/cfp/v1/imageinstall/5/queue',
      { ...asid, mirroring: 'true' },
    ],
    [
      'a machine job',
      { jobid: '5', mirroring: 'FALSE' },
      '/cfp/v1/imageinstall/5/queue',
      { ...asid, mirroring: 'false' },
    ],
  ])('for %s', async (_, inputs, path, query) => {
    const request = expectGet(path, query, done)
    expect(await runAction({ ...pair, ...inputs })).toMatchObject({
      code: 0,
      outputs: { result: 'complete', polls: '1' },
    })
    request.done()
  })

  test('for a rollout', async () => {
    const path = '/cfp/v2/project/1234567/image/44/status'
    const [before, after] = [{ pending_machines: 3 }, { pending_machines: 0, completed_machines: 3 }]
    const requests = [before, after, after].map(body => expectGet(path, {}, body))
    const run = await runAction({ ...pair, imageid: '44' })
    expect(run).toMatchObject({
      code: 0,
      outputs: { kind: 'rollout', id: '44', completed_machines: '3', polls: '3' },
    })
    for (const request of requests) request.done()
  })

  test('to re-run an update', async () => {
    const status = '/cfp/v1/imageupdate/5/status'
    const requests = [
      expectGet(status, asid, { jobstateid: 6, jobfailed: 1 }),
      expectGet('/cfp/v1/imageupdate/5/retry', asid, { jobstateid: 3, jobfailed: 1 }),
      expectGet(status, asid, { ...done, jobfailed: 1 }),
    ]
    expect(await runAction({ updateid: '5', 'job-retries': '1' })).toMatchObject({ code: 0 })
    for (const request of requests) request.done()
  })

  test('for the install list, after one queue call', async () => {
    const requests = [
      expectGet('/cfp/v1/imageinstall/7/queue', { ...asid, mirroring: 'true' }, { jobstateid: 3 }),
      expectGet('/cfp/v1/imageinstall/status', asid, { installs: [{ jobid: 7, mirroring: 1, ...done }] }),
    ]
    const run = await runAction({ ...pair, jobid: '7', mirroring: 'true', 'install-mode': 'queue-once' })
    expect(run).toMatchObject({ code: 0, outputs: { polls: '2' } })
    for (const request of requests) request.done()
  })
})

describe('host and credentials', () => {
  test('at the successor host with a bearer token, without an ASID', async () => {
    const request = expectGet(
      '/below/cfp/v1/imageupdate/5/status',
      {},
      done,
      'Bearer abc',
      'https://host.example',
    )
    const keys = { 'access-key': '', 'secret-key': '', 'bearer-token': 'abc', accountserviceid: '' }
    const run = await runAction({ ...keys, updateid: '5', 'api-url': 'https://host.example/below/' })
    expect(run.code).toBe(0)
    request.done()
  })

  test('ids of several kinds, each at its own endpoint', async () => {
    const requests = [
      expectGet('/cfp/v1/imageupdate/1/status', asid, done),
      expectGet('/cfp/v1/imageupdate/2/status', asid, done),
      expectGet('/cfp/v1/imagediff/3/status', { ...asid, diff_info: '0' }, done),
    ]
    const run = await runAction({ updateid: '1, 2', diffid: '3' })
    expect(run.outputs).toMatchObject({ result: 'complete', polls: '3' })
    for (const request of requests) request.done()
  })
})
