// `npm run perf -- soak [--waits 1000 --width 50]`: many waits, `width` at a time, against a Clanforge that fails one
// request in three, behind a load balancer that resets idle connections.
import { parseArgs } from 'node:util'
import { mebibytes } from '../memory.ts'
import { quantile } from '../statistics.ts'
import { soak } from './soak.ts'

const { values } = parseArgs({
  options: { waits: { type: 'string', default: '1000' }, width: { type: 'string', default: '50' } },
})
const [count, width] = [Number(values.waits), Number(values.width)]
if (![count, width].every(value => Number.isInteger(value) && value > 0))
  throw new Error('--waits and --width must be positive integers')

const start = performance.now()
const { waits, requests, faults, idleResets, long, problems } = await soak({
  waits: count,
  width,
  onProgress: done => {
    if (done % Math.ceil(count / 10) === 0) console.log(`${done} of ${count} waits have ended`)
  },
})
const seconds = (performance.now() - start) / 1000
const peaks = waits.map(({ peak }) => peak)
const results = Object.entries(Object.groupBy(waits, ({ result }) => result))
const faultCounts = Object.entries(Object.groupBy(faults, fault => fault)).map(
  ([fault, hits = []]) => [fault, hits.length] as const,
)
const lines = [
  `waits      ${waits.length} in ${seconds.toFixed(0)} s`,
  ...results.map(([result, all]) => {
    const right = all.filter(({ problem }) => problem === undefined).length
    return `  ${result.padEnd(10)} ${right} of ${all.length}`
  }),
  `requests   ${requests}, of which ${faults.length} failed (1 in ${(requests / faults.length).toFixed(1)})`,
  ...faultCounts.sort(([, a], [, b]) => b - a).map(([fault, hits]) => `  ${fault.padEnd(10)} ${hits}`),
  `           and ${idleResets} lost because their idle connection was reset`,
  `memory     peak of a step: median ${mebibytes(quantile(peaks, 0.5))}, highest ${mebibytes(quantile(peaks, 1))}`,
  `           heap of a wait with ${long.polls} polls: ${long.heap.map(mebibytes).join(', ')} (thirds)`,
]
console.log(['', ...lines, '', ...problems, `${problems.length} problems`].join('\n'))
if (problems.length > 0) process.exitCode = 1
