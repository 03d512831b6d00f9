import { describe, expect, test } from '@jest/globals'
import type { ScenarioJob } from '../../../dev/simulator/scenario.ts'
import { virtualClanforge } from '../../support/virtual-clanforge.ts'

// What the two public clients of these endpoints send, in the same order, and what they read. Times in seconds.

type Get = ReturnType<typeof virtualClanforge>['get']

/** Polls once per `interval` until `isFinished`, and returns the last response. */
function pollUntil(
  get: Get,
  path: string,
  clock: { now: number },
  interval: number,
  isFinished: (job: Fields) => boolean,
) {
  for (let polls = 0; polls < 1000; polls++) {
    const response = get(path, clock.now)
    if (isFinished(response)) return response
    clock.now += interval
  }
  throw new Error(`${path} never finishes`)
}

type Fields = Record<string, unknown>

/**
 * The Python sample: each job until `jobstateid` is none of 1 to 4, then `success` decides; rejects the diff that
 * locks the image, and waits for an empty install list.
 */
function deployAsPythonSample(get: Get) {
  const clock = { now: 0 }
  const wait = (path: string) => {
    return pollUntil(get, path, clock, 1, ({ jobstateid }) => ![1, 2, 3, 4].includes(jobstateid as number))
  }
  const create = () =>
    get('/cfp/v1/imageupdate/create?imageid=44&desc=build+7&machineid=2&url=s3%3A%2F%2Fb', clock.now)
  let update = create()
  const blocking = /^image locked by diffid: (\d+)$/.exec(String(update['error_message']))?.[1]
  if (blocking !== undefined) {
    get(`/cfp/v1/imagediff/${blocking}/reject?reinstall=0`, clock.now)
    update = create()
  }
  const results = [wait(`/cfp/v1/imageupdate/${String(update['updateid'])}/status`)]
  const { diffid } = get('/cfp/v1/imagediff/create?imageid=44&machineid=2', clock.now)
  results.push(wait(`/cfp/v1/imagediff/${String(diffid)}/status`))
  const version = `diffid=${String(diffid)}&restart=0&force=0&full=0&game_build=7&install_at=NOW()`
  const { imageversionid } = get(`/cfp/v1/imageversion/create?${version}`, clock.now)
  results.push(wait(`/cfp/v1/imageversion/${String(imageversionid)}/status`))
  const isEmpty = ({ installs }: Fields) => (installs as unknown[]).length === 0
  const before = clock.now
  pollUntil(get, '/cfp/v1/imageinstall/status', clock, 1, isEmpty)
  return { results, blocking, installSeconds: clock.now - before }
}

/** The C# client: the ID in the query of each status request, until `jobstatename` is Completed or Failed. */
function deployAsCSharpClient(get: Get) {
  const clock = { now: 0 }
  const call = (path: string): Fields => {
    const response = get(path, clock.now)
    if (response['error'] === true) throw new Error(String(response['error_message']))
    return response
  }
  const wait = (kind: 'update' | 'diff', id: unknown) => {
    const path = `/cfp/v1/image${kind}/status?${kind}id=${String(id)}`
    return pollUntil(call, path, clock, 10, ({ jobstatename }) =>
      ['Completed', 'Failed'].includes(String(jobstatename)),
    )
  }
  const { updateid } = call('/cfp/v1/imageupdate/create?imageid=44&desc=build&machineid=2&url=gs%3A%2F%2Fb')
  const results = [wait('update', updateid)]
  const { diffid } = call('/cfp/v1/imagediff/create?imageid=44&machineid=2')
  results.push(wait('diff', diffid))
  results.push(
    call(`/cfp/v1/imageversion/create?diffid=${String(diffid)}&restart=1&force=1&game_build=build`),
  )
  return results
}

describe('the Python sample', () => {
  test('deploys', () => {
    const { results, blocking, installSeconds } = deployAsPythonSample(virtualClanforge([]).get)
    expect(blocking).toBeUndefined()
    const complete = { success: true, jobstateid: 5, jobprogress: 100 }
    expect(results).toMatchObject([complete, complete, complete])
    expect(results[0]).toHaveProperty('updateid', 1001)
    expect(installSeconds).toBe(10)
  })

  test('rejects the diff that locks the image', () => {
    const diff: ScenarioJob = { kind: 'diff', id: 218_595, imageid: 44, running: '0s' }
    const { results, blocking } = deployAsPythonSample(virtualClanforge([diff]).get)
    expect(blocking).toBe('218595')
    expect(results.map(({ jobstateid }) => jobstateid)).toEqual([5, 5, 5])
  })

  test('treats a failed job as a success, unless success is the outcome', () => {
    const update: ScenarioJob = { kind: 'update', id: '*', running: '2s', failsAt: 50 }
    const { results } = deployAsPythonSample(virtualClanforge([update]).get)
    expect(results[0]).toMatchObject({ success: true, jobstateid: 6 })
    const other = virtualClanforge([{ ...update, quirks: ['success-is-outcome'] }])
    expect(deployAsPythonSample(other.get).results[0]).toMatchObject({ success: false })
  })
})

describe('the C# client', () => {
  test('deploys', () => {
    expect(deployAsCSharpClient(virtualClanforge([]).get)).toMatchObject([
      { updateid: 1001, jobstatename: 'Completed' },
      { diffid: 2001, jobstatename: 'Completed' },
      { imageversionid: 3001 },
    ])
  })

  test('throws the message of a refusal', () => {
    const update: ScenarioJob = { kind: 'update', id: 7, imageid: 44, running: '1h' }
    expect(() => deployAsCSharpClient(virtualClanforge([update]).get)).toThrow('image locked by updateid: 7')
  })

  test('never finishes when a job is squashed', () => {
    const update: ScenarioJob = { kind: 'update', id: '*', running: '2s', squashedAt: 50 }
    expect(() => deployAsCSharpClient(virtualClanforge([update]).get)).toThrow('never finishes')
  })

  test('an unknown or missing ID in the query is an unknown job', () => {
    const { get } = virtualClanforge([])
    for (const query of ['?diffid=9', '?updateid=1', ''])
      expect(get(`/cfp/v1/imagediff/status${query}`)).toMatchObject({
        error_message: 'No rows in result set',
      })
  })
})

test('queue responses can have success', () => {
  const queue = '/cfp/v1/imageinstall/7/queue?mirroring=false'
  const install: ScenarioJob = { kind: 'install', id: 7, running: '1s' }
  expect(virtualClanforge([install]).get(queue)).not.toHaveProperty('success')
  expect(virtualClanforge([install], { quirks: ['queue-success'] }).get(queue)).toMatchObject({
    success: true,
  })
})
