import { describe, expect, test } from '@jest/globals'
import { DEMO_ASID } from '../../../dev/simulator/access.ts'
import type { ScenarioJob } from '../../../dev/simulator/scenario.ts'
import { virtualClanforge } from '../../support/virtual-clanforge.ts'

const LIST = '/cfp/v1/imageinstall/status'
const ROLLOUT = `/cfp/v2/project/${DEMO_ASID}/image/44/status`
const UPDATE = '/cfp/v1/imageupdate/create?imageid=44&machineid=2&desc=build'
const DIFF = '/cfp/v1/imagediff/create?imageid=44&machineid=2'
const VERSION = '/cfp/v1/imageversion/create?diffid=2001&restart=0'
const listed = (get: ReturnType<typeof virtualClanforge>['get'], at: number) =>
  (get(LIST, at)['installs'] as Record<string, unknown>[]).map(({ jobid, jobstateid }) => [jobid, jobstateid])

/** A Clanforge in which the diff 2001 of image 44 is complete after 10 s. */
function withDiff(...jobs: readonly ScenarioJob[]) {
  const clanforge = virtualClanforge(jobs)
  expect(clanforge.get(DIFF)).toMatchObject({ diffid: 2001, jobstateid: 3 })
  return clanforge
}

test('a whole release by create calls: update, diff, version, installs, rollout', () => {
  const { get } = virtualClanforge([
    { kind: 'install', id: '*', startsAfter: '1s', running: '5s' },
    { kind: 'rollout', id: '*', machines: 4 },
  ])
  expect(get(UPDATE)).toMatchObject({ updateid: 1001, jobstateid: 3 })
  const locked = { error: true, error_message: 'image locked by updateid: 1001' }
  expect(get(DIFF, 1)).toMatchObject(locked)
  expect(get(DIFF, 10)).toMatchObject({ diffid: 2001 })
  expect(get(VERSION, 15)).toMatchObject({ error: true })
  expect(get(UPDATE, 20)).toMatchObject({ error_message: 'image locked by diffid: 2001' })
  expect(get(VERSION, 20)).toMatchObject({ imageversionid: 3001 })
  expect(listed(get, 29)).toEqual([])
  expect(get(ROLLOUT, 29)).toMatchObject({ pending_machines: 0, completed_machines: 0 })
  expect(get('/cfp/v1/imageversion/3001/status', 30)).toMatchObject({ jobstateid: 5 })
  expect(listed(get, 30)).toEqual([
    [4001, 2],
    [4002, 2],
  ])
  expect(get(ROLLOUT, 30)).toMatchObject({ pending_machines: 4, completed_machines: 0 })
  expect(get(LIST, 31)).toHaveProperty('installs.0.target_imageversionid', 3001)
  expect(listed(get, 36)).toEqual([])
  expect(get(ROLLOUT, 40)).toMatchObject({ pending_machines: 0, completed_machines: 4 })
})

describe('create calls are refused', () => {
  test.each([
    ['/cfp/v1/imageupdate/create?machineid=2&desc=build', 'imageid is required'],
    ['/cfp/v1/imageupdate/create?imageid=44&machineid=2', 'desc is required'],
    ['/cfp/v1/imageupdate/create?imageid=44&desc=build', 'machineid is required'],
    ['/cfp/v1/imagediff/create?machineid=2', 'imageid is required'],
    ['/cfp/v1/imagediff/create?imageid=44', 'machineid is required'],
    ['/cfp/v1/imageversion/create?restart=0', 'diffid is required'],
    ['/cfp/v1/imageversion/create?diffid=5', 'restart is required'],
    ['/cfp/v1/imageversion/create?diffid=9&restart=0', 'No rows in result set'],
  ])('%s: %s, in the envelope with HTTP 200', (path, error_message) => {
    const { respond } = virtualClanforge([{ kind: 'diff', id: 5, running: '0s' }])
    const { status, body } = respond(`${path}&accountserviceid=${DEMO_ASID}`, 1)
    expect(status).toBe(200)
    expect(JSON.parse(body)).toMatchObject({ success: false, error: true, error_message })
  })
})

describe('a version of an empty diff', () => {
  test('needs full=1', () => {
    const { get } = withDiff({ kind: 'diff', id: '*', added: 0, modified: 0, removed: 0 })
    expect(get(VERSION, 10)).toMatchObject({
      error: true,
      error_message: 'diff is empty: full=1 is required',
    })
    expect(get(`${VERSION}&full=1`, 10)).toMatchObject({ imageversionid: 3001 })
  })
})

describe('the installs of a created version', () => {
  test('start by themselves, even if the scenario does not define it', () => {
    const { get } = withDiff({ kind: 'install', id: '*', running: '5s' })
    get(VERSION, 10)
    expect(listed(get, 20)).toEqual([
      [4001, 4],
      [4002, 4],
    ])
    expect(listed(get, 25)).toEqual([])
  })
})

describe('imagediff/reject', () => {
  const REJECT = '/cfp/v1/imagediff/2001/reject'

  test('unlocks the image, once the diff is complete', () => {
    const { get } = withDiff()
    expect(get(REJECT, 9)).toMatchObject({ error: true, error_message: 'diff is not complete or failed' })
    expect(get(UPDATE, 10)).toMatchObject({ error_message: 'image locked by diffid: 2001' })
    expect(get(`${REJECT}?reinstall=0`, 10)).toEqual({ success: true, diffid: 2001 })
    expect(get(`${REJECT}?reinstall=0`, 11)).toMatchObject({ error_message: 'diff is already rejected' })
    expect(get(VERSION, 11)).toMatchObject({ error_message: 'diff is already rejected' })
    expect(get(UPDATE, 11)).toMatchObject({ updateid: 1001 })
    expect(get('/cfp/v1/imagediff/2001/status', 11)).toMatchObject({ jobstateid: 5 })
  })

  test('is possible for a failed diff', () => {
    const { get } = withDiff({ kind: 'diff', id: '*', queued: '2s', running: '1s', failsAt: 0 })
    expect(get(REJECT, 10)).toEqual({ success: true, diffid: 2001 })
  })

  test('an accepted diff cannot be rejected; only diffs can', () => {
    const { get, respond } = withDiff()
    get(VERSION, 10)
    expect(get(REJECT, 11)).toMatchObject({ error_message: 'diff is already accepted' })
    expect(respond(`/cfp/v1/imageupdate/1/reject?accountserviceid=${DEMO_ASID}`).status).toBe(404)
  })
})
