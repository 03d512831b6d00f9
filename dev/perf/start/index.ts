import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { root } from '../../build/tool.ts'
import type { ScenarioJob } from '../../simulator/scenario.ts'
import { startSimulator } from '../../simulator/server.ts'
import { loopbackCa, loopbackTls } from '../../tls/loopback-tls.ts'
import { median } from '../statistics.ts'
import { type Contender, contendersFor } from './contenders.ts'

const ROUNDS = 40
/** Times the empty program: what to aim for, and what fails. Without TLS, which costs any program the same. */
const [AIM, LIMIT] = [2.3, 3]
const JOBS: ScenarioJob[] = [{ kind: 'update', id: 1, running: '1ms' }]

type Name = keyof ReturnType<typeof contendersFor>
type Round = Readonly<Record<Name, number>>

/**
 * Measures a step whose job has finished already: one poll, outputs, summary. `--write` writes docs/start-up.md.
 * Every round runs all programs one after the other, and ratios are taken within a round: a busy machine slows them alike.
 *
 * @returns whether the ratio to an empty program is within its limit
 */
export async function run(args: string[]): Promise<boolean> {
  const servers = [
    await startSimulator({ jobs: JOBS }),
    await startSimulator({ jobs: JOBS, tls: loopbackTls }),
  ]
  const folder = mkdtempSync(join(tmpdir(), 'start-'))
  const caFile = join(folder, 'ca.pem')
  writeFileSync(caFile, loopbackCa)
  try {
    const [http = '', https = ''] = servers.map(({ url }) => url)
    const contenders = contendersFor({ http, https }, caFile)
    const rounds = await measure(contenders)
    const text = describe(contenders, rounds)
    console.log(text)
    if (args.includes('--write')) writeFileSync(join(root, 'docs/start-up.md'), page(text))
    return ratio(rounds, 'http', 'empty') <= LIMIT
  } finally {
    for (const server of servers) await server.close()
    rmSync(folder, { recursive: true })
  }
}

async function measure(contenders: Readonly<Record<Name, Contender>>): Promise<Round[]> {
  const rounds: Round[] = []
  for (let round = -1; round < ROUNDS; round += 1) {
    const { empty, bare, http, https } = contenders
    const times = {
      empty: await empty.run(),
      bare: await bare.run(),
      http: await http.run(),
      https: await https.run(),
    }
    // The first round warms the caches of the file system.
    if (round >= 0) rounds.push(times)
  }
  return rounds
}

function ratio(rounds: readonly Round[], one: Name, other: Name): number {
  return median(rounds.map(round => round[one] / round[other]))
}

function describe(contenders: Readonly<Record<Name, Contender>>, rounds: readonly Round[]): string {
  const toEmpty = ratio(rounds, 'http', 'empty')
  return [
    ...(Object.keys(contenders) as Name[]).map(name => {
      const time = median(rounds.map(round => round[name]))
      return `${contenders[name].name.padEnd(25)} median ${time.toFixed(1).padStart(6)} ms`
    }),
    `\nNode ${process.versions.node}, ${ROUNDS} rounds; medians of the ratios within a round:`,
    `step over http  / node -e 0              ${toEmpty.toFixed(2)}   (aim ${AIM}, limit ${LIMIT})`,
    `step over https / node -e 0              ${ratio(rounds, 'https', 'empty').toFixed(2)}`,
    `bare https      / node -e 0              ${ratio(rounds, 'bare', 'empty').toFixed(2)}`,
    `step over https / a bare https request   ${ratio(rounds, 'https', 'bare').toFixed(2)}`,
    ...(toEmpty > AIM ? [`\nThe aim of ${AIM} is not met.`] : []),
  ].join('\n')
}

function page(text: string): string {
  return `# What a step costs from start to end

Made by \`npm run perf -- start --write\`; do not edit. The times are those of one machine and differ from run to run; the ratios differ less.

\`\`\`text
${text}

${cpus().length} cores, ${process.platform} ${process.arch}
\`\`\`
`
}
