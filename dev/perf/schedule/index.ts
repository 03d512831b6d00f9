// `npm run perf -- schedule`: prints the benchmark, writes docs/benchmark.md and docs/benchmark.svg, and exits with 1
// if a gate fails. With `--traces 200` it is faster and writes nothing.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { format } from 'prettier'
import { root } from '../../build/tool.ts'
import { clients } from './clients.ts'
import { judge } from './gates.ts'
import { measure } from './measure.ts'
import { plot } from './plot.ts'
import { report } from './report.ts'

const TRACES = 2500
const { values } = parseArgs({ options: { traces: { type: 'string', default: String(TRACES) } } })
const traces = Number(values.traces)
if (!Number.isInteger(traces) || traces < 2) throw new Error('--traces must be an integer of 2 or more')

const measurements = measure(clients, traces)
const gates = judge(measurements)
const page = await format(report(measurements, gates), { parser: 'markdown' })
console.log(page)
if (traces === TRACES) {
  writeFileSync(join(root, 'docs/benchmark.md'), page)
  writeFileSync(join(root, 'docs/benchmark.svg'), plot(measurements))
}
for (const { limit, measured, passed } of gates) {
  if (passed) continue
  console.error(`gate failed: ${limit}, measured ${measured}`)
  process.exitCode = 1
}
