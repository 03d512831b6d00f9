// `npm run perf -- soak`: many waits against a Clanforge that fails one request in three and resets idle connections.
import { peakOf } from '../../runner/preload.ts'
import { quantile } from '../statistics.ts'
import { soak } from './soak.ts'

const COUNT = 1000
const start = performance.now()
const { waits, requests, idleResets, long, problems } = await soak(COUNT, 50, ended => {
  if (ended % 100 === 0) console.log(`${ended} of ${COUNT} waits have ended`)
})
const seconds = (performance.now() - start) / 1000
const peaks = waits.map(({ run }) => peakOf(run))
const [median, highest] = [quantile(peaks, 0.5).toFixed(1), quantile(peaks, 1).toFixed(1)]
const heap = long.heap.map(mebibytes => mebibytes.toFixed(1))
const failed = requests.flatMap(({ fault }) => fault ?? [])
console.log(`
waits      ${COUNT} in ${seconds.toFixed(0)} s
${countLines(waits.map(({ planned, problem }) => planned.result + (problem === undefined ? '' : ': wrong')))}
requests   ${requests.length}, of which ${failed.length} failed (1 in ${(requests.length / failed.length).toFixed(1)})
${countLines(failed)}
           and ${idleResets} lost because their idle connection was reset
memory     peak of a step: median ${median} MiB, highest ${highest} MiB
           heap of a wait with ${long.polls} polls: ${heap.join(', ')} MiB (thirds)

${[...problems, `problems: ${problems.length}`].join('\n')}`)
if (problems.length > 0) process.exitCode = 1

/** A line for each name, the most frequent first. */
function countLines(names: readonly string[]): string {
  const groups = [...Map.groupBy(names, name => name).values()]
  const sorted = groups.toSorted((a, b) => b.length - a.length)
  return sorted.map(({ 0: name = '', length }) => `  ${name.padEnd(10)} ${length}`).join('\n')
}
