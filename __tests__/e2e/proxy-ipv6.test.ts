import { expect, test } from '@jest/globals'
import { authority, trust } from './support/authority.ts'
import { complete, sendJob, withConnections } from './support/connections.ts'
import { type Proxy, type ProxyOptions, withProxy } from './support/proxy.ts'
import { run } from './support/step.ts'

const update = { updateid: '101', 'outage-timeout': '1s' }
const login = { user: 'runner', password: 'word' }

/** An https server for a host, behind a proxy. */
async function behind(
  host: string,
  options: Partial<ProxyOptions>,
  body: (proxy: Proxy, server: { readonly requests: () => number }) => Promise<void>,
): Promise<void> {
  const handle = ({ response }: { readonly response: Parameters<typeof sendJob>[0] }): void => {
    sendJob(response, complete)
  }
  return withConnections({ tls: await authority.issue([host]) }, handle, ({ port, arrivals }) =>
    withProxy({ ...login, port, ...options }, proxy => body(proxy, { requests: () => arrivals.length })),
  )
}

test.concurrent('an API at an IPv6 address', async () => {
  const handle = ({ response }: { readonly response: Parameters<typeof sendJob>[0] }): void => {
    sendJob(response, complete)
  }
  const tls = await authority.issue(['::1'])
  await withConnections({ host: '::1', tls }, handle, async ({ port }) => {
    // A loopback host never uses a proxy.
    const env = { ...trust, https_proxy: 'http://127.0.0.1:9' }
    const { outputs } = await run(`https://[::1]:${String(port)}`, update, { env })
    expect(outputs['result']).toBe('complete')
  })
})

test.concurrent.each([
  ['https://[fd00::1]:8443', 'fd00::1', '[fd00::1]:8443'],
  ['https://[fd00::1]', 'fd00::1', '[fd00::1]:443'],
  ['https://192.0.2.1:8443', '192.0.2.1', '192.0.2.1:8443'],
])('through a proxy to %s', async (url, host, target) => {
  await behind(host, {}, async ({ port, tunnels }) => {
    const env = { ...trust, https_proxy: `http://runner:word@127.0.0.1:${String(port)}` }
    const { outputs } = await run(url, update, { env })
    expect(outputs['result']).toBe('complete')
    expect(new Set(tunnels)).toEqual(new Set([target]))
  })
})

test.concurrent('through a proxy to an IPv6 address with the certificate of another one', async () => {
  await behind('fd00::2', {}, async ({ port }, { requests }) => {
    const env = { ...trust, https_proxy: `http://runner:word@127.0.0.1:${String(port)}` }
    const step = await run('https://[fd00::1]:8443', update, { env })
    expect(step.outputs).toMatchObject({ result: 'error', polls: '1' })
    expect(step.annotations[0]?.message).toMatch(/ERR_TLS_CERT_ALTNAME_INVALID/)
    expect(requests()).toBe(0)
  })
})

test.concurrent('through a proxy at an IPv6 address', async () => {
  await behind('clanforge.test', { host: '::1' }, async ({ port, tunnels }) => {
    const env = { ...trust, HTTPS_PROXY: `http://runner:word@[::1]:${String(port)}` }
    const { outputs } = await run('https://clanforge.test', update, { env })
    expect(outputs['result']).toBe('complete')
    expect(tunnels[0]).toBe('clanforge.test:443')
  })
})
