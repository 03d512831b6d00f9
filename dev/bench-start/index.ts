// `npm run bench:start`: what a step costs from start to end when the job is over already: one poll, outputs, summary.
// Every round runs all programs one after the other, and the ratios are of the same round: a busy machine slows them
// alike. `-- --write` writes what was measured to docs/start-up.md.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { root } from '../build/tool.ts'
import type { ScenarioJob } from '../simulator/scenario.ts'
import { startSimulator } from '../simulator/server.ts'
import { loopbackCa, loopbackTls } from '../tls/loopback-tls.ts'
import { contendersFor } from './contenders.ts'

const ROUNDS = 40
/** Times the empty program: what to aim for, and what fails. Without TLS, which costs any program the same. */
const [AIM, LIMIT] = [2.3, 3]
const said: string[] = []
const JOBS: ScenarioJob[] = [{ kind: 'update', id: 1, running: '1ms' }]

const servers = [await startSimulator({ jobs: JOBS }), await startSimulator({ jobs: JOBS, tls: loopbackTls })]
const folder = mkdtempSync(join(tmpdir(), 'start-'))
const caFile = join(folder, 'ca.pem')
writeFileSync(caFile, loopbackCa)
const [http, https] = servers.map(({ url }) => url)
try {
  const contenders = contendersFor({ http: http ?? '', https: https ?? '' }, caFile)
  const names = Object.keys(contenders) as (keyof typeof contenders)[]
  const rounds: Readonly<Record<(typeof names)[number], number>>[] = []
  for (let round = -1; round < ROUNDS; round += 1) {
    const times = { empty: 0, bare: 0, http: 0, https: 0 }
    for (const name of names) times[name] = await contenders[name].run()
    // The first round warms the caches of the file system.
    if (round >= 0) rounds.push(times)
  }
  for (const name of names) {
    const time = median(rounds.map(round => round[name]))
    say(`${contenders[name].name.padEnd(25)} median ${time.toFixed(1).padStart(6)} ms`)
  }
  const ratio = (one: keyof typeof contenders, other: keyof typeof contenders) =>
    median(rounds.map(round => round[one] / round[other]))
  const toEmpty = ratio('http', 'empty')
  say(`\nNode ${process.versions.node}, ${String(ROUNDS)} rounds; medians of the ratios within a round:`)
  say(
    `step over http  / node -e 0              ${toEmpty.toFixed(2)}   (aim ${String(AIM)}, limit ${String(LIMIT)})`,
  )
  say(`step over https / node -e 0              ${ratio('https', 'empty').toFixed(2)}`)
  say(`bare https      / node -e 0              ${ratio('bare', 'empty').toFixed(2)}`)
  say(`step over https / a bare https request   ${ratio('https', 'bare').toFixed(2)}`)
  if (toEmpty > AIM) say(`\nThe aim of ${String(AIM)} is not met.`)
  if (toEmpty > LIMIT) process.exitCode = 1
  if (process.argv.includes('--write')) writeFileSync(join(root, 'docs/start-up.md'), page())
} finally {
  for (const server of servers) await server.close()
  rmSync(folder, { recursive: true })
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length / 2
  return ((sorted[Math.floor(middle)] ?? NaN) + (sorted[Math.ceil(middle) - 1] ?? NaN)) / 2
}

function say(line: string): void {
  said.push(line)
  console.log(line)
}

function page(): string {
  const machine = `${String(cpus().length)} cores, ${process.platform} ${process.arch}`
  return `# What a step costs from start to end

Made by \`npm run bench:start -- --write\`; do not edit. The times are those of one machine and differ from run to run; the ratios differ less.

\`\`\`text
${said.join('\n')}

${machine}
\`\`\`
`
}
