import { expect, test } from '@jest/globals'
import { type RunningStep, type StepRun, startStep } from '../../dev/runner/run-step.ts'
import { failed, job, running, withServer } from './support/scripted.ts'
import { BASE, expectNoSecret } from './support/step.ts'

// On Windows there is no /dev/full, and a broken pipe is another error.
const onPosix = process.platform === 'win32' ? test.skip : test

/** What happens to standard output in the middle of the wait; `stuck`: its reader stops reading. */
type Break = 'closed' | 'stuck' | 'full' | 'intact'

/** Enough for the debug log of a few responses to fill a pipe. */
const long = { ...running, joberror: 'x'.repeat(100_000) }

/** Runs a step whose job goes on running until standard output is broken, and then has these fields. */
async function runWith(how: Break, last: Readonly<Record<string, unknown>>) {
  let isBroken = how === 'full'
  let polls = 0
  return withServer(
    () => {
      polls += 1
      return isBroken && polls > 6 ? job(last) : job(long)
    },
    async ({ url }) => {
      const step = startStep({
        inputs: { ...BASE, 'api-url': url, updateid: '101' },
        env: { RUNNER_DEBUG: '1' },
        ...(how === 'full' ? { stdoutFile: '/dev/full' } : {}),
      })
      if (how !== 'full') {
        await step.line(/Running/)
        breakOutput(step, how)
        isBroken = true
      }
      return step.finished
    },
  )
}

function breakOutput({ child }: RunningStep, how: Break): void {
  if (how === 'closed') child.stdout?.destroy()
  if (how === 'stuck') {
    child.stdout?.pause()
    child.once('exit', () => child.stdout?.resume())
  }
}

/** Everything but how long it took. */
function resultOf({ code, stderr, outputs }: StepRun) {
  const { jobs = '', ...others } = outputs
  const settled = { ...others, polls: '', 'elapsed-seconds': '' }
  return { code, stderr, outputs: settled, jobs: jobs.replace(/"polls":\d+/, '') }
}

onPosix.each(['closed', 'stuck', 'full'] as const)(
  'standard output that is %s in the middle of a wait changes neither outputs nor exit code',
  async how => {
    const complete = { jobprogress: 100, jobstateid: 5 }
    const pairs = [complete, failed].map(async last => {
      const [broken, intact] = await Promise.all([runWith(how, last), runWith('intact', last)])
      expect(resultOf(broken)).toEqual(resultOf(intact))
      expect([broken.code, broken.outputs['result']]).toEqual(
        last === complete ? [0, 'complete'] : [1, 'failed'],
      )
      expect(headingOf(broken)).toBe(headingOf(intact))
      expectNoSecret(broken.outputsFile + broken.summary)
    })
    await Promise.all(pairs)
  },
)

onPosix('a step whose standard output is closed can be cancelled', async () => {
  await withServer(
    () => job(running),
    async ({ url }) => {
      const step = startStep({ inputs: { ...BASE, 'api-url': url, updateid: '101' } })
      await step.line(/Running/)
      step.child.stdout?.destroy()
      const { run, took } = await terminate(step)
      expect(took).toBeLessThan(1_000)
      expect([run.code, run.stderr, run.outputs['result']]).toEqual([1, '', 'cancelled'])
      expect(run.summary).toContain('cancelled')
    },
  )
})

onPosix('invalid inputs are in outputs and summary although standard output is full', async () => {
  const step = startStep({ inputs: { ...BASE, updateid: 'x' }, stdoutFile: '/dev/full' })
  const run = await step.finished
  expect([run.code, run.stderr, run.outputs['result'], run.outputs['jobs']]).toEqual([1, '', 'error', '[]'])
  expect(run.summary).toContain('updateid')
})

async function terminate(step: RunningStep): Promise<{ readonly run: StepRun; readonly took: number }> {
  const sent = performance.now()
  step.child.kill('SIGTERM')
  const run = await step.finished
  return { run, took: performance.now() - sent }
}

function headingOf({ summary }: StepRun): string {
  return summary.split('\n').find(line => line.startsWith('#')) ?? ''
}
