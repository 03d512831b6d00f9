import { describe, expect, test } from '@jest/globals'
import { DEMO_ASID, DEMO_BEARER_TOKEN } from '../../../dev/simulator/access.ts'
import { START_MS } from '../../../dev/virtual/virtual-api.ts'
import { virtualClanforge } from '../../support/virtual-clanforge.ts'

const UPDATE = '/cfp/v1/imageupdate/101/status'
const T0 = START_MS / 1000

describe('access', () => {
  const { respond } = virtualClanforge([
    { kind: 'update', id: 101, running: '5s' },
    { kind: 'rollout', id: 44, machines: 3 },
  ])
  const bearer = `Bearer ${DEMO_BEARER_TOKEN}`
  const asid = `accountserviceid=${DEMO_ASID}`
  const rollout = (id: string): string => `/cfp/v2/project/${id}/image/44/status`

  test.each([
    ['right key and ASID', `${UPDATE}?${asid}`, undefined, 200],
    ['no credentials', `${UPDATE}?${asid}`, '', 401],
    ['wrong secret', `${UPDATE}?${asid}`, `Basic ${btoa('demo-access-key:wrong')}`, 401],
    ['wrong token', `${UPDATE}?${asid}`, 'Bearer wrong', 401],
    ['foreign ASID', `${UPDATE}?accountserviceid=7654321`, undefined, 403],
    ['no ASID with Basic', UPDATE, undefined, 400],
    ['no ASID with Bearer', UPDATE, bearer, 200],
    ['foreign ASID with Bearer', `${UPDATE}?accountserviceid=7654321`, bearer, 403],
    ['the ASID of a v2 path', rollout(DEMO_ASID), bearer, 200],
    ['a foreign ASID in a v2 path', rollout('7654321'), undefined, 403],
    ['another method', `${UPDATE}?${asid}`, undefined, 405],
    ['an unknown job', `/cfp/v1/imageupdate/9/status?${asid}`, undefined, 404],
    ['an unknown path', `/cfp/v1/imageversion/9/retry?${asid}`, undefined, 404],
  ])('%s: %#', (name, path, authorization, status) => {
    expect(respond(path, 0, authorization, name === 'another method' ? 'POST' : 'GET').status).toBe(status)
  })

  test('an unknown job can get the captured error envelope, with HTTP 200', () => {
    const other = virtualClanforge([], { unknownJob: 'envelope' })
    expect(other.respond(`${UPDATE}?${asid}`).status).toBe(200)
    const keys = ['messages', 'error_code', 'error_message', '_debug', 'success', 'error']
    expect(Object.keys(other.get(UPDATE))).toEqual(keys)
    expect(other.get(UPDATE)).toMatchObject({ success: false, error: true })
  })

  test('a job that appears later is unknown until then', () => {
    const { get } = virtualClanforge([{ kind: 'update', id: 101, appearsAfter: '3s', running: '2s' }])
    expect(get(UPDATE, 2)).toMatchObject({ error: true })
    expect(get(UPDATE, 3)).toMatchObject({ jobstateid: 4, jobcreated: T0 + 3 })
  })
})

describe('retry', () => {
  const RETRY = '/cfp/v1/imageupdate/101/retry'

  test('re-runs a failed update, which then completes', () => {
    const { get } = virtualClanforge([
      { kind: 'update', id: 101, queued: '1s', running: '8s', failsAt: 50, failingRuns: 1 },
    ])
    expect(get(RETRY, 3)).toMatchObject({ error: true })
    expect(get(UPDATE, 5)).toMatchObject({ jobstateid: 6, jobfailed: 1 })
    const again = { jobstateid: 3, jobprogress: 0, jobfailed: 1, joberror: null, jobupdated: T0 + 10 }
    expect(get(RETRY, 10)).toMatchObject({ success: true, updateid: 101, ...again })
    expect(get(UPDATE, 18)).toMatchObject({ jobstateid: 4, jobstart: `${T0 + 11}` })
    expect(get(UPDATE, 19)).toMatchObject({ jobstateid: 5, jobfailed: 1, jobprogress: 100 })
    expect(get(RETRY, 20)).toMatchObject({ error: true })
  })

  test('fails failingRuns times, or always without failingRuns', () => {
    const twice = virtualClanforge([{ kind: 'update', id: 101, running: '2s', failsAt: 50, failingRuns: 2 }])
    for (const [at, jobfailed] of [
      [10, 2],
      [20, 2],
    ] as const) {
      twice.get(RETRY, at)
      expect(twice.get(UPDATE, at + 5)).toMatchObject({ jobstateid: at === 10 ? 6 : 5, jobfailed })
    }
    const always = virtualClanforge([{ kind: 'update', id: 101, running: '2s', failsAt: 50 }])
    for (const at of [10, 20, 30]) always.get(RETRY, at)
    expect(always.get(UPDATE, 40)).toMatchObject({ jobstateid: 6, jobfailed: 4 })
  })

  test('can show the old failure for a while', () => {
    const { get } = virtualClanforge([
      { kind: 'update', id: 101, running: '2s', failsAt: 50, failingRuns: 1, retryTakes: '3s' },
    ])
    const old = get(UPDATE, 5)
    expect(get(RETRY, 5)).toEqual(old)
    expect(get(UPDATE, 7)).toEqual(old)
    expect(get(UPDATE, 8)).toMatchObject({ jobstateid: 4, jobupdated: T0 + 8 })
  })

  test('can be refused', () => {
    const { get } = virtualClanforge([
      { kind: 'update', id: 101, running: '2s', failsAt: 50, refusesRetry: true },
    ])
    expect(get(RETRY, 5)).toMatchObject({ error: true })
  })

  test('re-runs a complete diff', () => {
    const { get } = virtualClanforge([{ kind: 'diff', id: 5, running: '2s' }])
    expect(get('/cfp/v1/imagediff/5/retry', 3)).toMatchObject({ diffid: 5, jobstateid: 4 })
  })
})
