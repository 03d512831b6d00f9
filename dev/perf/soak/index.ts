// `npm run perf -- soak [--waits 1000 --width 50]`: many waits, `width` at a time, against a Clanforge that fails one
// request in three, behind a load balancer that resets idle connections.
import { parseArgs } from 'node:util'
import { mebibytes, peakOf } from '../memory.ts'
import { quantile } from '../statistics.ts'
import { problemsOf, soak } from './soak.ts'

const { values } = parseArgs({
  options: { waits: { type: 'string', default: '1000' }, width: { type: 'string', default: '50' } },
})
const [count, width] = [Number(values.waits), Number(values.width)]
if (![count, width].every(value => Number.isInteger(value) && value > 0))
  throw new Error('--waits and --width must be positive integers')

const start = performance.now()
const figures = await soak(count, width, done => {
  if (done % Math.ceil(count / 10) === 0) console.log(`${done} of ${count} waits have ended`)
})
const { waits, requests, idleResets, long } = figures
const seconds = (performance.now() - start) / 1000
const peaks = waits.map(({ run }) => peakOf(run))
const failed = requests.flatMap(({ fault }) => fault ?? [])
console.log(`
waits      ${waits.length} in ${seconds.toFixed(0)} s
${countLines(waits.map(({ planned, problem }) => planned.result + (problem === undefined ? '' : ': wrong')))}
requests   ${requests.length}, of which ${failed.length} failed (1 in ${(requests.length / failed.length).toFixed(1)})
${countLines(failed)}
           and ${idleResets} lost because their idle connection was reset
memory     peak of a step: median ${mebibytes(quantile(peaks, 0.5))}, highest ${mebibytes(quantile(peaks, 1))}
           heap of a wait with ${long.polls} polls: ${long.heap.map(mebibytes).join(', ')} (thirds)
`)
const problems = problemsOf(figures)
console.log([...problems, `problems: ${problems.length}`].join('\n'))
if (problems.length > 0) process.exitCode = 1

function countLines(names: readonly string[]): string {
  const counts = Object.entries(Object.groupBy(names, name => name)).map(([name, all = []]) => ({
    name,
    count: all.length,
  }))
  const sorted = counts.toSorted((a, b) => b.count - a.count)
  return sorted.map(({ name, count }) => `  ${name.padEnd(10)} ${count}`).join('\n')
}
