import { mebibytes } from '../memory.ts'
import { mean } from '../statistics.ts'
import type { SoakFigures } from './soak.ts'

/** What a heap may have grown by and still be called flat: buffers, compiled code and caches come and go. bytes */
const SLACK = 12 * 1024 * 1024

/** The figures of a soak in lines, for people. */
export function describeSoak(figures: SoakFigures): readonly string[] {
  const { waits, results, requests, faults, idleResets, seconds, heap, steps, long } = figures
  const hit = Object.values(faults).reduce((sum, count) => sum + count, 0)
  const kinds = Object.entries(faults).sort(([, a], [, b]) => b - a)
  return [
    `waits      ${waits} in ${seconds.toFixed(0)} s`,
    ...Object.entries(results).map(
      ([result, { expected, right }]) => `  ${result.padEnd(10)} ${right} of ${expected}`,
    ),
    `requests   ${requests}, of which failed ${hit} (1 in ${(requests / hit).toFixed(1)})`,
    ...kinds.map(([kind, count]) => `  ${kind.padEnd(26)} ${count}`),
    `           and ${idleResets} lost with a connection that was reset while idle`,
    `memory     soak and simulator ${mebibytes(heap.early)} after a fifth, ${mebibytes(heap.late)} at the end`,
    `           steps ${mebibytes(steps.median)} resident at most (median), ${mebibytes(steps.highest)} the highest`,
    `           one wait of ${long.polls} polls: ${thirds(long.samples).map(mebibytes).join(', ')} (thirds)`,
  ]
}

/** What is wrong with a soak; empty when nothing is. */
export function problemsOf(
  { waits, results, wrong, heap, long }: SoakFigures,
  planned: number,
): readonly string[] {
  const counted = Object.values(results).reduce((sum, { expected }) => sum + expected, 0)
  const [, second = 0, third = 0] = thirds(long.samples)
  return [
    ...wrong,
    ...(waits === planned && counted === planned ? [] : [`${planned - counted} waits are lost`]),
    ...(heap.late > heap.early + SLACK ? ['the memory of soak and simulator grows'] : []),
    ...(third > second + SLACK / 4 ? ['the memory of a long wait grows'] : []),
  ]
}

/** The means of the first, second and last third; nothing of too few samples. */
function thirds(samples: readonly number[]): readonly number[] {
  const size = Math.floor(samples.length / 3)
  return size === 0 ? [] : [0, 1, 2].map(third => mean(samples.slice(third * size, (third + 1) * size)))
}
