// `npm run bench`: prints the benchmark, writes docs/benchmark.md and docs/benchmark.svg, and fails when a gate does.
// `npm run bench -- --traces 200` is a quick look that writes nothing.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { bench } from './bench.ts'

const documented = 2500
const { values } = parseArgs({ options: { traces: { type: 'string', default: String(documented) } } })
const traces = Number(values.traces)
if (!Number.isInteger(traces) || traces < 2) throw new Error('--traces takes an integer of 2 or more')

const { markdown, svg, gates } = bench(traces)
console.log(markdown)
if (traces === documented) {
  const docs = join(import.meta.dirname, '..', '..', 'docs')
  writeFileSync(join(docs, 'benchmark.md'), markdown)
  writeFileSync(join(docs, 'benchmark.svg'), svg)
}
const failed = gates.filter(gate => !gate.holds)
for (const gate of failed) console.error(`gate fails: ${gate.demand}, measured ${gate.measured}`)
process.exitCode = failed.length === 0 ? 0 : 1
