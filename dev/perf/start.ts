// `npm run perf -- start`: how long a whole step takes when its job has already finished: one poll, outputs, summary.
// Every round runs all programs one after the other, and the ratios are of the same round: a busy machine slows them
// alike. With `--write` it writes what was measured to docs/start-up.md.
import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { root } from '../build/tool.ts'
import { runStep } from '../runner/run-step.ts'
import { DEMO_ACCESS_KEY, DEMO_ASID, DEMO_SECRET_KEY, basicAuthorization } from '../simulator/access.ts'
import type { ScenarioJob } from '../simulator/scenario.ts'
import { startSimulator } from '../simulator/server.ts'
import { loopbackCa, loopbackTls } from '../tls/loopback-tls.ts'
import { quantile } from './statistics.ts'

const ROUNDS = 40
/** Times the empty program: what to aim for, and what fails. Without TLS, which costs any program the same. */
const [AIM, LIMIT] = [2.4, 2.7]

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

const jobs: readonly ScenarioJob[] = [{ kind: 'update', id: 1, running: '1ms' }]
const [http, https] = [await startSimulator({ jobs }), await startSimulator({ jobs, tls: loopbackTls })]
const folder = mkdtempSync(join(tmpdir(), 'start-'))
const trust = { NODE_EXTRA_CA_CERTS: join(folder, 'ca.pem') }
writeFileSync(trust.NODE_EXTRA_CA_CERTS, loopbackCa)
const bareEnv = {
  ...trust,
  URL: `${https.url}/cfp/v1/imageupdate/1/status?accountserviceid=${DEMO_ASID}`,
  AUTHORIZATION: basicAuthorization(DEMO_ACCESS_KEY, DEMO_SECRET_KEY),
}
const programs = [
  { name: 'node -e 0', run: () => program(['-e', '0'], {}) },
  { name: 'a bare https request', run: () => program(['--input-type=module', '-e', BARE], bareEnv) },
  { name: 'a whole step over http', run: () => step(http.url, {}) },
  { name: 'a whole step over https', run: () => step(https.url, trust) },
]
try {
  const rounds: number[][] = []
  for (let round = -1; round < ROUNDS; round += 1) {
    const times: number[] = []
    for (const { run } of programs) times.push(await run())
    // The first round warms the caches of the file system.
    if (round >= 0) rounds.push(times)
  }
  conclude(rounds)
} finally {
  await http.close()
  await https.close()
  rmSync(folder, { recursive: true })
}

function conclude(rounds: readonly (readonly number[])[]): void {
  const median = (of: (round: readonly number[]) => number) => quantile(rounds.map(of), 0.5)
  const ratio = (one: number, other: number) => median(round => (round[one] ?? NaN) / (round[other] ?? NaN))
  const toEmpty = ratio(2, 0)
  const lines = [
    ...programs.map(({ name }, index) => {
      const time = median(round => round[index] ?? NaN)
      return `${name.padEnd(25)} median ${time.toFixed(1).padStart(6)} ms`
    }),
    `\nNode ${process.versions.node}, ${ROUNDS} rounds; medians of the ratios within a round:`,
    `step over http  / node -e 0              ${toEmpty.toFixed(2)}   (aim ${AIM}, limit ${LIMIT})`,
    `step over https / node -e 0              ${ratio(3, 0).toFixed(2)}`,
    `bare https      / node -e 0              ${ratio(1, 0).toFixed(2)}`,
    `step over https / a bare https request   ${ratio(3, 1).toFixed(2)}`,
    ...(toEmpty > AIM ? [`\nThe aim of ${AIM} is not met.`] : []),
  ]
  console.log(lines.join('\n'))
  if (toEmpty > LIMIT) process.exitCode = 1
  if (process.argv.includes('--write')) writeFileSync(join(root, 'docs/start-up.md'), page(lines))
}

async function step(url: string, env: Readonly<Record<string, string>>): Promise<number> {
  const access = { accountserviceid: DEMO_ASID, 'access-key': DEMO_ACCESS_KEY, 'secret-key': DEMO_SECRET_KEY }
  const { code, milliseconds } = await runStep({ inputs: { ...access, updateid: '1', 'api-url': url }, env })
  if (code !== 0) throw new Error(`the step ended with ${String(code)}`)
  return milliseconds
}

/** Rejects when it ends with another exit code than 0. */
async function program(args: readonly string[], env: Readonly<Record<string, string>>): Promise<number> {
  const start = performance.now()
  await promisify(execFile)(process.execPath, args, { env: { PATH: process.env['PATH'], ...env } })
  return performance.now() - start
}

function page(lines: readonly string[]): string {
  return `# What a step costs from start to end

Made by \`npm run perf -- start --write\`; do not edit. The times are those of one machine and differ from run to run; the ratios differ less.

\`\`\`text
${lines.join('\n')}

${cpus().length} cores, ${process.platform} ${process.arch}
\`\`\`
`
}
