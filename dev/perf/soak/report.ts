import { mean } from '../statistics.ts'
import type { SoakFigures } from './soak.ts'

const MIB = 1024 * 1024
/** What a heap may have grown by and still be called flat: buffers, compiled code and caches come and go. bytes */
const SLACK = 12 * MIB

/** The figures of a soak in lines, for people. */
export function describeSoak(figures: SoakFigures): readonly string[] {
  const { waits, results, requests, faults, seconds, heap, steps, long } = figures
  const hit = Object.values(faults).reduce((sum, count) => sum + count, 0)
  const kinds = Object.entries(faults).sort(([, a], [, b]) => b - a)
  return [
    `waits      ${String(waits)} in ${seconds.toFixed(0)} s`,
    ...Object.entries(results).map(([result, { expected, right }]) => {
      return `  ${result.padEnd(10)} ${String(right)} of ${String(expected)}`
    }),
    `requests   ${String(requests)}, of which failed ${String(hit)} (1 in ${(requests / hit).toFixed(1)})`,
    ...kinds.map(([kind, count]) => `  ${kind.padEnd(26)} ${String(count)}`),
    `memory     soak and simulator ${mib(heap.early)} after a fifth, ${mib(heap.late)} at the end`,
    `           steps ${mib(steps.median)} resident at most (median), ${mib(steps.highest)} the highest`,
    `           one wait of ${String(long.polls)} polls: ${thirds(long.samples).map(mib).join(', ')} (thirds)`,
  ]
}

/** What is wrong with a soak; empty when nothing is. */
export function problemsOf(
  { waits, results, wrong, heap, long }: SoakFigures,
  planned: number,
): readonly string[] {
  const counted = Object.values(results).reduce((sum, { expected }) => sum + expected, 0)
  const lost = waits === planned && counted === planned ? [] : [`${String(planned - counted)} waits are lost`]
  const [, second = 0, third = 0] = thirds(long.samples)
  const grown = [
    ...(heap.late > heap.early + SLACK ? ['the memory of soak and simulator grows'] : []),
    ...(third > second + SLACK / 4 ? ['the memory of a long wait grows'] : []),
  ]
  return [...wrong, ...lost, ...grown]
}

/** The means of the first, second and last third; nothing of too few samples. */
function thirds(samples: readonly number[]): readonly number[] {
  const size = Math.floor(samples.length / 3)
  if (size === 0) return []
  return [0, 1, 2].map(third => mean(samples.slice(third * size, (third + 1) * size)))
}

function mib(bytes: number): string {
  return `${(bytes / MIB).toFixed(1)} MiB`
}
