import type { RequestListener } from 'node:http'
import { afterEach, describe, expect, jest, test } from '@jest/globals'
import { runAction } from '../support/action-run.ts'
import type { Inputs } from '../support/inputs.ts'
import { type Loopback, sendJson, serve } from '../support/loopback.ts'

let server: Loopback | undefined
afterEach(async () => {
  jest.restoreAllMocks()
  await server?.close()
  server = undefined
})

const complete = { jobstateid: 5, jobprogress: 100 }

/** A step against a server that responds to the first requests in this way, one after the other, and then with a complete job. */
async function wait(listeners: readonly RequestListener[], inputs: Inputs = {}) {
  let requests = 0
  server = await serve((request, response) => {
    const listener = listeners[requests]
    requests += 1
    if (listener === undefined) sendJson(response, complete)
    else listener(request, response)
  })
  return runAction({ 'api-url': server.url, ...inputs })
}

const truncated: RequestListener = (_, response) => {
  response.writeHead(200, { 'content-length': '999' }).write('{"jobstateid":5', () => response.destroy())
}
const reset: RequestListener = ({ socket }) => socket.destroy()
const page: RequestListener = (_, response) => response.end('<html><title>Sign in</title></html>')

describe('a bad network', () => {
  test('is retried: truncated bodies, resets and web pages', async () => {
    const { code, outputs, lines } = await wait([truncated, reset, page])
    expect([code, outputs['result'], outputs['polls']]).toEqual([0, 'complete', '4'])
    expect(lines.filter(line => line.startsWith('::warning'))).toHaveLength(1)
  })

  test('a server that cannot be reached is an outage', async () => {
    const closed = await serve(() => undefined)
    await closed.close()
    const { code, errors } = await runAction({ 'api-url': closed.url, 'outage-timeout': '50ms' })
    expect(code).toBe(1)
    expect(errors[0]).toMatch(/requests failed for 50ms \(outage-timeout\).*ECONNREFUSED/)
  })
})

describe('a request that hangs', () => {
  const hang: RequestListener = () => undefined

  test('is ended when the step is cancelled', async () => {
    const cancelled: RequestListener = () => void process.emit('SIGTERM', 'SIGTERM')
    const { code, outputs } = await wait([cancelled])
    expect([code, outputs['result'], outputs['polls']]).toEqual([1, 'cancelled', '1'])
  })

  test('is ended with the outage', async () => {
    const { outputs } = await wait([reset, reset, hang], { 'outage-timeout': '60ms' })
    expect(outputs['result']).toBe('error')
  })
})

describe('an unexpected error', () => {
  test('thrown in the wait: error, with every output and the request to report it', async () => {
    jest.spyOn(Math, 'random').mockImplementation(() => {
      throw new Error('no dice')
    })
    const unsettled: RequestListener = (_, response) => {
      sendJson(response, { jobstateid: 4 })
    }
    const { code, outputs, errors } = await wait([unsettled])
    expect([code, outputs['result'], outputs['id']]).toEqual([1, 'error', '101'])
    expect(errors[0]).toMatch(/unexpected error.*report it.*Error: no dice/i)
  })

  test.each([
    ['thrown in a timer', 'uncaughtException'],
    ['nothing left to do', 'beforeExit'],
  ] as const)('%s: reported at once, and exit code 1', async (_, event) => {
    // After a crash the process exits; in this test the step has to end too.
    const exit = jest
      .spyOn(process, 'exit')
      .mockImplementation(() => process.emit('SIGINT', 'SIGINT') as never)
    const crash: RequestListener = () => {
      ;(process as NodeJS.EventEmitter).emit(event, new Error('from nowhere'))
    }
    const { code, outputs, errors } = await wait([crash])
    expect([code, outputs['result']]).toEqual([1, 'error'])
    expect(errors).toHaveLength(1)
    expect(exit).toHaveBeenCalledWith(1)
  })
})
