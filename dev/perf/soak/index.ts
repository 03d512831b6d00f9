import { parseArgs } from 'node:util'
import { describeSoak, problemsOf } from './report.ts'
import { soak } from './soak.ts'

/**
 * Runs many waits side by side against a simulator that fails one request in three: `--waits 1000 --width 50`.
 *
 * @returns whether every wait ended as planned and no memory grew
 */
export async function run(args: string[]): Promise<boolean> {
  const { values } = parseArgs({
    args,
    options: { waits: { type: 'string', default: '1000' }, width: { type: 'string', default: '50' } },
  })
  const [waits, width] = [Number(values.waits), Number(values.width)]
  if (![waits, width].every(count => Number.isInteger(count) && count > 0))
    throw new Error('--waits and --width take whole numbers above 0')
  const tenth = Math.max(1, Math.floor(waits / 10))
  const onProgress = (done: number) => {
    if (done % tenth === 0) console.log(`${done} of ${waits} waits have ended`)
  }
  const figures = await soak({ waits, width, onProgress })
  const problems = problemsOf(figures, waits)
  console.log(['', ...describeSoak(figures), '', ...problems, `${problems.length} problems.`].join('\n'))
  return problems.length === 0
}
