import { expect, test } from '@jest/globals'
import { fastClock, preload } from '../../dev/runner/preload.ts'
import type { StepRun } from '../../dev/runner/run-step.ts'
import type { ScenarioJob } from '../../dev/simulator/scenario.ts'
import { type Certificate, createAuthority } from '../support/authority.ts'
import { authority, trust } from './support/authority.ts'
import { type Proxy, type ProxyOptions, withProxy } from './support/proxy.ts'
import { type Around, type Inputs, expectNoSecret, run, start, withSimulator } from './support/step.ts'

const HOST = 'clanforge.test'
const PASSWORD = 'pr0xy p@ss/word'

const runningJob: ScenarioJob = { kind: 'update', id: 101, running: '500ms' }
const update: Inputs = { updateid: '101', 'outage-timeout': '1s' }

function overTls(tls: Certificate, inputs: Inputs, around: Around, host = '127.0.0.1'): Promise<StepRun> {
  return withSimulator({ jobs: [runningJob], tls }, ({ port }) =>
    run(`https://${host}:${String(port)}`, { ...update, ...inputs }, around),
  )
}

test.concurrent('TLS: a private authority that NODE_EXTRA_CA_CERTS names', async () => {
  const { outputs } = await overTls(await authority.issue(['127.0.0.1']), {}, { env: trust })
  expect(outputs['result']).toBe('complete')
})

test.concurrent('TLS: connections are kept', async () => {
  const tls = await authority.issue(['localhost'])
  const jobs: ScenarioJob[] = [{ kind: 'update', id: 101, running: '1s' }]
  await withSimulator({ jobs, tls }, async ({ port, requests }) => {
    await run(`https://localhost:${String(port)}`, update, { env: trust })
    expect(requests.length).toBeGreaterThan(2)
    expect(new Set(requests.map(({ connection }) => connection)).size).toBe(1)
  })
})

test.concurrent.each([
  ['an untrusted authority', await authority.issue(['127.0.0.1']), {}, /UNABLE_TO_VERIFY_LEAF_SIGNATURE/],
  [
    "another host's certificate",
    await authority.issue(['example.test']),
    trust,
    /ERR_TLS_CERT_ALTNAME_INVALID/,
  ],
  ['an expired certificate', await authority.issue(['127.0.0.1'], true), trust, /CERT_HAS_EXPIRED/],
  ['a certificate that signs itself', await createAuthority(), trust, /SELF_SIGNED|DEPTH_ZERO|ALTNAME/],
])('TLS: %s is refused at once', async (_, tls, env, words) => {
  await withSimulator({ jobs: [runningJob], tls }, async ({ url, requests }) => {
    const { outputs, annotations } = await run(url, update, { env })
    expect(outputs).toMatchObject({ result: 'error', polls: '1' })
    expect(annotations[0]?.message).toMatch(words)
    expect(annotations[0]?.message).toMatch(/NODE_EXTRA_CA_CERTS/)
    // The handshake came to nothing: no credentials were sent.
    expect(requests).toEqual([])
  })
})

test.concurrent('TLS: https to a server that speaks http is an outage', async () => {
  await withSimulator({ jobs: [runningJob] }, async ({ port }) => {
    const { outputs, annotations } = await run(`https://127.0.0.1:${String(port)}`, update)
    expect(outputs['result']).toBe('error')
    expect(annotations.at(-1)?.message).toMatch(/no connection \(/)
  })
})

const tls = await authority.issue([HOST])
const proxied = { user: 'runner', password: PASSWORD }

/** Runs `body` with the environment of a step behind a proxy that leads to the simulator. */
function behind(
  options: Partial<ProxyOptions>,
  body: (proxy: Proxy, env: Readonly<Record<string, string>>, port: number) => Promise<void>,
): Promise<void> {
  return withSimulator({ jobs: [runningJob], tls }, ({ port }) =>
    withProxy({ ...proxied, port, ...options }, proxy => {
      const login = `runner:${encodeURIComponent(PASSWORD)}`
      const env = { ...trust, https_proxy: `http://${login}@127.0.0.1:${String(proxy.port)}` }
      return body(proxy, env, port)
    }),
  )
}

test.concurrent('a proxy: with a password', async () => {
  await behind({}, async ({ tunnels }, env) => {
    const { outputs } = await run(`https://${HOST}`, update, { env })
    expect(outputs['result']).toBe('complete')
    expect(new Set(tunnels)).toEqual(new Set([`${HOST}:443`]))
  })
})

test.concurrent('a proxy: with the wrong password: an outage, and the password is not shown', async () => {
  await behind({ password: 'another' }, async ({ tunnels }, env) => {
    const debug = { ...env, RUNNER_DEBUG: '1' }
    const step = await run(`https://${HOST}`, update, { env: debug })
    expect(step.outputs['result']).toBe('error')
    expect(step.annotations.at(-1)?.message).toMatch(/the proxy responded with 407/)
    expect(tunnels.length).toBeGreaterThan(1)
    for (const text of [step.stdout, step.outputsFile, step.summary]) {
      expect(text).not.toContain(PASSWORD)
      expect(text).not.toContain(encodeURIComponent(PASSWORD))
      expectNoSecret(text.replace(/^::add-mask::.*$/gm, ''))
    }
  })
})

test.concurrent('a proxy: that is not there', async () => {
  const env = { ...trust, https_proxy: 'http://127.0.0.1:9' }
  const { outputs, annotations } = await run(`https://${HOST}`, update, { env })
  expect(outputs['result']).toBe('error')
  expect(annotations.at(-1)?.message).toMatch(/no connection through the proxy/)
})

test.concurrent('a proxy: an https one whose certificate is not trusted is refused at once', async () => {
  const tls = await (await createAuthority()).issue(['127.0.0.1'])
  await withSimulator({ jobs: [], tls }, async ({ port, requests }) => {
    const env = { ...trust, https_proxy: `https://127.0.0.1:${String(port)}` }
    const { outputs, annotations } = await run(`https://${HOST}`, update, { env })
    expect(outputs).toMatchObject({ result: 'error', polls: '1' })
    expect(annotations[0]?.message).toMatch(/the certificate of the proxy was rejected \(/)
    expect(requests).toEqual([])
  })
})

test.concurrent('a proxy: that never responds to CONNECT: the deadline of the step holds', async () => {
  await behind({ isHung: true }, async ({ tunnels }, env) => {
    const step = await run(`https://${HOST}`, { ...update, timeout: '15s' }, { env, nodeArgs: fastClock() })
    expect(step.outputs).toMatchObject({ result: 'timed-out', polls: '1' })
    expect(tunnels).toHaveLength(1)
  })
})

test.concurrent.each([HOST, '.test', '*'])('a proxy: no_proxy=%s', async names => {
  await behind({}, async ({ tunnels }, env, port) => {
    // The one thing that is not as on a runner: this host name leads to loopback.
    const nodeArgs = preload(`
      import dns from 'node:dns'
      const { lookup } = dns
      dns.lookup = (host, options, done) =>
        host === '${HOST}' ? lookup('127.0.0.1', options, done) : lookup(host, options, done)
    `)
    const around = { env: { ...env, no_proxy: names }, nodeArgs }
    const { outputs } = await run(`https://${HOST}:${String(port)}`, update, around)
    expect(outputs['result']).toBe('complete')
    expect(tunnels).toEqual([])
  })
})

// Alone, since it is timed; Windows ends the process without a word.
const onPosix = process.platform === 'win32' ? test.skip : test
onPosix('a proxy: that never responds to CONNECT: can still be cancelled', async () => {
  await behind({ isHung: true }, async ({ connected }, env) => {
    const step = start(`https://${HOST}`, { updateid: '101' }, { env })
    await Promise.race([connected, step.finished])
    const sent = performance.now()
    step.child.kill('SIGTERM')
    const { outputs } = await step.finished
    expect(outputs['result']).toBe('cancelled')
    expect(performance.now() - sent).toBeLessThan(1_000)
  })
})
