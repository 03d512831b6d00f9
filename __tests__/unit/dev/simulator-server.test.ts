import { Agent, get } from 'node:http'
import type { RequestOptions } from 'node:http'
import { text } from 'node:stream/consumers'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { DEMO_ASID, DEMO_AUTHORIZATION } from '../../../dev/simulator/access.ts'
import { startSimulator } from '../../../dev/simulator/server.ts'
import type { Simulator } from '../../../dev/simulator/server.ts'

const UPDATE = `/cfp/v1/imageupdate/101/status?accountserviceid=${DEMO_ASID}`

async function send(url: string, options: RequestOptions = {}) {
  const { promise, resolve, reject } = Promise.withResolvers<{
    status: number
    body: string
    retryAfter: unknown
  }>()
  // Without an agent: a socket kept from before a stop would be tried first.
  const request = get(
    url,
    { agent: false, headers: { authorization: DEMO_AUTHORIZATION }, ...options },
    response => {
      text(response).then(body => {
        resolve({ status: response.statusCode ?? 0, body, retryAfter: response.headers['retry-after'] })
      }, reject)
    },
  )
  request.on('error', reject)
  return promise
}

const post = async (url: string, body: string) => {
  const response = await fetch(url, { method: 'POST', body })
  return { status: response.status, body: await response.text() }
}

let simulator: Simulator

beforeEach(async () => {
  simulator = await startSimulator({ jobs: [{ kind: 'update', id: 101, queued: '1h', running: '1h' }] })
})

afterEach(async () => {
  await simulator.close()
})

describe('the server', () => {
  test('responds over HTTP on loopback, and records the request', async () => {
    expect(simulator.url).toBe(`http://127.0.0.1:${simulator.port}`)
    const { status, body } = await send(`${simulator.url}${UPDATE}`)
    expect(status).toBe(200)
    expect(JSON.parse(body)).toMatchObject({ updateid: 101, jobstatename: 'Queued' })
    const [record] = simulator.requests
    expect(record).toMatchObject({
      method: 'GET',
      path: '/cfp/v1/imageupdate/101/status',
      status: 200,
      fault: null,
    })
    expect(record).toMatchObject({ query: `accountserviceid=${DEMO_ASID}`, connection: 1 })
    expect(record?.headers).toMatchObject({ authorization: DEMO_AUTHORIZATION })
  })

  test.each(['reset', 'cut'] as const)('%s breaks the connection', async fault => {
    simulator.setFaults({ fault })
    await expect(send(`${simulator.url}${UPDATE}`)).rejects.toThrow()
    expect(simulator.requests).toMatchObject([{ fault, respondedAt: null }])
    expect(await send(`${simulator.url}${UPDATE}`)).toMatchObject({ status: 200 })
  })

  test('idle-reset breaks a connection that was used before, and the request does not arrive', async () => {
    simulator.add({ kind: 'install', id: 7, queued: '1h', running: '1h' })
    simulator.setFaults({ fault: 'idle-reset', times: 'always' })
    const agent = new Agent({ keepAlive: true })
    const queue = `${simulator.url}/cfp/v1/imageinstall/7/queue?accountserviceid=${DEMO_ASID}&mirroring=false`
    expect(await send(`${simulator.url}${UPDATE}`, { agent })).toMatchObject({ status: 200 })
    await expect(send(queue, { agent })).rejects.toThrow('ECONNRESET')
    expect(simulator.requests).toMatchObject([{ fault: null }, { fault: 'idle-reset', connection: 1 }])
    expect(simulator.jobs).toContainEqual(expect.objectContaining({ kind: 'install', state: 'Pending' }))
    expect(await send(queue, { agent })).toMatchObject({ status: 200 })
    agent.destroy()
  })

  test('hangs until it is closed, and records the request', async () => {
    simulator.setFaults({ fault: 'hang' })
    const pending = send(`${simulator.url}${UPDATE}`)
    const lost = expect(pending).rejects.toThrow()
    expect(await simulator.waitForRequest(({ path }) => path.endsWith('/status'))).toMatchObject({
      fault: 'hang',
    })
    await simulator.close()
    await lost
  })

  test('waits for the n-th request and its response, until a timeout', async () => {
    const second = simulator.waitForRequest(() => true, { count: 2, until: 'responded' })
    await send(`${simulator.url}${UPDATE}`)
    await send(`${simulator.url}/elsewhere?x=1`)
    expect(await second).toMatchObject({ path: '/elsewhere', query: 'x=1' })
    const never = simulator.waitForRequest(() => false, { timeoutMs: 1 })
    await expect(never).rejects.toThrow('0 of 1 requests (2 in all)')
  })

  test('a request that does not arrive changes nothing, but one with a lost response does', async () => {
    simulator.add({ kind: 'install', id: 7, queued: '1h', running: '1h' })
    const queue = `${simulator.url}/cfp/v1/imageinstall/7/queue?accountserviceid=${DEMO_ASID}&mirroring=false`
    const state = async () => {
      const jobs = await (await fetch(`${simulator.url}/simulator/jobs`)).json()
      return (jobs as { kind: string; state: string }[]).find(({ kind }) => kind === 'install')?.state
    }
    simulator.setFaults({ fault: 429, retryAfter: 5, path: 'queue' }, { fault: 503, path: 'queue' })
    expect(await send(queue)).toMatchObject({ status: 429, retryAfter: '5' })
    expect(await state()).toBe('Pending')
    expect(await send(queue)).toMatchObject({ status: 503 })
    expect(await state()).toBe('Queued')
  })

  test('can be closed, and listens again on the same port with the same jobs', async () => {
    const { port, url } = simulator
    await simulator.close()
    await expect(send(`${url}${UPDATE}`)).rejects.toThrow('ECONNREFUSED')
    await simulator.listen()
    expect(simulator.port).toBe(port)
    expect(await send(`${url}${UPDATE}`)).toMatchObject({ status: 200 })
    await expect(startSimulator({ port })).rejects.toThrow('EADDRINUSE')
  })
})

test('a simulator can have its own clock', async () => {
  const jobs = [{ kind: 'update', id: 101, running: '1h' }] as const
  let hours = 0
  const other = await startSimulator({ jobs, now: () => hours * 3_600_000 })
  try {
    const state = async () => JSON.parse((await send(`${other.url}${UPDATE}`)).body) as object
    expect(await state()).toMatchObject({ jobstateid: 4, jobcreated: 0 })
    hours = 1
    expect(await state()).toMatchObject({ jobstateid: 5, jobupdated: 3600 })
  } finally {
    await other.close()
  }
})

describe('control', () => {
  test('adds jobs, sets faults and lists the requests', async () => {
    const jobs = `${simulator.url}/simulator/jobs`
    expect(await post(jobs, '[{"kind":"update","id":500},{"kind":"update"}]')).toMatchObject({ status: 200 })
    expect(await post(jobs, '{"kind":"update","runing":"1h"}')).toEqual({
      status: 400,
      body: expect.stringContaining('jobs[0] has an unknown property "runing"'),
    })
    expect(await post(jobs, 'update 500')).toMatchObject({ status: 400 })
    const made = (await (await fetch(jobs)).json()) as { kind: string; id: number }[]
    expect(made.map(({ id }) => id)).toEqual([101, 500, 1001])
    const { body } = await post(`${simulator.url}/simulator/faults`, '{"fault":503,"times":3}')
    expect(JSON.parse(body)).toEqual([{ fault: 503, times: 3 }])
    expect(await send(`${simulator.url}${UPDATE}`)).toMatchObject({ status: 503 })
    await fetch(`${simulator.url}/simulator/faults`, { method: 'DELETE' })
    expect(simulator.faults).toEqual([])
    const requests = (await (await fetch(`${simulator.url}/simulator/requests`)).json()) as unknown[]
    expect(requests).toHaveLength(1)
  })

  test('lists its endpoints', async () => {
    expect(await send(`${simulator.url}/simulator/`)).toMatchObject({ status: 200 })
    expect((await send(`${simulator.url}/simulator/nothing`)).body).toContain('GET or POST /simulator/jobs')
  })
})
