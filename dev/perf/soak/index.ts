// `npm run perf -- soak [--waits 1000 --width 50]`: many waits side by side, against a Clanforge that fails one request
// in three and a load balancer that resets idle connections.
import { parseArgs } from 'node:util'
import { describeSoak, problemsOf } from './report.ts'
import { soak } from './soak.ts'

const { values } = parseArgs({
  options: { waits: { type: 'string', default: '1000' }, width: { type: 'string', default: '50' } },
})
const [waits, width] = [Number(values.waits), Number(values.width)]
if (![waits, width].every(count => Number.isInteger(count) && count > 0))
  throw new Error('--waits and --width take whole numbers above 0')
const tenth = Math.max(1, Math.floor(waits / 10))
const figures = await soak({
  waits,
  width,
  onProgress: done => {
    if (done % tenth === 0) console.log(`${done} of ${waits} waits have ended`)
  },
})
const problems = problemsOf(figures, waits)
console.log(['', ...describeSoak(figures), '', ...problems].join('\n'))
console.log(problems.length === 0 ? 'All as it should be.' : `${problems.length} problems.`)
if (problems.length > 0) process.exitCode = 1
