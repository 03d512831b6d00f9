import { describe, expect, test } from '@jest/globals'
import { DEMO_ASID } from '../../../dev/simulator/access.ts'
import { START_MS } from '../../../dev/virtual/virtual-api.ts'
import { virtualClanforge } from '../../support/virtual-clanforge.ts'

const T0 = START_MS / 1000
const LIST = '/cfp/v1/imageinstall/status'
const listed = (get: ReturnType<typeof virtualClanforge>['get'], at: number) =>
  (get(LIST, at)['installs'] as Record<string, unknown>[]).map(({ jobid, jobstateid }) => [jobid, jobstateid])

describe('queue', () => {
  const queue = (id: number, mirroring: string): string =>
    `/cfp/v1/imageinstall/${id}/queue?mirroring=${mirroring}`

  test('starts a mirror install, and later only returns its state', () => {
    const { get } = virtualClanforge([
      { kind: 'install', id: 7, mirroring: true, pending: '1s', queued: '2s', running: '10s' },
    ])
    const response = get(queue(7, 'true'), 100)
    const names = [
      'versionmirrorid',
      'jobcreated',
      'joberror',
      'jobeta',
      'jobfailed',
      'jobprogress',
      'jobstart',
    ]
    expect(Object.keys(response)).toEqual([...names, 'jobstateid', 'jobstatename', 'jobupdated'])
    expect(response).toMatchObject({ jobstateid: 2, jobcreated: T0 })
    expect(get(queue(7, 'true'), 104)).toMatchObject({ jobstateid: 4, jobstart: `${T0 + 103}` })
    expect(get(queue(7, 'true'), 113)).toMatchObject({ jobstateid: 5, jobprogress: 100 })
  })

  test('of a machine install has machinejobid and installs_squashed', () => {
    const response = virtualClanforge([{ kind: 'install', id: 8, queued: '2s', running: '3s' }]).get(
      queue(8, 'false'),
    )
    expect(response).toMatchObject({ jobstateid: 3, installs_squashed: 0, machinejobid: 800_008 })
    for (const name of ['success', 'jobid', 'versionmirrorid']) expect(response).not.toHaveProperty(name)
  })

  test('is refused when mirroring is missing or differs from the job', () => {
    const { get } = virtualClanforge([{ kind: 'install', id: 8, queued: '2s', running: '3s' }])
    for (const mirroring of ['true', '', '1']) expect(get(queue(8, mirroring))).toMatchObject({ error: true })
    expect(listed(get, 50)).toEqual([[8, 2]])
  })
})

describe('the list of installs', () => {
  test('has the documented entry', () => {
    const { get } = virtualClanforge([
      { kind: 'install', id: 8, startsAfter: '0s', running: '10s', target_imageversionid: 33, imageid: 44 },
    ])
    const names = 'jobid mirroring restart location machine imagepath install_at mirror target_imageversionid'
    const jobNames =
      'jobcreated joberror jobeta jobfailed jobprogress jobstart jobstateid jobstatename jobupdated'
    const [entry = {}] = get(LIST, 5)['installs'] as object[]
    expect(new Set(Object.keys(entry))).toEqual(new Set(`${names} ${jobNames}`.split(' ')))
    expect(entry).toMatchObject({ jobid: 8, mirroring: false, target_imageversionid: 33, jobprogress: 50 })
  })

  test('has no finished installs, except for those that failed or linger', () => {
    const started = { kind: 'install', startsAfter: '0s', running: '10s' } as const
    const { get } = virtualClanforge([
      { ...started, id: 1 },
      { ...started, id: 2, failsAt: 100 },
      { ...started, id: 4, squashedAt: 100 },
      { ...started, id: 5, lingers: '5s' },
      { ...started, id: 6, listedAfter: '4s' },
      { kind: 'install', id: 7, running: '10s' },
    ])
    expect(listed(get, 0).map(([id]) => id)).toEqual([1, 2, 4, 5, 7])
    expect(listed(get, 4)).toHaveLength(6)
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

  test('can have entries without mirroring, or with a number for it', () => {
    expect(
      virtualClanforge([{ kind: 'install', id: 1, quirks: ['no-mirroring'] }]).get(LIST)['installs'],
    ).not.toHaveProperty('0.mirroring')
    expect(
      virtualClanforge([{ kind: 'install', id: 1, mirroring: true, quirks: ['numeric-mirroring'] }]).get(
        LIST,
      ),
    ).toHaveProperty('installs.0.mirroring', 1)
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
    const { get } = virtualClanforge([
      {
        kind: 'rollout',
        id: 44,
        machines: 20,
        duration: '30s',
        failing: 2,
        startsAfter: '5s',
        completedBefore: 7,
      },
    ])
    expect(get(ROLLOUT, 4)).toEqual(counts(0, 0, 7))
    expect(get(ROLLOUT, 5)).toEqual(counts(20, 0, 0))
    expect(get(ROLLOUT, 20)).toMatchObject({ pending_machines: 10 })
    expect(get(ROLLOUT, 35)).toEqual(counts(0, 2, 18))
  })

  test('can hang', () => {
    const { get } = virtualClanforge([
      { kind: 'rollout', id: 44, machines: 20, duration: '30s', hangsAt: 50 },
    ])
    expect(get(ROLLOUT, 9999)).toEqual(counts(10, 0, 10))
  })
})
