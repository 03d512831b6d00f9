import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { root } from '../../build/tool.ts'
import { bench } from './bench.ts'

const documented = 2500

/**
 * Compares the polling schedule with those of other clients in virtual time. Prints the figures and writes
 * docs/benchmark.md and docs/benchmark.svg. `--traces 200` is a quick look that writes nothing.
 *
 * @returns whether all gates hold
 */
export function run(args: string[]): Promise<boolean> {
  const { values } = parseArgs({ args, options: { traces: { type: 'string', default: String(documented) } } })
  const traces = Number(values.traces)
  if (!Number.isInteger(traces) || traces < 2) throw new Error('--traces takes an integer of 2 or more')
  const { markdown, svg, gates } = bench(traces)
  console.log(markdown)
  if (traces === documented) {
    writeFileSync(join(root, 'docs/benchmark.md'), markdown)
    writeFileSync(join(root, 'docs/benchmark.svg'), svg)
  }
  const failed = gates.filter(gate => !gate.holds)
  for (const gate of failed) console.error(`gate fails: ${gate.demand}, measured ${gate.measured}`)
  return Promise.resolve(failed.length === 0)
}
