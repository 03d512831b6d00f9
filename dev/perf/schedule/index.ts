// `npm run perf -- schedule`: prints the benchmark, writes docs/benchmark.md and docs/benchmark.svg, and fails when a
// gate does. With `--traces 200` it is a quick look that writes nothing.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { root } from '../../build/tool.ts'
import { benchmark } from './benchmark.ts'

const documented = 2500
const { values } = parseArgs({ options: { traces: { type: 'string', default: String(documented) } } })
const traces = Number(values.traces)
if (!Number.isInteger(traces) || traces < 2) throw new Error('--traces takes an integer of 2 or more')

const { markdown, svg, gates } = benchmark(traces)
console.log(markdown)
if (traces === documented) {
  writeFileSync(join(root, 'docs/benchmark.md'), markdown)
  writeFileSync(join(root, 'docs/benchmark.svg'), svg)
}
const failed = gates.filter(gate => !gate.holds)
for (const gate of failed) console.error(`gate fails: ${gate.demand}, measured ${gate.measured}`)
if (failed.length > 0) process.exitCode = 1
