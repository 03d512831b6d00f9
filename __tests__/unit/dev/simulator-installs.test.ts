import { describe, expect, test } from '@jest/globals'
import { DEMO_ASID } from '../../../dev/simulator/access.ts'
import { START_MS, worldOf } from '../../../dev/simulator/ask-world.ts'

const T0 = START_MS / 1000
const LIST = '/cfp/v1/imageinstall/status'
const listed = (get: ReturnType<typeof worldOf>['get'], at: number) =>
  (get(LIST, at)['installs'] as Record<string, unknown>[]).map(({ jobid, jobstateid }) => [jobid, jobstateid])

describe('queue', () => {
  const queue = (id: number, mirroring: string): string =>
    `/cfp/v1/imageinstall/${id}/queue?mirroring=${mirroring}`

  test('starts the life of a mirror install; a later call only tells its state', () => {
    const { get } = worldOf(['install 7 mirroring: pending 1s, queued 2s, running 10s'])
    const answer = get(queue(7, 'true'), 100)
    const names = [
      'versionmirrorid',
      'jobcreated',
      'joberror',
      'jobeta',
      'jobfailed',
      'jobprogress',
      'jobstart',
    ]
    expect(Object.keys(answer)).toEqual([...names, 'jobstateid', 'jobstatename', 'jobupdated'])
    expect(answer).toMatchObject({ jobstateid: 2, jobcreated: T0 })
    expect(get(queue(7, 'true'), 104)).toMatchObject({ jobstateid: 4, jobstart: `${T0 + 103}` })
    expect(get(queue(7, 'true'), 113)).toMatchObject({ jobstateid: 5, jobprogress: 100 })
  })

  test('of a machine install has machinejobid and installs_squashed', () => {
    const answer = worldOf(['install 8: queued 2s, running 3s']).get(queue(8, 'false'))
    expect(answer).toMatchObject({ jobstateid: 3, installs_squashed: 0, machinejobid: 800_008 })
    for (const name of ['success', 'jobid', 'versionmirrorid']) expect(answer).not.toHaveProperty(name)
  })

  test('is refused when mirroring is missing or not the job’s', () => {
    const { get } = worldOf(['install 8: queued 2s, running 3s'])
    for (const mirroring of ['true', '', '1']) expect(get(queue(8, mirroring))).toMatchObject({ error: true })
    expect(listed(get, 50)).toEqual([[8, 2]])
  })
})

describe('the list of installs', () => {
  test('has the documented entry', () => {
    const { get } = worldOf(['install 8: starts after 0s, running 10s, target 33, image 44'])
    const names = 'jobid mirroring restart location machine imagepath install_at mirror target_imageversionid'
    const jobNames =
      'jobcreated joberror jobeta jobfailed jobprogress jobstart jobstateid jobstatename jobupdated'
    const [entry = {}] = get(LIST, 5)['installs'] as object[]
    expect(new Set(Object.keys(entry))).toEqual(new Set(`${names} ${jobNames}`.split(' ')))
    expect(entry).toMatchObject({ jobid: 8, mirroring: false, target_imageversionid: 33, jobprogress: 50 })
  })

  test('drops what is over, keeps what failed, lingers as told', () => {
    const started = 'starts after 0s, running 10s'
    const { get } = worldOf([
      `install 1: ${started}`,
      `install 2: ${started}, fails at 100%`,
      `install 3: ${started}, fails at 100%, vanishes`,
      `install 4: ${started}, squashed at 100%`,
      `install 5: ${started}, lingers 5s`,
      `install 6: ${started}, listed after 4s`,
      'install 7: running 10s',
    ])
    expect(listed(get, 0).map(([id]) => id)).toEqual([1, 2, 3, 4, 5, 7])
    expect(listed(get, 4)).toHaveLength(7)
    expect(listed(get, 10)).toEqual([
      [2, 6],
      [5, 5],
      [7, 2],
    ])
    expect(listed(get, 15)).toEqual([
      [2, 6],
      [7, 2],
    ])
  })

  test('may be without mirroring, or have it as a number', () => {
    expect(worldOf(['install 1: wire no-mirroring']).get(LIST)['installs']).not.toHaveProperty('0.mirroring')
    expect(worldOf(['install 1 mirroring: wire mirroring-number']).get(LIST)).toHaveProperty(
      'installs.0.mirroring',
      1,
    )
  })
})

describe('a rollout', () => {
  const ROLLOUT = `/cfp/v2/project/${DEMO_ASID}/image/44/status`
  const counts = (pending_machines: number, failed_machines: number, completed_machines: number) => ({
    pending_machines,
    failed_machines,
    completed_machines,
  })

  test('counts machines', () => {
    const { get } = worldOf(['rollout 44: 20 machines, over 30s, 2 fail, starts after 5s, 7 before'])
    expect(get(ROLLOUT, 4)).toEqual(counts(0, 0, 7))
    expect(get(ROLLOUT, 5)).toEqual(counts(20, 0, 0))
    expect(get(ROLLOUT, 20)).toMatchObject({ pending_machines: 10 })
    expect(get(ROLLOUT, 35)).toEqual(counts(0, 2, 18))
    expect(get(`${ROLLOUT}?detail=true`, 35)).toMatchObject({ fleets: { 'demo-fleet': { regions: {} } } })
  })

  test('may hang', () => {
    const { get } = worldOf(['rollout 44: 20 machines, over 30s, hangs at 50%'])
    expect(get(ROLLOUT, 9999)).toEqual(counts(10, 0, 10))
  })
})

test('a whole release by create calls: update, diff, version, installs, rollout', () => {
  const { get } = worldOf(['install *: starts after 1s, running 5s', 'rollout *: 4 machines, over 10s'])
  expect(get('/cfp/v1/imageupdate/create?imageid=44')).toMatchObject({ updateid: 1001, jobstateid: 3 })
  const locked = { error: true, error_message: 'image locked by updateid: 1001' }
  expect(get('/cfp/v1/imagediff/create?imageid=44', 1)).toMatchObject(locked)
  expect(get('/cfp/v1/imagediff/create?imageid=44', 10)).toMatchObject({ diffid: 2001 })
  expect(get('/cfp/v1/imageversion/create?diffid=2001', 15)).toMatchObject({ error: true })
  expect(get('/cfp/v1/imageupdate/create?imageid=44', 20)).toMatchObject({
    error_message: 'image locked by diffid: 2001',
  })
  expect(get('/cfp/v1/imageversion/create?diffid=2001', 20)).toMatchObject({ imageversionid: 3001 })
  expect(listed(get, 29)).toEqual([])
  const rollout = `/cfp/v2/project/${DEMO_ASID}/image/44/status`
  expect(get(rollout, 29)).toMatchObject({ pending_machines: 0, completed_machines: 0 })
  expect(get('/cfp/v1/imageversion/3001/status', 30)).toMatchObject({ jobstateid: 5 })
  expect(listed(get, 30)).toEqual([
    [4001, 2],
    [4002, 2],
  ])
  expect(get(rollout, 30)).toMatchObject({ pending_machines: 4, completed_machines: 0 })
  expect(get(LIST, 31)).toHaveProperty('installs.0.target_imageversionid', 3001)
  expect(listed(get, 36)).toEqual([])
  expect(get(rollout, 40)).toMatchObject({ pending_machines: 0, completed_machines: 4 })
})
