// `npm run soak [-- --waits 1000 --width 50]`: many waits side by side, against a Clanforge that fails one request in three.
import { parseArgs } from 'node:util'
import { describeSoak, problemsOf } from './report.ts'
import { soak } from './soak.ts'

const { values } = parseArgs({
  options: { waits: { type: 'string', default: '1000' }, width: { type: 'string', default: '50' } },
})
const [waits, width] = [Number(values.waits), Number(values.width)]
if (![waits, width].every(count => Number.isInteger(count) && count > 0)) {
  console.error('--waits and --width take whole numbers above 0')
  process.exit(1)
}
const tenth = Math.max(1, Math.floor(waits / 10))
const figures = await soak({
  waits,
  width,
  onProgress: done => {
    if (done % tenth === 0) console.log(`${String(done)} of ${String(waits)} waits are over`)
  },
})
const problems = problemsOf(figures, waits)
console.log(['', ...describeSoak(figures), '', ...problems].join('\n'))
console.log(problems.length === 0 ? 'All as it should be.' : `${String(problems.length)} problems.`)
process.exitCode = problems.length === 0 ? 0 : 1
