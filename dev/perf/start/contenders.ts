import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { DEMO_ACCESS_KEY, DEMO_ASID, DEMO_SECRET_KEY, basicAuthorization } from '../../simulator/access.ts'
import { runStep } from '../../runner/run-step.ts'

/** A program whose whole run is measured; gives ms. */
export interface Contender {
  readonly name: string
  readonly run: () => Promise<number>
}

/** What the shortest poller would be: one authenticated request over https, its body read. */
const BARE = `
import { get } from 'node:https'
const response = await new Promise((resolve, reject) => {
  get(process.env.URL, { headers: { authorization: process.env.AUTHORIZATION } }, resolve).on('error', reject)
})
let body = ''
for await (const chunk of response) body += chunk
if (JSON.parse(body).jobstateid !== 5) process.exit(1)
`

/** Where the simulator is, without TLS and with it. */
export interface Urls {
  readonly http: string
  readonly https: string
}

/** The whole step, an empty program and a bare request, all on this Node. */
export function contendersFor(
  urls: Urls,
  caFile: string,
): Readonly<Record<'empty' | 'bare' | 'http' | 'https', Contender>> {
  const env = {
    URL: `${urls.https}/cfp/v1/imageupdate/1/status?accountserviceid=${DEMO_ASID}`,
    AUTHORIZATION: basicAuthorization(DEMO_ACCESS_KEY, DEMO_SECRET_KEY),
    NODE_EXTRA_CA_CERTS: caFile,
  }
  return {
    empty: { name: 'node -e 0', run: () => measure(['-e', '0'], {}) },
    bare: { name: 'a bare https request', run: () => measure(['--input-type=module', '-e', BARE], env) },
    http: { name: 'a whole step over http', run: () => measureStep(urls.http, {}) },
    https: {
      name: 'a whole step over https',
      run: () => measureStep(urls.https, { NODE_EXTRA_CA_CERTS: caFile }),
    },
  }
}

async function measureStep(url: string, env: Readonly<Record<string, string>>): Promise<number> {
  const { code, milliseconds } = await runStep({
    inputs: {
      updateid: '1',
      accountserviceid: DEMO_ASID,
      'access-key': DEMO_ACCESS_KEY,
      'secret-key': DEMO_SECRET_KEY,
      'api-url': url,
    },
    env,
  })
  if (code !== 0) throw new Error(`the step ended with ${String(code)}`)
  return milliseconds
}

async function measure(args: readonly string[], env: Readonly<Record<string, string>>): Promise<number> {
  const start = performance.now()
  const child = spawn(process.execPath, args, {
    env: { PATH: process.env['PATH'], ...env },
    stdio: 'inherit',
  })
  const [code] = (await once(child, 'exit')) as [number | null]
  const milliseconds = performance.now() - start
  if (code !== 0) throw new Error(`${args.join(' ')} ended with ${String(code)}`)
  return milliseconds
}
