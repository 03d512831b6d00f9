import { once } from 'node:events'
import { type IncomingMessage, type Server, createServer } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import { type AddressInfo, type Socket, connect } from 'node:net'
import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals'
import { ApiError } from '../../../src/clanforge/errors.ts'
import { createAuthority } from '../../support/authority.ts'
import { getFrom, onNewConnection, plainly } from '../../support/client.ts'

const authority = await createAuthority()
const trusted = getCACertificates('default')
const request = { path: '/cfp/v1/imageupdate/1/status', query: {}, maxBytes: 2 ** 20 }

const servers: Server[] = []
/** Those of a CONNECT are no longer the server's. */
const tunnels: Socket[] = []
beforeAll(() => {
  setDefaultCACertificates([...trusted, authority.cert])
})
afterAll(() => {
  setDefaultCACertificates(trusted)
})
afterEach(() => {
  for (const tunnel of tunnels.splice(0)) tunnel.destroy()
  for (const server of servers.splice(0)) {
    server.closeAllConnections()
    server.close()
  }
})

async function listen(server: Server, host = '127.0.0.1'): Promise<number> {
  servers.push(server)
  server.listen(0, host)
  await once(server, 'listening')
  return (server.address() as AddressInfo).port
}

/** An https server with a certificate for these hosts. */
async function serveApi(...hosts: readonly string[]): Promise<number> {
  const certificate = await authority.issue(hosts)
  return listen(createTlsServer(certificate, (_, response) => response.end('{"jobstateid":4}')))
}

/** The CONNECT requests of a proxy, and how it responds. */
class Proxy {
  readonly requests: IncomingMessage[] = []
  readonly server: Server

  constructor(respond: (client: Socket) => void, server = createServer()) {
    this.server = server
    server.on('connect', (request: IncomingMessage, client: Socket) => {
      this.requests.push(request)
      tunnels.push(client)
      client.on('error', () => client.destroy())
      respond(client)
    })
  }
}

/** Leads to a port on this machine, whatever the target. */
function tunnelTo(port: number): (client: Socket) => void {
  return client => {
    const upstream = connect(port, '127.0.0.1', () => {
      client.write('HTTP/1.1 200 Connection established\r\n\r\n')
      upstream.pipe(client).pipe(upstream)
    })
    upstream.on('error', () => client.destroy())
    client.on('close', () => upstream.destroy())
  }
}

/** The outcome of requests to a URL through a proxy, one after the other. */
async function send(url: string, proxy: string, options = [plainly], deadline = 5_000): Promise<unknown[]> {
  const get = getFrom(url, { proxy: new URL(proxy), deadline })
  const outcomes: unknown[] = []
  for (const each of options) {
    outcomes.push(
      await get(request, each)
        .then(({ body }) => body)
        .catch((error: unknown) => error),
    )
    await new Promise(resolve => setImmediate(resolve))
  }
  return outcomes
}

const body = { jobstateid: 4 }

describe('through a proxy', () => {
  test.each([
    ['https://clanforge.test', ['clanforge.test'], 'clanforge.test:443'],
    ['https://clanforge.test:8443', ['clanforge.test'], 'clanforge.test:8443'],
    ['https://192.0.2.1:8443', ['192.0.2.1'], '192.0.2.1:8443'],
    ['https://[fd00::1]:8443', ['fd00::1'], '[fd00::1]:8443'],
    ['https://[fd00::1]', ['fd00::1'], '[fd00::1]:443'],
  ])('%s', async (url, hosts, target) => {
    const proxy = new Proxy(tunnelTo(await serveApi(...hosts)))
    const port = await listen(proxy.server)
    expect(await send(url, `http://127.0.0.1:${String(port)}`)).toEqual([body])
    expect(proxy.requests.map(request => [request.url, request.headers.host])).toEqual([[target, target]])
    expect(proxy.requests[0]?.headers).not.toHaveProperty('authorization')
  })

  test.each([
    ['https://clanforge.test', 'another.test'],
    ['https://192.0.2.1', '192.0.2.2'],
    ['https://[fd00::1]', 'fd00::2'],
    ['https://[fd00::1]', 'fd00'],
  ])('%s with a certificate for %s is rejected', async (url, host) => {
    const proxy = new Proxy(tunnelTo(await serveApi(host)))
    const port = await listen(proxy.server)
    const [error] = await send(url, `http://127.0.0.1:${String(port)}`)
    expect(error).toMatchObject({ type: 'certificate', message: expect.stringContaining('ALTNAME') })
  })

  test('at an IPv6 address', async () => {
    const proxy = new Proxy(tunnelTo(await serveApi('clanforge.test')))
    const port = await listen(proxy.server, '::1')
    expect(await send('https://clanforge.test', `http://[::1]:${String(port)}`)).toEqual([body])
  })

  test('over TLS', async () => {
    const secured = createTlsServer(await authority.issue(['127.0.0.1']))
    const proxy = new Proxy(tunnelTo(await serveApi('clanforge.test')), secured)
    const port = await listen(secured)
    expect(await send('https://clanforge.test', `https://127.0.0.1:${String(port)}`)).toEqual([body])
    expect(proxy.requests).toHaveLength(1)
  })

  test('with user info, which is sent decoded', async () => {
    const proxy = new Proxy(tunnelTo(await serveApi('clanforge.test')))
    const port = await listen(proxy.server)
    await send('https://clanforge.test', `http://us%40er:p%2Fw@127.0.0.1:${String(port)}`)
    const expected = `Basic ${Buffer.from('us@er:p/w').toString('base64')}`
    expect(proxy.requests[0]?.headers['proxy-authorization']).toBe(expected)
  })

  test('the tunnel is kept for the next request, but for one that needs a new connection', async () => {
    const proxy = new Proxy(tunnelTo(await serveApi('clanforge.test')))
    const port = await listen(proxy.server)
    const options = [plainly, plainly, onNewConnection, plainly]
    const outcomes = await send('https://clanforge.test', `http://127.0.0.1:${String(port)}`, options)
    expect(outcomes).toEqual(Array(4).fill(body))
    expect(proxy.requests).toHaveLength(2)
  })
})

describe('a proxy that opens no tunnel: the request did not arrive', () => {
  test.each<readonly [string, (client: Socket) => unknown, string]>([
    ['407', client => client.end('HTTP/1.1 407 No\r\n\r\n'), 'the proxy responded with 407'],
    ['502', client => client.end('HTTP/1.1 502 SECRET\r\n\r\n'), 'the proxy responded with 502'],
    ['a closed connection', client => client.end(), 'no connection through the proxy (ECONNRESET)'],
    ['a reset', client => client.resetAndDestroy(), 'no connection through the proxy (ECONNRESET)'],
    ['what is not HTTP', client => client.end('SSH-2.0\r\n'), 'no connection through the proxy (HPE_'],
    ['more than its response', client => client.end('HTTP/1.1 200 OK\r\n\r\nx'), 'the proxy responded with'],
  ])('%s', async (_, respond, message) => {
    const port = await listen(new Proxy(client => void respond(client)).server)
    const [error] = await send('https://clanforge.test', `http://u:SECRET@127.0.0.1:${String(port)}`)
    expect(error).toBeInstanceOf(ApiError)
    expect(error).toMatchObject({ type: 'connect', message: expect.stringContaining(message) })
    expect((error as ApiError).message).not.toContain('SECRET')
  })

  test('one that is not there', async () => {
    const server = createServer()
    const port = await listen(server)
    server.close()
    const [error] = await send('https://clanforge.test', `http://127.0.0.1:${String(port)}`)
    expect(error).toMatchObject({
      type: 'connect',
      message: 'no connection through the proxy (ECONNREFUSED)',
    })
  })

  test('one that never responds is given up at the deadline of the request', async () => {
    const port = await listen(new Proxy(() => undefined).server)
    const [error] = await send('https://clanforge.test', `http://127.0.0.1:${String(port)}`, [plainly], 100)
    expect(error).toMatchObject({ type: 'connect', message: 'no connection within 0.1 s' })
  })

  test('a certificate of the proxy that is not trusted', async () => {
    const secured = createTlsServer(await (await createAuthority()).issue(['127.0.0.1']))
    new Proxy(() => undefined, secured)
    const port = await listen(secured)
    const [error] = await send('https://clanforge.test', `https://127.0.0.1:${String(port)}`)
    const message = expect.stringMatching(/^the certificate of the proxy was rejected \([A-Z_]+\)$/)
    expect(error).toMatchObject({ type: 'certificate', message })
  })

  test('TLS that breaks inside the tunnel', async () => {
    const proxy = new Proxy(client => {
      client.write('HTTP/1.1 200 OK\r\n\r\n')
      client.once('data', () => client.destroy())
    })
    const port = await listen(proxy.server)
    const [error] = await send('https://clanforge.test', `http://127.0.0.1:${String(port)}`)
    expect(error).toMatchObject({ type: 'connect' })
  })
})
