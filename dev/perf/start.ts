// `npm run perf -- start`: the duration of a step whose job has already finished: one poll, outputs, summary. Each round
// runs all programs, and ratios compare times of the same round, because a busy machine slows down all of them. With
// `--write`, it writes docs/start-up.md.
import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { generate } from 'selfsigned'
import { fillTemplate } from '../build/template.ts'
import { root } from '../build/command.ts'
import { runStep } from '../runner/run-step.ts'
import { DEMO_ASID, DEMO_AUTHORIZATION, DEMO_INPUTS } from '../simulator/access.ts'
import { startSimulator } from '../simulator/server.ts'
import { quantile } from './statistics.ts'

const ROUNDS = 40
/** The limit of the duration of a step over http, divided by that of an empty program. */
const LIMIT = 2.7

/** The smallest possible client: an authenticated request over https. */
const REQUEST = `
import { get } from 'node:https'
const response = await new Promise((resolve, reject) => {
  get(process.env.URL, { headers: { authorization: process.env.AUTHORIZATION } }, resolve).on('error', reject)
})
let body = ''
for await (const chunk of response) body += chunk
if (JSON.parse(body).jobstateid !== 5) process.exit(1)
`

const { cert, private: key } = await generate([{ name: 'commonName', value: '127.0.0.1' }], {
  keyType: 'ec',
  algorithm: 'sha256',
  // 7 is the tag of iPAddress in RFC 5280.
  extensions: [{ name: 'subjectAltName', altNames: [{ type: 7, ip: '127.0.0.1' }] }],
})
const folder = mkdtempSync(join(tmpdir(), 'start-'))
const trust = { NODE_EXTRA_CA_CERTS: join(folder, 'certificate.pem') }
writeFileSync(trust.NODE_EXTRA_CA_CERTS, cert)

const jobs = [{ kind: 'update', id: 1, running: '1ms' }] as const
const [http, https] = [await startSimulator({ jobs }), await startSimulator({ jobs, tls: { key, cert } })]
const request = {
  URL: `${https.url}/cfp/v1/imageupdate/1/status?accountserviceid=${DEMO_ASID}`,
  AUTHORIZATION: DEMO_AUTHORIZATION,
}

try {
  // The first round fills the caches of the file system.
  await runRound()
  const rounds: Times[] = []
  while (rounds.length < ROUNDS) rounds.push(await runRound())
  report(rounds)
} finally {
  await http.close()
  await https.close()
  rmSync(folder, { recursive: true })
}

type Times = Awaited<ReturnType<typeof runRound>>

/** Runs every program once. ms */
async function runRound() {
  return {
    empty: await timeOfNode(['-e', '0'], {}),
    bare: await timeOfNode(['--input-type=module', '-e', REQUEST], { ...request, ...trust }),
    http: await timeOfStep(http.url, {}),
    https: await timeOfStep(https.url, trust),
  }
}

async function timeOfStep(url: string, env: Readonly<Record<string, string>>): Promise<number> {
  const inputs = { ...DEMO_INPUTS, updateid: '1', 'api-url': url }
  const { code, milliseconds } = await runStep({ inputs, env })
  if (code !== 0) throw new Error(`the step ended with ${String(code)}`)
  return milliseconds
}

/** Rejects when Node exits with another code than 0. */
async function timeOfNode(args: readonly string[], env: Readonly<Record<string, string>>): Promise<number> {
  const start = performance.now()
  await promisify(execFile)(process.execPath, args, { env: { PATH: process.env['PATH'], ...env } })
  return performance.now() - start
}

function report(rounds: readonly Times[]): void {
  const median = (of: (times: Times) => number) => quantile(rounds.map(of), 0.5)
  const time = (name: keyof Times) =>
    median(times => times[name])
      .toFixed(1)
      .padStart(6)
  const ratio = (name: keyof Times, other: keyof Times) => median(times => times[name] / times[other])
  const page = fillTemplate('dev/perf/templates/start-up.md', {
    empty: time('empty'),
    bare: time('bare'),
    http: time('http'),
    https: time('https'),
    node: process.versions.node,
    rounds: ROUNDS,
    httpToEmpty: ratio('http', 'empty').toFixed(2),
    limit: LIMIT,
    httpsToEmpty: ratio('https', 'empty').toFixed(2),
    bareToEmpty: ratio('bare', 'empty').toFixed(2),
    httpsToBare: ratio('https', 'bare').toFixed(2),
    machine: `${cpus().length} cores, ${process.platform} ${process.arch}`,
  })
  console.log(page)
  if (ratio('http', 'empty') > LIMIT) process.exitCode = 1
  if (process.argv.includes('--write')) writeFileSync(join(root, 'docs/start-up.md'), page)
}
