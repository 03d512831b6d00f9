// `npm run perf -- schedule`: prints the benchmark, writes docs/benchmark.md and docs/benchmark.svg, and exits with 1
// if a gate fails.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { format } from 'prettier'
import { root } from '../../build/command.ts'
import { clients } from './clients.ts'
import { judge } from './gates.ts'
import { measure } from './measure.ts'
import { plot, report } from './report.ts'

const measurements = measure(clients, 2500)
const gates = judge(measurements)
const page = await format(report(measurements, gates), { parser: 'markdown' })
console.log(page)
writeFileSync(join(root, 'docs/benchmark.md'), page)
writeFileSync(join(root, 'docs/benchmark.svg'), plot(measurements))
for (const { limit, measured } of gates.filter(({ passed }) => !passed)) {
  console.error(`gate failed: ${limit}, measured ${measured}`)
  process.exitCode = 1
}
