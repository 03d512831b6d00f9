// `npm run bench:start`: what a step costs from start to end when the job is over already: one poll, outputs, summary.
// Every round runs all programs one after the other, and the ratios are of the same round: a busy machine slows them
// alike.
import { startSimulator } from '../simulator/server.ts'
import { loopbackTls } from '../tls/loopback-tls.ts'
import { contendersFor } from './contenders.ts'

const ROUNDS = 40
/** Times the empty program: what to aim for, and what fails. Without TLS, which costs any program the same. */
const [AIM, LIMIT] = [2.3, 3]
const JOBS = ['update 1: running 1ms']

const servers = [await startSimulator({ jobs: JOBS }), await startSimulator({ jobs: JOBS, tls: loopbackTls })]
const [http, https] = servers.map(({ url }) => url)
try {
  const contenders = contendersFor({ http: http ?? '', https: https ?? '' })
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
    console.log(`${contenders[name].name.padEnd(25)} median ${time.toFixed(1).padStart(6)} ms`)
  }
  const ratio = (one: keyof typeof contenders, other: keyof typeof contenders) =>
    median(rounds.map(round => round[one] / round[other]))
  const toEmpty = ratio('http', 'empty')
  console.log(
    `\nNode ${process.versions.node}, ${String(ROUNDS)} rounds; medians of the ratios within a round:`,
  )
  console.log(
    `step over http  / node -e 0              ${toEmpty.toFixed(2)}   (aim ${String(AIM)}, limit ${String(LIMIT)})`,
  )
  console.log(`step over https / node -e 0              ${ratio('https', 'empty').toFixed(2)}`)
  console.log(`bare https      / node -e 0              ${ratio('bare', 'empty').toFixed(2)}`)
  console.log(`step over https / a bare https request   ${ratio('https', 'bare').toFixed(2)}`)
  if (toEmpty > AIM) console.log(`\nThe aim of ${String(AIM)} is not met.`)
  if (toEmpty > LIMIT) process.exitCode = 1
} finally {
  for (const server of servers) await server.close()
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length / 2
  return ((sorted[Math.floor(middle)] ?? NaN) + (sorted[Math.ceil(middle) - 1] ?? NaN)) / 2
}
