import type { Socket } from 'node:net'
import { expect, test } from '@jest/globals'
import { fastClock } from '../../dev/runner/preload.ts'
import { type Arrival, complete, sendJob, withConnections } from './support/connections.ts'
import { FAST, run } from './support/step.ts'

const update = { updateid: '101' }
const fast = { nodeArgs: fastClock() }
const urlOf = ({ port }: { readonly port: number }): string => `http://127.0.0.1:${String(port)}`
const paths = (arrivals: readonly Arrival[]): readonly string[] =>
  arrivals.map(({ request }) => new URL(request.url ?? '/', 'http://x').pathname)

const closings = [
  ['closed', (socket: Socket) => socket.end()],
  ['reset', (socket: Socket) => socket.resetAndDestroy()],
] as const

test.concurrent.each(closings)(
  'a kept connection that is %s just as a request goes out: resent at once, and no fault',
  async (_, close) => {
    const handle = ({ count, nth, response, socket }: Arrival): void => {
      // The fourth poll and the tenth are lost on a connection that carried others before.
      if ((count === 4 || count === 10) && nth > 1) close(socket)
      else sendJob(response, count < 12 ? {} : complete)
    }
    await withConnections({}, handle, async server => {
      const step = await run(urlOf(server), update, { env: { RUNNER_DEBUG: '1' } })
      expect(step.outputs).toMatchObject({ result: 'complete', polls: String(server.arrivals.length - 2) })
      expect(step.annotations).toEqual([])
      expect(step.log.join('\n')).not.toMatch(/ECONNRESET|EPIPE|connection broke|failing/i)
      // The request that was lost and the one that replaces it are the same.
      expect(server.arrivals[4]?.request.url).toBe(server.arrivals[3]?.request.url)
      expect(server.arrivals[4]?.nth).toBe(1)
    })
  },
)

test.concurrent('a connection that breaks after the first byte of a response is a fault', async () => {
  const handle = ({ count, response, socket }: Arrival): void => {
    if (count === 3 || count === 4) socket.write('HTTP/1.1 2', () => socket.destroy())
    else sendJob(response, count < 6 ? {} : complete)
  }
  await withConnections({}, handle, async server => {
    const step = await run(urlOf(server), update)
    expect(step.outputs).toMatchObject({ result: 'complete', polls: String(server.arrivals.length) })
    expect(step.annotations.map(({ type }) => type)).toEqual(['warning'])
  })
})

test.concurrent('the final poll uses a new connection', async () => {
  // Requests on a connection that was used before are lost, as behind a load balancer that closes them.
  const handle = ({ count, nth, response, socket }: Arrival): void => {
    if (nth > 1) socket.destroy()
    else sendJob(response, count === 1 ? {} : complete)
  }
  await withConnections({}, handle, async server => {
    const inputs = { ...update, 'min-poll-interval': '5s', 'max-poll-interval': '5s', timeout: '1s' }
    const { outputs } = await run(urlOf(server), inputs)
    expect(outputs).toMatchObject({ result: 'complete', polls: '2' })
    expect(server.arrivals.map(({ nth }) => nth)).toEqual([1, 1])
    expect(server.arrivals[1]?.request.headers.connection).toBe('close')
  })
})

test.concurrent('a final poll that is lost is not sent again', async () => {
  const handle = ({ count, response, socket }: Arrival): void => {
    if (count === 1) sendJob(response)
    else socket.destroy()
  }
  await withConnections({}, handle, async server => {
    const inputs = { ...update, 'min-poll-interval': '5s', 'max-poll-interval': '5s', timeout: '1s' }
    const { outputs } = await run(urlOf(server), inputs)
    expect(outputs).toMatchObject({ result: 'timed-out', polls: '2' })
    expect(server.arrivals).toHaveLength(2)
  })
})

test.concurrent('/retry uses a new connection, and is made once', async () => {
  const failed = { jobstateid: 6, jobstatename: 'Failed', jobfailed: 1, jobupdated: 1 }
  let retries = 0
  const handle = ({ request, response, socket }: Arrival): void => {
    if (request.url?.includes('/retry') !== true) {
      sendJob(response, retries === 0 ? failed : { ...complete, jobfailed: 1, jobupdated: 2 })
      return
    }
    retries += 1
    socket.destroy()
  }
  await withConnections({}, handle, async server => {
    const { outputs } = await run(urlOf(server), { ...update, 'job-retries': '1' })
    expect(outputs['result']).toBe('complete')
    const calls = server.arrivals.filter(({ request }) => request.url?.includes('/retry'))
    expect(calls.map(({ nth, request }) => [nth, request.headers.connection])).toEqual([[1, 'close']])
  })
})

test.concurrent('the queue call of queue-once uses a new connection, and is made once', async () => {
  const handle = ({ count, request, response, socket }: Arrival): void => {
    if (request.url?.includes('/queue') === true) socket.destroy()
    else sendList(response, count)
  }
  const sendList = (response: Arrival['response'], count: number): void => {
    const state = count < 5 ? { jobstateid: 4, jobprogress: 50 } : complete
    response.end(JSON.stringify({ installs: [7, 8].map(jobid => ({ jobid, mirroring: false, ...state })) }))
  }
  await withConnections({}, handle, async server => {
    const inputs = { ...FAST, jobid: '7 8', mirroring: 'false', 'install-mode': 'queue-once' }
    const { outputs } = await run(urlOf(server), inputs, fast)
    expect(outputs['result']).toBe('complete')
    const calls = server.arrivals.filter(({ request }) => request.url?.includes('/queue'))
    expect(calls.map(({ nth, request }) => [nth, request.headers.connection])).toEqual([
      [1, 'close'],
      [1, 'close'],
    ])
    expect(new Set(paths(calls)).size).toBe(2)
  })
})

test.concurrent('every request has the headers of the contract', async () => {
  const handle = ({ count, response }: Arrival): void => {
    sendJob(response, count < 3 ? {} : complete)
  }
  await withConnections({}, handle, async server => {
    await run(urlOf(server), update)
    for (const { request } of server.arrivals)
      expect(request.headers).toMatchObject({
        authorization: expect.stringMatching(/^Basic /),
        accept: 'application/json',
        'accept-encoding': 'identity',
        'cache-control': 'no-cache',
        'content-type': 'application/x-www-form-urlencoded',
        'user-agent': expect.stringMatching(/^wait-for-clanforge\/\d/),
      })
  })
})
